"""With Swedish chosen, all messages are in Swedish; what scripts read stays the same."""

import re
from functools import cache, partial
from pathlib import Path

import pytest
import typer
from made_up import CASE_ID, TEMPLATES, add_note, coprod_process
from paths import GOLDEN
from terminal import Terminal

from coprod_cli.cli import app
from coprod_cli.cli.examples import EXAMPLES
from coprod_cli.cli.translated_help import translated_error

ENGLISH_HELP = GOLDEN / "help"
OTHER = "20261110-bbbbbb"


def commands(group, words=()):
    """The words of every command there is, and of the groups."""
    yield words
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*words, name))


COMMANDS = list(commands(typer.main.get_command(app)))


def run_in(language, *arguments, folder, given=None, cold=False):
    return coprod_process(
        *arguments, folder=folder, given=given, cold=cold, COPROD_LANGUAGE=language, COLUMNS="80",
        COPROD_NOTEBOOK=str(folder / "notebook"),
    )  # fmt: skip


@cache
def help_in(language, words):
    # The help of a command is translated while the command is loaded.
    shown = run_in(language, *words, "--help", folder=ENGLISH_HELP, cold=True)
    assert (shown.returncode, shown.stderr) == (0, "")
    return shown.stdout


def help_in_swedish(words):
    return help_in("sv", words)


def help_in_english(words):
    return (ENGLISH_HELP / f"{'-'.join(('coprod', *words))}.txt").read_text("utf-8")


@pytest.fixture
def folder(tmp_path):
    """A folder with a notebook of one case."""
    add_note(tmp_path / "notebook", CASE_ID, {"first.name": "A made-up morning"}, title="")
    return tmp_path


@pytest.fixture
def said(folder):
    """Run the real program beside the notebook, in Swedish."""
    return partial(run_in, "sv", folder=folder)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "coprod")
class TestTheHelp:
    def test_has_no_line_in_english(self, words):
        swedish = help_in_swedish(words)

        assert swedish.startswith(f"Användning: {' '.join(('coprod', *words))} [FLAGGOR]")
        same = set(swedish.splitlines()) & set(help_in_english(words).splitlines())
        assert same - {f"  {line}" for line in EXAMPLES[" ".join(words)]} == {""}

    def test_names_the_same_options_in_the_same_order(self, words):
        names = re.compile(r"^  (-\S+(?:, --\S+)?(?: [A-Z]\S*)?)  ", re.MULTILINE)

        assert names.findall(help_in_swedish(words)) == names.findall(help_in_english(words)) != []

    def test_fits_a_terminal_of_eighty_columns(self, words):
        assert all(len(line) <= 80 for line in help_in_swedish(words).splitlines())


class TestTheListOfCommands:
    @pytest.mark.parametrize(("language", "title"), [("en", "Commands"), ("sv", "Kommandon")])
    @pytest.mark.parametrize("words", [(), ("templates",)], ids=["coprod", "templates"])
    def test_says_each_in_a_whole_sentence(self, language, title, words):
        _, _, listed = help_in(language, words).partition(f"\n{title}:\n")

        sentences = listed.partition("\n\n")[0].splitlines()
        assert len(sentences) >= 4
        assert [line for line in sentences if not re.search(r"[^.]\.$", line)] == []


LIST_OPTIONS = "(möjliga flaggor: --notebook, --since, --voice)"
TYPERS_ERRORS = [
    (["nope"], "kommandot 'nope' finns inte. Prova: coprod --help"),
    (["lst"], "kommandot 'lst' finns inte. Menade du 'list'? Prova: coprod --help"),
    (["templates", "nope"], "kommandot 'nope' finns inte. Prova: coprod templates --help"),
    (["--nope"], "flaggan --nope finns inte. Prova: coprod --help"),
    (["list", "--nope"],
     f"flaggan --nope finns inte {LIST_OPTIONS}. Prova: coprod list --help"),
    (["list", "--tag"], "flaggan '--tag' behöver ett värde. Prova: coprod list --help"),
    (["list", "--json=x"], "flaggan '--json' ska inte ha något värde. Prova: coprod list --help"),
    (["list", "extra", "words"], "oväntade ord på raden (extra words). Prova: coprod list --help"),
    (["export"], "argumentet 'FORMAT' saknas. Prova: coprod export --help"),
]  # fmt: skip
TOO_MANY = "det är fler ord än kommandot tar emot."
COPRODS_ERRORS = [
    (2, ["resume"],
     ("det finns ingen terminal att ställa frågor i. "
      "Prova: coprod edit CASE --data FILE eller --plain")),
    (2, ["new-case", "--json"],
     "--json används tillsammans med data. Prova: --json med --data eller --set"),
    (2, ["new-case", "--set", "first.name=made", "up"],
     f"{TOO_MANY} Prova: citattecken runt varje text, coprod new-case --help"),
    (2, ["list", "--status", "open"], 'det finns ingen status "open". Prova: draft eller final'),
    (2, ["check", "--since", "soon"],
     "--since ska vara ett datum, med året först. Prova: --since 2026-11-24"),
    (2, ["export", "xml"], 'det finns inget exportformat "xml". Prova: csv, jsonl'),
    (2, ["export", "jsonl", "--excel"],
     'bara csv skrivs för Excel, inte "jsonl". Prova: coprod export csv --excel'),
    (2, ["render", CASE_ID, "--layout", "x"],
     'layouten "x" finns inte. Prova: answered, full, voices, model, agreement, table'),
    (2, ["restore", CASE_ID, "--whole"],
     f"--whole används tillsammans med --to. Prova: coprod restore {CASE_ID} --to WHEN --whole"),
    (3, ["new-case", "--data", "."],
     ".: det här går inte att läsa: det är en mapp. Prova: en fil"),
    (4, ["new-case", "--data", "no.yaml"], "no.yaml: den här filen finns inte."),
]  # fmt: skip


