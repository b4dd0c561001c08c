"""Every block of the README and of the manual is run, so that they stay true.

The blocks of one page run in their order, in a home of their own whose notebook has two cases. To
write the sessions anew that a page shows: COPROD_RENEW_GOLDENS=1 pytest.
"""

import ast
import inspect
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from textwrap import dedent

import pytest
import typer
from paths import CHECKOUT
from terminal import CONTROL, Terminal

import coprod_cli
from coprod_cli.cli import app
from coprod_cli.formats.registry import ENTRY_POINT_GROUP
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.operations.read_manual import MANUAL, list_topics

README = CHECKOUT / "README.md"
TOOLS = Path(sys.executable).parent
PAGES = {
    "README": README,
    **{f"{path.parent.name}/{path.stem}": path for path in sorted(MANUAL.glob("*/*.md"))},
}
TOPICS = [topic.name for topic in list_topics()]
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
PROMPT = r"[\w,?/ -]*> "
"""What stands before the words that are typed: an arrow, at times behind a question."""
SETTING_UP = "pip install"
"""Stands in those lines that set coprod up, which have tests of their own."""


def blocks(page: str) -> list[tuple[str, str]]:
    """The fenced blocks of a page: the language and the text of each."""
    return [
        (language, dedent(text))
        for _, language, text in _BLOCK.findall(PAGES[page].read_text("utf-8"))
    ]


def blocks_to_run(page: str) -> list[tuple[str, str]]:
    """The blocks of a page but for those that it has from the English page, where they are run."""
    english = PAGES.get(f"en/{page.removeprefix('sv/')}", PAGES[page])
    known = blocks(f"en/{english.stem}") if page.startswith("sv/") else []
    return [block for block in blocks(page) if block not in known]


def text_of(page: str) -> str:
    """A page without its blocks."""
    return _BLOCK.sub("", PAGES[page].read_text("utf-8"))


def run(command: str, folder: Path, **rest) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("COPROD")
    }
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={
            **environment,
            "HOME": str(folder),
            "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            **rest,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def output(command: str, folder: Path, **rest) -> str:
    done = run(command, folder, **rest)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def notes(home: Path) -> list[Path]:
    return sorted((home / "coprod").glob("*.md"))


# --- the blocks of a page, by their language ---


def run_shell(block: str, home: Path) -> str:
    return "" if SETTING_UP in block else output(block, home)


def run_python(block: str, home: Path) -> str:
    (home / "example.py").write_text(block, "utf-8")
    return output(f"{sys.executable} -W error example.py", home)


def put_file(block: str, home: Path) -> str:
    """A YAML block is a file of the notebook; its first line says which."""
    name = re.match(r"# (\S+\.yaml)\n", block)[1]
    path = home / "coprod" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block, "utf-8")
    return ""


def run_make(block: str, home: Path) -> str:
    (home / "Makefile").write_text(block, "utf-8")
    target = f"read/{notes(home)[0].name}"
    output(f"make {target}", home, COPROD_NOTEBOOK=str(home / "coprod"))
    assert "<!--" not in (home / target).read_text("utf-8")
    return ""


def run_cron(block: str, home: Path) -> str:
    path, line = block.split("\n", 1)
    assert re.fullmatch(r"PATH=[^$~]+:/usr/bin:/bin", path)  # cron expands neither
    fields, command = line.split(" coprod ", 1)
    assert re.fullmatch(r"[0-9*]+( [0-9*]+){4}", fields)
    return output(f"coprod {command}", home)


def read_json(block: str, _home: Path) -> str:
    assert json.loads(block)
    return ""


def read_markdown(block: str, _home: Path) -> str:
    assert read_note(block.encode(), "a page").findings == ()
    return ""


def shown_elsewhere(_block: str, _home: Path) -> str:
    """A session is replayed by a test of its own."""
    return ""


def read_toml(block: str, _home: Path) -> str:
    """A TOML block offers an exporter, in the group in which coprod looks for them."""
    (group,) = tomllib.loads(block)["project"]["entry-points"]
    assert group == ENTRY_POINT_GROUP
    return ""


RUNNERS = {
    "sh": run_shell,
    "python": run_python,
    "yaml": put_file,
    "make": run_make,
    "cron": run_cron,
    "json": read_json,
    "toml": read_toml,
    "markdown": read_markdown,
    "console": shown_elsewhere,
}


# --- what has to be so when a page's blocks have run ---


