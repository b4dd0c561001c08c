"""At a terminal in Swedish, whatever coprod itself says is translated.

The program speaks a made-up language of one letter in place of Swedish; so a word in other letters
is either passed on (from a form, a note, a path or the command line) or was never translated.
"""

import re
import shutil
import sys
from functools import cache
from pathlib import Path

import pytest
import typer
import yaml
from another_language import LETTER, speak_foreign
from made_up import coprod_process
from paths import PROMPTS
from terminal import ALT_ENTER, DOWN, ENTER, SHIFT_TAB, Terminal

from coprod_cli.cli import app
from coprod_cli.interview.askers.commands import COMMANDS

pytestmark = pytest.mark.slow

WORD = re.compile(r"\b[^\W\d_]{2,}\b")
WIDE = {"columns": 200, "rows": 100}
TITLE = "Påhittad"
FIRST, SECOND, DAMAGED = "20261101-a1a1a1", "20261102-b2b2b2", "20261103-c3c3c3"
STEP = "- [ ] ringa (senast: 2026-11-01)"
TOLD = {"situation.context": "Ett påhittat möte", "reflections.now-what": STEP}
"""Made-up answers to the short form."""


def words_of(text):
    return set(WORD.findall(text.lower()))


def swedish_texts(value):
    """Yield the Swedish texts of a template's file, its ids, and what it quotes of its source."""
    if isinstance(value, list):
        for each in value:
            yield from swedish_texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, str) and key in {"sv", "id", "version"}:
                yield each
            elif key in {"sv", "languages", "sections", "source", "source_text"}:
                yield str(each)
            else:
                yield from swedish_texts(each)


def command_words(command):
    for parameter in command.params:
        yield from (*parameter.opts, *parameter.secondary_opts)
    for name, each in getattr(command, "commands", {}).items():
        yield name
        yield from command_words(each)


@cache
def passed_on():
    """The words that stand on screens in every language."""
    files = (path.read_text("utf-8") for path in PROMPTS.rglob("*.yaml"))
    texts = [text for file in files for text in swedish_texts(yaml.safe_load(file))]
    commands = [command.name for command in COMMANDS]
    commands += command_words(typer.main.get_command(app))
    return words_of(" ".join([*texts, *commands, *TOLD, *TOLD.values(), TITLE, NAMES]))


def untranslated(text, *more):
    """Return the words of a screen that are neither translated nor passed on."""
    known = passed_on() | words_of(" ".join(more))
    return sorted(word for word in words_of(text) if set(word) != {LETTER} and word not in known)


def questions_in_english(value):
    """Yield the English words of each question and sub-question in a form's file."""
    if isinstance(value, list):
        for each in value:
            yield from questions_in_english(each)
    elif isinstance(value, dict):
        if isinstance(text := value.get("text"), dict):
            yield text["en"].strip()
        yield from questions_in_english(list(value.values()))


def without_originals(text, form):
    """Return a screen without the line on which help in Swedish shows the question in English."""
    files = (yaml.safe_load(path.read_text("utf-8")) for path in (PROMPTS / form).rglob("*.yaml"))
    originals = "|".join({re.escape(each) for file in files for each in questions_in_english(file)})
    return re.sub(rf"(?m)^\s*{LETTER}+ {LETTER}+: ({originals})\s*$", "", text)


def with_id(text, case_id):
    return re.sub(r"(?m)^id: .*$", f"id: {case_id}", text)


@pytest.fixture(scope="module")
def first_notebook(tmp_path_factory):
    """A folder with a notebook of one whole case, one removed case, and several damaged notes."""
    folder = tmp_path_factory.mktemp("first")

    def done(*arguments):
        result = coprod_process(*arguments, folder=folder, **environment)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    environment = {
        "COPROD_NOTEBOOK": str(folder / "book"),
        "COPROD_LANGUAGE": "sv",
        "COPROD_PROMPTS": "",
    }
    answers = [word for pair in TOLD.items() for word in ("--set", "=".join(pair))]
    path = done("new-case", "--template", "reflection", "--title", TITLE, *answers)
    text = Path(path).read_text("utf-8")
    Path(path).unlink()
    for case_id in (FIRST, SECOND):
        (folder / "book" / f"{case_id}.md").write_text(with_id(text, case_id), "utf-8")
    done("edit", FIRST, "--set", "situation.context=Ett annat påhittat möte")
    done("remove", SECOND)
    (folder / "book" / "shut").mkdir()
    for name, change in DAMAGE.items():
        (folder / "book" / "shut" / name).write_text(change(with_id(text, DAMAGED)), "utf-8")
    return folder