class TestAnError:
    @pytest.mark.parametrize(("arguments", "line"), TYPERS_ERRORS)
    def test_of_typer_s_is_in_swedish(self, said, arguments, line):
        told = said(*arguments)

        assert (told.returncode, told.stdout) == (2, "")
        assert told.stderr == f"coprod: {line}\n"

    @pytest.mark.parametrize(("code", "arguments", "line"), COPRODS_ERRORS)
    def test_of_coprod_s_own_is_in_swedish(self, said, code, arguments, line):
        told = said(*arguments)

        assert (told.returncode, told.stdout) == (code, "")
        assert told.stderr == f"coprod: {line}\n"

    @pytest.mark.parametrize(
        "sentence",
        [
            "no such option: --{name} (Possible options: --name, --{0}).",
            "no such command '\n'. Did you mean 'a', 'b'?",
            "got unexpected extra argument(s) (no such option: {words}).",
            "a sentence of typer's that is not known.",
        ],
    )
    def test_in_english_is_as_typer_says_it(self, sentence):
        assert translated_error(sentence) == sentence


class TestACount:
    def test_has_its_own_form_for_one_and_for_many(self, said, folder):
        one = said("check")
        add_note(folder / "notebook", OTHER, {})
        two = said("check")

        assert one.stderr == "1 anteckning genomgången: allt är som det ska.\n"
        assert two.stderr == "2 anteckningar genomgångna: allt är som det ska.\n"

    def test_may_stand_with_another(self, said, folder):
        path = add_note(folder / "notebook", OTHER, {})
        path.write_text(path.read_text().replace("<!-- coprod:end -->\n", ""))

        assert said("check").stderr == "2 anteckningar genomgångna: 1 anmärkning.\n"

    def test_of_what_may_tell_who_somebody_is_is_one_sentence(self, said, folder):
        add_note(folder / "notebook", OTHER, {"second.story": "Write to made.up@example.org"})
        told = said("export", "jsonl").stderr

        assert told.startswith("1 ställe i 1 av 2 fall kan röja vem någon är (")
        assert " Prova: coprod check --privacy eller --deidentify.\n" in told


class TestAResultForScripts:
    @pytest.mark.parametrize(
        "arguments",
        ["list", "list --json", f"show {CASE_ID}", f"show {CASE_ID} --json", "export csv",
         "export jsonl", f"history {CASE_ID}", f"history {CASE_ID} --json", "--version"],
    )  # fmt: skip
    def test_is_the_same_in_every_language(self, said, folder, arguments):
        for text in ("An earlier text", ""):
            said("edit", CASE_ID, "--set", f"first.name={text}")
        said("edit", CASE_ID, "--data", "-", given='{"answers": {"first.day": {"unknown": true}}}')
        said("edit", CASE_ID, "--set", "first.day=2026-11-24")
        swedish = said(*arguments.split())
        english = run_in("en", *arguments.split(), folder=folder)

        assert swedish.returncode == english.returncode == 0
        assert swedish.stdout == english.stdout != ""


@pytest.mark.slow
class TestATerminal:
    @pytest.fixture
    def shown(self, folder):
        def run(*arguments):
            environment = {
                "COPROD_LANGUAGE": "sv",
                "COPROD_NOTEBOOK": str(folder / "notebook"),
                "COPROD_PROMPTS": str(TEMPLATES),
            }
            terminal = Terminal.coprod(
                *arguments, folder=folder, columns=120, environment=environment
            )
            try:
                assert terminal.exit_code() == 0
            finally:
                terminal.end()
            return [line.split() for line in terminal.lines() if line]

        return run

    def test_has_a_table_in_swedish(self, shown):
        heading, row = shown("list")

        assert heading == [
            "Nr", "Fall", "Status", "Formulär", "Besvarade", "Steg", "Senast", "ändrat", "Titel",
        ]  # fmt: skip
        assert row[:3] == ["1", CASE_ID, "utkast"]
        assert row[-5:] == ["titel,", "påbörjat", "24", "nov", "09:00"]

    def test_has_a_case_s_status_in_swedish(self, shown):
        assert shown("show", CASE_ID)[1][:3] == [CASE_ID, "-", "utkast"]

    def test_is_told_in_swedish_that_there_is_nothing(self, shown):
        assert shown("list", "--removed") == [["Papperskorgen", "är", "tom."]]
        assert shown("history", CASE_ID) == [["Inget", "har", "ersatts", "än."]]


class TestTheOptionBeforeTheCommand:
    def test_also_asks_in_that_language(self, tmp_path):
        done = run_in(
            "en", "--language", "sv", "new-case", "--set", "situation.setting=Påhittad",
            folder=tmp_path,
        )  # fmt: skip
        assert "\nlanguage: sv\n" in Path(done.stdout.strip()).read_text("utf-8")
        assert done.stderr.startswith("Din anteckningsbok är ")