def after_the_readme(home, _printed):
    assert (home / "form.md").read_text("utf-8").count("\n### ") == 46
    assert "Hur" in (home / "formular.md").read_text("utf-8")
    assert (home / "cases.csv").read_text("utf-8").startswith("id,title,")
    assert len(notes(home)) == 2
    assert "- [x] Ask about" in notes(home)[-1].read_text("utf-8")


def after_begin(home, _printed):
    assert (home / "form.md").read_text("utf-8").count("\n### ") == 46
    assert sorted(path.name for path in (home / "read").iterdir()) == [
        note.name for note in notes(home)
    ]
    assert "Time, and a chair." in notes(home)[-1].read_text("utf-8")


def after_steps(home, printed):
    assert "- [x] Call back (owner: nurse" in notes(home)[-1].read_text("utf-8")
    assert "Ask the team for a chair" in printed


def after_forms(home, printed):
    assert "patient-contract" in printed
    assert "Vad är viktigt för dig?" in (home / "patientkontrakt.txt").read_text("utf-8")
    assert (home / "reflektion.md").read_text("utf-8").count("\n### ") == 4


def after_templates(_home, printed):
    assert "I vilken roll ringde någon?" in printed
    assert "Vad är det för slags skola?" in printed
    assert "(condition." not in printed


def after_updates(home, _printed):
    note = notes(home)[-1].read_text("utf-8")
    assert "template_version: 1.0.0" in note
    assert "### Who spoke?" in note


def after_exports(home, printed):
    assert len((home / "cases.jsonl").read_text("utf-8").splitlines()) == 2
    assert (home / "cases.csv").read_text("utf-8").startswith("id,title,")
    assert (home / "excel.csv").read_bytes().startswith(b"\xef\xbb\xbfid;title;")
    assert "emotions.effects" in printed
    assert len(list((home / "read").iterdir())) == 2


def after_data(home, printed):
    first, second, third, fourth = notes(home)
    texts = [each.read_text("utf-8") for each in (first, second, third, fourth)]
    assert sum("voice=family" in text for text in texts) == 1
    assert any("A winter morning" in text for text in texts)
    (example,) = [json.loads(text) for language, text in blocks("en/data") if language == "json"]
    listed = json.loads(output("coprod list --json", home))
    assert [list(each) for each in example] == [list(listed[0])]
    assert len((home / "coprod.jsonl").read_text("utf-8").splitlines()) == 4
    assert "situation." in printed


def after_python(home, printed):
    assert "draft 1 not known yet" in printed
    assert "### What is the setting?" in printed
    assert "done: " in printed
    assert "- [x] Call back" in notes(home)[-1].read_text("utf-8")
    assert "3 cases" in printed
    assert (home / "cases.csv").read_text("utf-8").startswith("id,title,")


def after_languages(home, _printed):
    assert "Hur" in (home / "formular.md").read_text("utf-8")
    assert "language: en" in notes(home)[-1].read_text("utf-8")


def after_notebook(home, _printed):
    assert (home / "clinic" / ".coprod").is_dir()


def after_settings(home, _printed):
    assert len(list((home / "clinic").glob("*.md"))) == 1


AFTER = {
    "README": after_the_readme,
    "en/begin": after_begin,
    "en/steps": after_steps,
    "en/forms": after_forms,
    "en/templates": after_templates,
    "en/updates": after_updates,
    "en/exports": after_exports,
    "en/data": after_data,
    "en/python": after_python,
    "en/languages": after_languages,
    "en/notebook": after_notebook,
    "en/settings": after_settings,
}


@pytest.fixture(scope="module")
def first_home(tmp_path_factory):
    """A home whose notebook has two cases, in none of which anybody can be recognised."""
    folder = tmp_path_factory.mktemp("home")
    cases = [
        {"emotions.effects": {"unknown": True}, "situation.setting": "A made-up health centre."},
        {"situation.setting": "A made-up ward.", "reflections.now-what": "Ask about the way home."},
    ]
    for answers in cases:
        (folder / "case.json").write_text(json.dumps({"answers": answers}))
        output("coprod new-case --data case.json", folder)
    for path in notes(folder):
        text = path.read_text("utf-8")
        # Older than what a page adds, and one older than the other.
        day, end = ("05", "aaaaaa") if "made-up health" in text else ("06", "bbbbbb")
        name = f"202601{day}-{end}"
        text = text.replace(path.stem, name)
        text = re.sub(r"(?<=ed: )\d{4}-\d\d-\d\dT.*", f"2026-01-{day}T09:00:00+01:00", text)
        path.unlink()
        path.with_name(f"{name}.md").write_text(text, "utf-8")
    return folder


