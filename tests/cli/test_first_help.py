"""Help where a newcomer looks: coprod alone, examples in --help, other words for commands."""

import shlex

import pytest
import typer
from commands import done
from made_up import PRIMARY_CARE, add_note, coprod, coprod_process

from coprod_cli.cli import app
from coprod_cli.cli.examples import EXAMPLES
from coprod_cli.cli.synonyms import _CODES, _PROGRAM, _TEMPLATES, meant_command

pytestmark = pytest.mark.usefixtures("home")
ROOT = typer.main.get_command(app)
TEXTS = {
    "situation.setting": "A made-up ward",
    "emotions.what-helps": "Somebody brought a chair.",
    "reflections.now-what": "- [ ] Made up (owner: nurse)\n- [ ] Also made up",
}
MAY_FIND_NOTHING = ("restore", "purge", "templates check", "codes restore")
ASKING = (
    "new-case",
    "resume",
    "edit",
    "update latest",
    "templates new",
    "purge",
    "codes split",
    "mark",
)
"""What asks a person, unless answers are given: it is parsed here, and not run."""


CODES = """\
id: ours
codes:
  - id: waiting
    name: {en: Waiting, sv: Väntan}
    codes:
      - id: phone
  - id: corridor
  - id: told
  - id: informed
  - id: left
  - id: forgotten
"""


def put_codes(folder, words):
    """Put the codes that the examples name into a notebook, and what they read beside it."""
    (folder / "codes").mkdir(exist_ok=True)
    path = folder / "codes" / "ours.yaml"
    if words != "codes new":
        path.write_text(CODES, "utf-8")
    (folder.parent / "codebook.csv").write_text("name\nA\n")
    (folder.parent / "codebook.qdc").write_text(
        '<CodeBook><Codes><Code name="A"/></Codes></CodeBook>'
    )
    (folder.parent / "lines.jsonl").write_text("")


def commands(group, words=()):
    yield words
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*words, name))


COMMANDS = [" ".join(words) for words in commands(ROOT)]


def parse(line):
    """Parse a command line as the program does, and return the words of its command."""
    program, *words = shlex.split(line)
    assert program == "coprod"
    context, command = typer.Context(ROOT, info_name="coprod"), ROOT
    named = []
    while words and words[0] in getattr(command, "commands", {}):
        named.append(words.pop(0))
        command = command.commands[named[-1]]
        if not hasattr(command, "commands"):
            context = command.make_context(
                named[-1], words, parent=context, resilient_parsing=False
            )
            break
    return " ".join(named)


class TestTheStartPage:
    @pytest.mark.parametrize(
        ("words", "about"),
        [
            ((), "Ask about one real case, and keep the answers as a Markdown note."),
            (("--language", "sv"), "Ställ frågor om ett verkligt fall"),
        ],
    )
    def test_names_the_first_commands_in_a_few_short_lines(self, home, words, about):
        result = coprod_process(*words, folder=home, COLUMNS="60")

        heading, lines = result.stdout.split("\n\n")
        lines = ["", "", *lines.splitlines()]
        assert (result.returncode, result.stderr) == (0, "")
        assert " ".join(heading.split()).startswith(about)
        assert all(len(line) <= 60 for line in heading.splitlines())
        assert [line.split("  ")[1] for line in lines[2:]] == [
            "coprod new-case", "coprod resume", "coprod list", "coprod help", "coprod --help",
        ]  # fmt: skip
        assert all(len(line) <= 80 for line in lines)
        assert all(len(line) <= 60 for line in lines[2:])

    def test_makes_no_notebook(self, home):
        done()

        assert list(home.iterdir()) == []


class TestExamples:
    def test_are_three_for_each_command(self):
        assert sorted(EXAMPLES) == sorted(COMMANDS)
        assert all(len(set(lines)) == 3 for lines in EXAMPLES.values())

    @pytest.mark.parametrize("words", COMMANDS)
    def test_stand_below_the_options(self, words):
        shown = done(*words.split(), "--help", COLUMNS="60").stdout

        block = "".join(f"  {line}\n" for line in EXAMPLES[words])
        assert shown.endswith(f"\nExamples:\n{block}")

    @pytest.mark.parametrize(
        "line", sorted({each for group in EXAMPLES.values() for each in group})
    )
    def test_are_understood(self, line):
        assert parse(line) in COMMANDS

    @pytest.mark.parametrize("words", [each for each in EXAMPLES if not each.startswith("merge")])
    def test_do_what_they_say_in_a_notebook_with_a_case(self, home, monkeypatch, words):
        monkeypatch.chdir(home)
        monkeypatch.setenv("COPROD_CODER", "anna")
        for line in EXAMPLES[words]:
            book = home / "coprod"
            if not (book / "20261123-k7m2q9.md").exists():
                add_note(book, "20261123-k7m2q9", TEXTS, template=PRIMARY_CARE, title="Made up")
            named = line.removeprefix("coprod ")
            if words.startswith("codes "):
                put_codes(book, words)
            is_given = any(each in named for each in ("--set", "--dry-run", "--data"))
            if named.startswith(ASKING) and not is_given:
                continue
            result = coprod(*shlex.split(line)[1:])
            allowed = (0, 4) if words in MAY_FIND_NOTHING else (0, 1)
            assert result.exit_code in allowed, (line, result.stderr)


class TestOtherWords:
    @pytest.mark.parametrize(
        ("words", "meant"),
        [
            ("new", "coprod new-case"),
            ("add --title x", "coprod new-case"),
            ("delete latest", "coprod remove CASE"),
            ("rm latest", "coprod remove CASE"),
            ("ls", "coprod list"),
            ("open latest", "coprod edit CASE"),
            ("view latest", "coprod show CASE"),
            ("stats", "coprod overview"),
            ("find night", "coprod search WORD"),
            ("grep night", "coprod search WORD"),
            ("todo", "coprod tasks"),
            ("undo", "coprod restore CASE"),
            ("NY", "coprod new-case"),
            ("lista", "coprod list"),
            ("ta-bort latest", "coprod remove CASE"),
            ("sök natt", "coprod search WORD"),
            ("delete --help", "coprod remove CASE"),
            ("templates add", "coprod templates new"),
            ("templates ls", "coprod templates list"),
        ],
    )
    def test_are_answered_in_one_line_and_not_run(self, home, words, meant):
        result = coprod(*words.split())

        word = words.removeprefix("templates ").split()[0]
        assert result.exit_code == 2
        assert (result.stdout, result.stderr) == (
            "", f'coprod: there is no command "{word}". Try: {meant}\n',
        )  # fmt: skip
        assert list(home.iterdir()) == []

    def test_are_answered_in_swedish(self, home):
        assert coprod_process("--language", "sv", "ny", folder=home).stderr == (
            'coprod: kommandot "ny" finns inte. Prova: coprod new-case\n'
        )

    @pytest.mark.parametrize("table", [_PROGRAM, _CODES, _TEMPLATES])
    def test_name_a_command_that_there_is(self, table):
        for meant in table:
            line = meant.partition(" |")[0]
            assert line == "coprod --version" or parse(line) in COMMANDS

    @pytest.mark.parametrize("group", ["", "codes", "templates"])
    def test_are_no_commands_themselves_and_each_means_one(self, group):
        table = {"": _PROGRAM, "codes": _CODES, "templates": _TEMPLATES}[group]
        words = [word for line in table.values() for word in line.split()]

        assert len(words) == len(set(words))
        for word in words:
            assert f"{group} {word}".strip() not in COMMANDS
            assert meant_command(word, group)
