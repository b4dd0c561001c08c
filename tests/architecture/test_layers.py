"""The house itself: imports point down only, and each dependency has one door."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from paths import PACKAGE

# From the ground up. A module may import from floors below its own, and beside it where the two
# are one room (a package), but never from above.
FLOORS = [
    ["translation"],
    ["errors", "settings", "cleaning", "screen_words", "privacy", "yaml_scalars"],
    ["saving", "yaml_text", "case", "case_ids", "note_files", "workers"],
    ["wordings", "groups", "tasks", "drafts", "holding", "edited_files"],
    ["asked"],
    ["chosen"],
    ["questions", "question_lines"],
    ["conditions", "template", "validation", "rescue"],
    ["linting", "extension_file", "template_making"],
    ["extending", "reachability", "schemas"],
    ["relevance", "plain_words", "note", "loading", "steps"],
    ["history", "identifying", "next_steps", "proofreading", "template_files"],
    ["viewing", "notebook", "records", "render", "agreement", "form_page"],
    ["moves", "bin", "recovery", "whole_notes", "layouts"],
    ["interview"],
    ["check", "selection", "exports", "session", "asking", "mending"],
    ["keeping", "batch", "console", "step_search"],
    ["tally", "updates"],
    ["face"],
    ["cli"],
    ["__main__"],
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
DOORS = {
    "typer": ["cli/"],
    "questionary": ["asking/terminal/"],
    "prompt_toolkit": ["asking/terminal/"],
    "rich": ["console.py"],
    "yaml": ["yaml_text.py"],
    "filelock": ["holding.py"],
    "stdnum": ["privacy/national_ids.py"],
    "subprocess": ["asking/editor.py"],
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    """Every module that a file imports, in functions and for types too."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name_of(path)} imports by a dot"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def rooms_imported_by(path: Path) -> set[str]:
    named = [name.split(".") for name in imports_of(path) if name.startswith("coprod_cli")]
    return {parts[1] for parts in named if len(parts) > 1 and parts[1] in FLOOR}


def test_every_module_has_a_floor():
    rooms = {room_of(path) for path in modules()} - {"__init__"}
    assert rooms == set(FLOOR)


# The public face is no room: it names what it gives, and loads it when asked.
@pytest.mark.parametrize("path", [p for p in modules() if room_of(p) != "__init__"], ids=name_of)
def test_imports_point_down(path):
    room = room_of(path)
    for other in rooms_imported_by(path) - {room}:
        assert FLOOR[other] <= FLOOR[room], f"{room} imports {other}, which is above it"


def test_there_are_no_circles():
    arrows: dict[str, set[str]] = {room: set() for room in FLOOR}
    for path in modules():
        if room_of(path) != "__init__":
            arrows[room_of(path)] |= rooms_imported_by(path) - {room_of(path)}
    waiting = dict(arrows)
    while waiting:
        free = [room for room, needs in waiting.items() if not needs & waiting.keys()]
        assert free, f"a circle among {sorted(waiting)}"
        for room in free:
            del waiting[room]


@pytest.mark.parametrize("library", DOORS)
def test_each_dependency_has_one_door(library):
    users = [
        name_of(path)
        for path in modules()
        if any(name.split(".")[0] == library for name in imports_of(path))
    ]
    assert users
    for user in users:
        assert user.startswith(tuple(DOORS[library])), f"{user} imports {library}"


def test_no_module_imports_the_public_face():
    public = {"Case", "Notebook", "Template", "open_notebook", "read_cases"}
    for path in modules():
        from_face = [
            name.removeprefix("coprod_cli.")
            for name in imports_of(path)
            if name.startswith("coprod_cli.")
        ]
        assert not public & set(from_face), name_of(path)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_module_opens_with_one_sentence_that_says_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring
    assert docstring.split("\n\n")[0].rstrip().endswith(".")


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_command_line_loads_nothing_heavy():
    heavy = {"pydantic", "pydantic_core", "questionary", "prompt_toolkit", "rich", "yaml"}
    assert "typer" in loaded_by("import coprod_cli.cli")
    assert not heavy & loaded_by("import coprod_cli.cli")


def test_the_package_itself_loads_next_to_nothing():
    assert not {"typer", "pydantic", "yaml"} & loaded_by("import coprod_cli")


def test_the_version_is_told_without_loading_the_command_line():
    code = "sys.argv = ['coprod', '--version']\nfrom coprod_cli.__main__ import main\nmain()"
    assert "typer" not in loaded_by(code)


def test_a_list_of_cases_is_told_without_pydantic_and_yaml(tmp_path):
    book = tmp_path / "book"
    made = [sys.executable, "-m", "coprod_cli", "new-case", "--notebook", str(book)]
    subprocess.run([*made, "--set", "situation.setting=x"], capture_output=True, check=True)
    code = (
        "from coprod_cli.cli import app\n"
        f"try: app(['list', '--notebook', {str(book)!r}])\nexcept SystemExit: pass"
    )
    assert not {"pydantic", "yaml", "rich", "questionary"} & loaded_by(code)
