"""Only the store opens, writes, moves or removes a note or a file beside it.

An index over the notebook relies on that: it learns of each change from the store.
"""

import ast
from pathlib import Path

import pytest

import coprod_cli

PACKAGE = Path(coprod_cli.__file__).parent
STORE = {"notebook/store.py", "notebook/side_files.py"}
HELD = ("notebook", "knowledge", "formats", "operations", "privacy", "interview", "model")
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix() for room in HELD for path in (PACKAGE / room).rglob("*.py")
)
# Methods of pathlib's paths, functions of os and shutil, and those of coprod's own lowest package.
TOUCHING = {
    "open", "read_bytes", "read_text", "write_bytes", "write_text", "unlink", "rename", "rmdir",
    "mkdir", "touch", "chmod", "symlink_to", "hardlink_to", "iterdir", "rglob", "glob",
    "rmtree", "copyfile", "move", "scandir", "listdir", "walk", "mkstemp", "mkdtemp",
    "read_regular_file", "read_private_file", "markdown_files", "write_new",
    "write_atomically", "atomic_file", "make_private_folder", "stamp_of", "sync_folder",
}  # fmt: skip
ALLOWED = {
    # What a person asked for, in a folder outside of any notebook, or a form that is no note.
    "operations/output.py": {"atomic_file"},
    "operations/render.py": {"make_private_folder", "write_atomically"},
    "operations/export.py": {"open"},  # a file exporter's own, on a stream
    "formats/combined.py": {"open"},  # the same, of a layout
    "operations/write_schemas.py": {"make_private_folder", "write_atomically"},
    "operations/new_template.py": {
        "iterdir",
        "make_private_folder",
        "mkdtemp",
        "rename",
        "rmtree",
        "unlink",
        "write_new",
    },  # the files of a template
    "operations/add_examples.py": {"read_text"},  # made-up cases of the package
    "operations/exchange_codes.py": {"read_bytes"},  # its own, of a codebook
    "operations/read_source.py": {"open"},  # a file that a person names, such as answers
    "operations/read_manual.py": {"iterdir", "read_text"},  # pages of the package
    "operations/merge_codings.py": {"read_regular_file"},  # the files that git names
    "operations/repair_code_sets.py": {"read_regular_file"},  # versions of code sets
    "operations/scan_codings.py": {"read_regular_file"},  # code sets, and logs
    "operations/set_up_git.py": {"read_regular_file"},  # git's own files beside the notes
    # The index, which lies in the person's cache folder and never in a notebook.
    "notebook/index/place.py": {"mkdir", "open", "unlink"},
    # The functions of `side_files`, which have the names of the lowest package's.
    "notebook/coded_answers.py": {"read_regular_file"},
    "notebook/coder.py": {"read_private_file"},
    "notebook/code_set_versions.py": {"read_regular_file"},
    "notebook/coding_versions.py": {"read_regular_file"},
    "notebook/kept_changes.py": {"read_regular_file"},
    "notebook/code_files.py": {"read_private_file", "read_regular_file"},
    "notebook/drafts.py": {"read_regular_file"},
    "notebook/earlier_versions.py": {"read_regular_file"},
    "notebook/half_typed_marks.py": {"read_regular_file"},
    "notebook/history.py": {"read_regular_file"},
    "notebook/lock.py": {"read_private_file"},
    "notebook/editor_files.py": {"read_private_file"},
    "notebook/places.py": {"read_regular_file"},
    "notebook/remembered.py": {"read_private_file"},
    "notebook/own_templates.py": {"read_private_file"},
}


def calls(module):
    """The names of the functions and methods that a module calls."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) != "Notebook.open":
            yield node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)


def imports(module):
    """What a module imports, as `module.name`."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_store_is_what_touches_files():
    assert set(MODULES) >= STORE
    assert all(set(calls(module)) & TOUCHING for module in STORE)


@pytest.mark.parametrize("module", [each for each in MODULES if each not in STORE])
def test_no_other_module_touches_a_file(module):
    assert set(calls(module)) & TOUCHING <= ALLOWED.get(module, set())


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.startswith("notebook/") and m not in STORE]
)
def test_a_notebook_s_modules_read_through_the_store(module):
    lowest = {
        "read_regular_file",
        "read_private_file",
        "markdown_files",
        "write_new",
        "write_atomically",
    }

    assert not {
        name for name in imports(module)
        if name.startswith("coprod_cli.base.") and name.rpartition(".")[2] in lowest
    }  # fmt: skip