@pytest.fixture
def notebook(first_notebook, tmp_path):
    """A copy of the notebook, to be changed."""
    return shutil.copytree(first_notebook, tmp_path, dirs_exist_ok=True)


NAMES = """
coprod csv jsonl text answered full agreement table HEAD other .gitattributes
.gitignore config merge driver coprod_cli visit.yaml first second asked created updated
template_version language status draft end
"""
"""Names of formats, layouts, files and commands, keys of a note, and ids in an example."""
DAMAGE = {
    "ended.md": lambda text: text.replace("<!-- coprod:end -->", ""),
    "typography.md": lambda text: text.replace("<!-- coprod:sit", "<!— coprod:sit"),
    "yaml.md": lambda text: text.replace("status: draft", "status: [draft"),
    "marks.md": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n",
}
"""Notes as other programs leave them, by the names of their files."""
LINES = [
    "list", "list --removed", "tasks", f"show {FIRST}", f"history {FIRST}", "check",
    "check --privacy", "check --repair", "export csv -o out.csv", "render --all -o pages",
    "templates list", "templates show reflection", "templates check", "templates new",
    "init new", "init --git new", f"remove {FIRST}", f"restore {SECOND}", "update --all",
    "purge --all-removed", f"edit {FIRST} --set a=b", "edit nope", f"edit {FIRST} --language xx",
    "list --since soon", "export xml", "new-case --data x.yaml", "tasks --done 99",
    "merge-notes a b c", "list --template nope", "list --voice nope", "list --at nope.nope",
    "recover", "templates new my", "nope", "list --nope", "render latest --layout x",
]  # fmt: skip
"""Command lines that end by themselves, or ask for a yes or no first."""


def swedish_terminal(folder, *arguments, **rest):
    environment = {"COPROD_NOTEBOOK": str(folder / "book"), "COPROD_LANGUAGE": "sv", "PAGER": "cat"}
    return Terminal.coprod(
        *arguments, folder=folder, environment=environment, prepare=speak_foreign, **rest
    )


@pytest.mark.parametrize("line", LINES)
def test_what_a_command_shows_is_translated(notebook, line):
    terminal = swedish_terminal(notebook, *line.split(), **WIDE)
    try:
        terminal.see(LETTER * 2).settle()
        shown = terminal.text()
    finally:
        terminal.end()

    paths = map(str, notebook.rglob("*"))
    assert untranslated(shown, line, sys.executable, *paths) == []


KEYS = [
    ENTER, ENTER, ":help", ENTER, ENTER, "?", ENTER, "a b", ENTER, ALT_ENTER, SHIFT_TAB, ENTER,
    ":menu", ENTER, DOWN, ENTER, "x", ENTER, ":nope", ENTER, "\x15", ENTER, ENTER, ":menu", ENTER,
    "\x1b[F", ENTER, ENTER, ENTER, ":quit", ENTER,
]  # fmt: skip
"""Keys that lead over many kinds of screens; at none of them is it known what will be shown."""


@pytest.mark.parametrize("form", ["reflection", "patient-contract", "value-configuration"])
@pytest.mark.parametrize("mode", [(), ("--plain",)], ids=["full screen", "plain"])
def test_what_an_interview_shows_is_translated(tmp_path, form, mode):
    terminal = swedish_terminal(tmp_path, "new-case", "--template", form, *mode, **WIDE)
    wrong = {}
    try:
        terminal.see(LETTER * 2)
        for number, key in enumerate(KEYS):
            terminal.press(key)
            ended = not terminal.read()
            terminal.settle(0.1)
            shown = without_originals(terminal.text(), form)
            if left := untranslated(shown, "book nope ab", *map(str, tmp_path.rglob("*"))):
                wrong[number, key] = left
            if ended:
                break
    finally:
        terminal.end()

    assert wrong == {}