@pytest.fixture
def home(first_home, tmp_path):
    return shutil.copytree(first_home, tmp_path / "home")


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("make")), reason="jq and make are Debian packages"
)
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])
def test_every_block_of_a_page_does_what_it_says(page, home):
    printed = "".join(RUNNERS[language](text, home) for language, text in blocks_to_run(page))
    AFTER.get(page, lambda *_: None)(home, printed)


@pytest.mark.parametrize(
    ("page", "session"),
    [(page, text) for page in PAGES for language, text in blocks(page) if language == "console"],
)
def test_a_session_is_what_coprod_prints(page, session, tmp_path):
    command, _, shown = session.removeprefix("$ ").partition("\n")
    typed = re.findall(rf"^(?:{PROMPT})(.*)$", shown, re.MULTILINE)
    printed = replay(command, typed, tmp_path)
    if os.environ.get("COPROD_RENEW_GOLDENS"):
        path = PAGES[page]
        path.write_text(path.read_text("utf-8").replace(shown, printed), "utf-8")
    assert printed == shown


def replay(command: str, typed: list[str], folder: Path) -> str:
    """Return a session as a terminal would show it: what is typed stands behind its prompt."""
    done = subprocess.run(
        [sys.executable, "-m", "coprod_cli", *shlex.split(command)[1:]],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "COPROD_NOTEBOOK": "", "LC_ALL": "C.UTF-8"},
        input="".join(f"{line}\n" for line in typed),
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    shown, *parts = re.split(rf"^((?:{PROMPT})+)", done.stdout, flags=re.MULTILINE)
    answers = iter(typed)
    for prompts, after in zip(parts[::2], parts[1::2], strict=True):
        lines = [f"{prompt}{next(answers, '')}\n" for prompt in re.findall("[^>]*> ", prompts)]
        shown += "".join([*lines, after])
    shown = shown.replace(str(folder), "/home/me")
    return re.sub(r"[0-9]{8}-[0-9a-z]{6}", "20261124-k7m2q9", shown)


class TestTheLinesThatSetCoprodUp:
    @staticmethod
    def of(page):
        return [text for language, text in blocks(page) if language == "sh" and SETTING_UP in text]

    def test_are_two_and_the_same_on_every_page(self):
        setup, testing = self.of("README")

        assert self.of("en/begin") == [setup]
        assert self.of("sv/begin") == [setup]
        assert self.of("en/developing") == [testing]
        pages = {"README", "en/begin", "sv/begin", "en/developing"}
        assert {page for page in PAGES if self.of(page)} == pages

    @pytest.mark.slow
    def test_install_coprod_and_start_an_interview(self, tmp_path):
        checkout = tmp_path / "coprod-checkout"
        ignored = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(CHECKOUT, checkout, ignore=shutil.ignore_patterns(*ignored))
        setup, _ = self.of("README")
        terminal = Terminal("-euc", setup, folder=checkout, command="bash", patience=300)
        terminal.see("How much time do you have?").press(CONTROL["c"])
        assert terminal.exit_code() == 130
        assert "To begin another time: coprod new-case" in terminal.text()
        installed = checkout / ".venv"
        assert "begin" in output(f"{installed}/bin/coprod help | cut -f 1", tmp_path).split()
        assert (installed / "share" / "man" / "man1" / "coprod.1").is_file()

    def test_run_the_tests_as_continuous_integration_does(self):
        _, testing = self.of("README")

        assert testing.strip() in (CHECKOUT / ".ci" / "run").read_text("utf-8").splitlines()


class TestTheNote:
    def test_on_its_page_has_the_answers_that_the_page_speaks_of(self):
        (example,) = [text for language, text in blocks("en/notes") if language == "markdown"]
        case = read_note(example.encode(), "notes.md").case

        assert [(each.address, each.status) for each in case.answers] == [
            ("situation.setting", "answered"),
            ("situation.context", "unknown"),
        ]


class TestThePageAboutPython:
    PAGE = PAGES["en/python"].read_text("utf-8")

    @pytest.mark.parametrize("name", [name for name in coprod_cli.__all__ if name[0] != "_"])
    def test_tells_of_every_public_name(self, name):
        assert re.search(rf"`{name}\b", self.PAGE)

    @pytest.mark.parametrize("name", ["add_case", "edit_case"])
    def test_names_every_parameter_of_what_writes_a_case(self, name):
        (described,) = re.findall(rf"- `{name}\(([^`]*)\)`", self.PAGE)

        written = ast.parse(f"def f({described}): ...").body[0].args
        defaults = [ast.literal_eval(default) for default in written.defaults]
        parameters = inspect.signature(getattr(coprod_cli, name)).parameters.values()
        assert [each.arg for each in written.args] == [each.name for each in parameters]
        assert defaults == [each.default for each in parameters if each.default is not each.empty]

    def test_tells_of_no_function_that_there_is_not(self):
        named = re.findall(r"`([a-z]+_[a-z]+)\(", self.PAGE)

        assert len(named) >= 6
        assert set(named) <= set(coprod_cli.__all__)


