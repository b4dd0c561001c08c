"""What `test_architecture` says of rooms, said of modules; and what the domain keeps away from."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import coprod_cli

PACKAGE = Path(coprod_cli.__file__).parent
FACE = "coprod_cli"

# The floors that the design names, from the ground; modules it does not name stand where their
# imports let them stand, and `test_architecture` holds them there.
DESIGN = [
    {"errors", "settings"},
    {"case", "template"},
    {"note", "loading"},
    {"interview", "notebook", "render", "exports", "check"},
    {"session", "asking", "console"},
    {"cli"},
    {"__main__"},
]
# A value in, a value out: no clock, no file, no terminal.
PURE = (
    "asked", "chosen",
    "asking.answers_file", "asking.commands", "asking.conflicts", "asking.scripted", "case",
    "check", "cleaning", "conditions", "errors", "exports.jsonl", "exports.table", "groups",
    "interview", "moves", "next_steps", "note.as_written", "note.editing", "note.front_matter",
    "note.items", "note.markers", "note.reading", "note.slots", "note.ticking", "note.writing",
    "questions", "records", "relevance", "render", "screen_words", "steps", "tasks", "template",
    "validation", "viewing", "wordings", "yaml_scalars", "yaml_text",
)  # fmt: skip
PURE += tuple(
    f"privacy.{path.stem}" for path in (PACKAGE / "privacy").glob("*.py") if path.stem[0] != "_"
)
OUTSIDE = {
    "logging", "os", "pathlib", "random", "secrets", "select", "shutil", "signal", "socket",
    "subprocess", "sys", "tempfile", "termios", "threading", "time", "tty",
}  # fmt: skip
MAY_SPEAK = ("cli", "console", "asking", "__main__")


def name_of(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__").removesuffix("__init__")


TREES = {name_of(path): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
MODULES = sorted(TREES)


def is_for_types(node):
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def nodes(tree, *, types):
    """Every node of a tree; with `types` false, without what is imported for types only."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if types or not is_for_types(node):
            waiting.extend(ast.iter_child_nodes(node))


def imported(name, *, types):
    """The names of all modules that a module imports, in its functions too."""
    for node in nodes(TREES[name], types=types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by a dot"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole.removeprefix(f"{FACE}.") in TREES else node.module


def house(name, *, types=False):
    """The modules of the house that a module imports; "" is the public face."""
    return {
        each.removeprefix(FACE).removeprefix(".")
        for each in imported(name, types=types)
        if each.partition(".")[0] == FACE
    }


def room(name):
    return name.partition(".")[0]


class TestTheHouse:
    def test_is_seen_whole(self):
        assert {"", "cli", "cli.group", "note.slots", "asking.terminal.asker"} <= set(MODULES)
        assert "coprod_cli.interview.engine" in set(imported("session", types=False))
        assert "notebook" in house("cli.notebooks"), "imports in functions count"
        assert "note.reading" in house("cli.notebooks", types=True) - house("cli.notebooks")

    def test_has_no_circle_of_modules(self):
        arrows = {name: house(name) - {name} for name in MODULES if name}
        try:
            order = list(TopologicalSorter(arrows).static_order())
        except CycleError as error:
            pytest.fail(f"a circle: {' -> '.join(error.args[1])}")
        assert set(arrows) <= set(order)

    @pytest.mark.parametrize("name", MODULES)
    def test_has_the_floors_that_the_design_names(self, name):
        floors = {room: floor for floor, rooms in enumerate(DESIGN) for room in rooms}
        if room(name) not in floors:
            return
        for other in house(name, types=True):
            assert floors.get(room(other), 0) <= floors[room(name)], f"{name} imports {other}"

    @pytest.mark.parametrize("name", ["errors", "settings", "cleaning", "screen_words"])
    def test_stands_on_modules_that_import_none_of_it(self, name):
        assert house(name, types=True) <= {"cleaning", "translation"} - {name}

    def test_speaks_from_a_room_that_imports_none_of_it(self):
        assert house("translation", types=True) == set()

    @pytest.mark.parametrize("name", [name for name in MODULES if name])
    def test_does_not_use_its_own_face(self, name):
        from_package = [
            alias.name
            for node in nodes(TREES[name], types=True)
            if isinstance(node, ast.ImportFrom) and node.module == FACE
            for alias in node.names
        ]

        assert not set(from_package) & {*coprod_cli.__all__} - {"__version__"}
        assert "face" not in house(name, types=True)

    @pytest.mark.parametrize("name", MODULES)
    def test_has_no_module_that_is_imported_whole(self, name):
        for node in nodes(TREES[name], types=True):
            if isinstance(node, ast.ImportFrom):
                assert all(alias.name != "*" for alias in node.names)


class TestTheDomain:
    @pytest.mark.parametrize("name", PURE)
    def test_has_no_clock_no_file_and_no_terminal(self, name):
        assert not {each.partition(".")[0] for each in imported(name, types=False)} & OUTSIDE

    @pytest.mark.parametrize("name", PURE)
    def test_opens_nothing_and_asks_for_no_time(self, name):
        calls = {
            ast.unparse(node.func)
            for node in nodes(TREES[name], types=False)
            if isinstance(node, ast.Call)
        }

        assert not calls & {"open", "input", "print", "date.today", "datetime.now", "exit", "quit"}

    @pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith(MAY_SPEAK)])
    def test_never_asks_prints_or_exits(self, name):
        for node in nodes(TREES[name], types=False):
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in {"print", "input", "sys.exit", "exit", "quit"}
            if isinstance(node, ast.Raise) and node.exc is not None:
                assert "Exit" not in ast.unparse(node.exc)

    @pytest.mark.parametrize("name", MODULES)
    def test_never_evaluates_text(self, name):
        for node in nodes(TREES[name], types=False):
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in {"eval", "exec", "compile", "__import__"}


class TestWhatIsLoaded:
    @staticmethod
    def after(code):
        script = (
            f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before))"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
        )
        return set(done.stdout.split())

    def test_by_the_package_is_itself_and_what_it_imports_by(self):
        assert {name for name in self.after("import coprod_cli") if "coprod" in name} == {
            "coprod_cli"
        }

    def test_by_a_public_name_is_what_that_needs(self):
        loaded = self.after("from coprod_cli import Case")

        assert "coprod_cli.model.case" in loaded
        assert not {"pydantic", "yaml", "coprod_cli.notebook.notebook"} & loaded

    @pytest.mark.parametrize(
        "library", ["pydantic", "questionary", "prompt_toolkit", "rich", "yaml"]
    )
    def test_by_all_commands_is_nothing_heavy(self, library):
        loaded = self.after(
            "import typer, coprod_cli.cli as c; typer.main.get_command(c.app).commands.items()"
        )

        assert "coprod_cli.cli.interview" in loaded
        assert library not in loaded

    def test_by_one_command_is_no_other_one(self):
        loaded = self.after(
            "import typer, coprod_cli.cli as c; typer.main.get_command(c.app).commands['init']"
        )

        assert "coprod_cli.cli.notebook" in loaded
        assert not {"coprod_cli.cli.interview", "coprod_cli.cli.templates"} & loaded

    @pytest.mark.parametrize("module", ["batch", "interview", "notebook", "cli.exporting"])
    def test_without_a_privacy_check_are_none_of_its_patterns(self, module):
        """They take a tenth of a second to compile."""
        loaded = self.after(f"import coprod_cli.{module}")

        assert f"coprod_cli.{module}" in loaded
        assert not {name for name in loaded if name.startswith(("coprod_cli.privacy", "stdnum"))}