COMMAND_TREE = typer.main.get_command(app)


def commands_in(page: str) -> list[str]:
    """What a page has in single back quotes and starts with `coprod`; it may go over a line end."""
    spans = re.findall(r"`(coprod [^`]+)`", text_of(page))
    return [re.sub(r"\s+", " ", span) for span in spans]


@pytest.mark.parametrize("page", PAGES)
class TestAPage:
    def test_names_only_commands_and_options_that_there_are(self, page):
        for span in commands_in(page):
            command = COMMAND_TREE
            words = span.split()[1:]
            while words and words[0] in getattr(command, "commands", {}):
                command = command.commands[words.pop(0)]
            assert command is not COMMAND_TREE or words[0][0] == "-" or words[0] == "COMMAND", span
            options = {each.partition("=")[0] for each in words if each.startswith("-")}
            known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
            assert options <= known | {"--help"}, span
            if command.name == "help" and words and words[0].islower():
                assert words[0] in TOPICS, span

    def test_is_not_wider_than_a_terminal(self, page):
        lines = text_of(page).splitlines()
        if page != "README":
            assert [line for line in lines if len(line) > 80 and line[:1] != "|"] == []

    def test_starts_with_its_title_and_has_no_other(self, page):
        lines = text_of(page).splitlines()

        assert lines[0].startswith("# ")
        assert [line for line in lines[1:] if line.startswith("# ")] == []


class TestTheManual:
    def test_has_a_page_in_english_for_every_topic_and_no_other_page(self):
        english = {path.stem for path in (MANUAL / "en").iterdir()}

        assert english == set(TOPICS)
        assert {path.stem for path in (MANUAL / "sv").iterdir()} <= english

    def test_has_what_a_patient_or_a_clinician_needs_in_swedish(self):
        swedish = {path.stem for path in (MANUAL / "sv").iterdir()}

        assert swedish >= {"begin", "keys", "steps", "forms", "privacy"}

    def test_is_listed_in_the_readme_with_links_that_lead_somewhere(self):
        links = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))

        listed = [Path(link).stem for link in links if link.endswith(".md") and "manual" in link]
        assert sorted(listed) == sorted(TOPICS)
        assert [link for link in links if not (CHECKOUT / link).is_file()] == []

    def test_is_what_the_short_readme_leaves_out(self):
        assert len(README.read_text("utf-8").splitlines()) <= 200


def test_every_script_that_a_page_names_is_there_and_tells_how_it_is_used():
    """They take minutes; their quick parts are tests of their own."""
    text = re.sub(r"\s+", " ", "".join(map(text_of, PAGES)))
    named = set(re.findall(r"`PYTHON (tests/[^` ]+\.py)((?: --[a-z]+)?)", text))
    folders = {Path(script).parent.name for script, _ in named}
    assert folders == {"benchmarks", "crash", "formatters", "fuzz", "privacy", "tests"}
    for script, option in named:
        source = (CHECKOUT / script).read_text("utf-8")
        assert "def main(" in source
        assert not option or run(f"python {script} --help", CHECKOUT).stdout.count(option.strip())


class TestTheGuideForContributors:
    GUIDE = (CHECKOUT / ".github" / "CONTRIBUTING.md").read_text("utf-8")

    def test_names_only_files_that_there_are(self):
        named = re.findall(r"`((?:\w+/)+[\w./-]+|\w+\.py)`", self.GUIDE)

        assert len(named) > 20
        places = (CHECKOUT, CHECKOUT / "coprod_cli")
        assert [
            name for name in named if not any((place / name).exists() for place in places)
        ] == []

    def test_lists_the_packages_from_the_top_down(self):
        rows = re.findall(r"^\| (`.*?`(?:, `.*?`)?) \|", self.GUIDE, re.MULTILINE)
        project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
        layers = project["tool"]["importlinter"]["contracts"][0]["layers"]

        assert [row.replace("`", "").replace(", ", " : ") for row in rows] == layers[1:]

    def test_names_only_public_steps_of_the_walk(self):
        source = (CHECKOUT / "coprod_cli" / "interview" / "engine.py").read_text("utf-8")
        assert "class Interview" in source
        assert "def apply(" in source
