"""`coprod edit --again` adds a dated round of what a form asks over time, and pages table them."""

import json

import pytest
from commands import done
from made_up import coprod, coprod_process
from terminal import ENTER, Terminal

from coprod_cli import add_case, edit_case, open_notebook

TODAY = "2026-11-24"
WHO_DOES_WHAT = "Do you know what you can do for yourself, and what healthcare will do?"
SIX = {
    "en": "know your next,where and to whom,ways to get in,for yourself,safe?,overview",
    "sv": "ditt nästa steg,vart och till vem,få kontakt,själv kan göra,trygg?,överblick",
}
CHECKS = {"before.safe": "No", "before.overview": "No", "after.safe": "Yes"}


@pytest.fixture
def contract(with_shipped_forms):
    """The path of a contract's note with the checks before and after."""
    done("init", with_shipped_forms)
    return add_case(open_notebook(), CHECKS, template="patient-contract", title="Spring").path


def table(*arguments):
    """The list of rounds and the table that `show` prints, without blank lines."""
    lines = done("show", *arguments).stdout.partition("### And later on?\n")[2].split("\n")
    return [line for line in lines if line]


def again(contract, *settings):
    return done(
        "edit", contract.stem, "--again", *(part for each in settings for part in ("--set", each))
    )


class TestByData:
    def test_adds_a_round_with_its_day_below_the_checks(self, contract, tmp_path):
        again(contract, "safe=no", "date=2026-11-20")
        path = tmp_path / "round.json"
        answers = {
            "safe": {"text": "yes", "voice": "patient"},
            "overview": {"unknown": True},
            "date": TODAY,
            "next-step.what": "A blood test",
        }
        path.write_text(json.dumps({"answers": answers}), "utf-8")
        done("edit", contract.stem, "--again", "--data", path)

        assert table(contract.stem) == [
            "1. Before: how it is today",
            "2. After: how it is now",
            "3. 2026-11-20",
            "4. 2026-11-24",
            "| 1   | 2   | 3   | 4            |  |",
            "| --- | --- | --- | ------------ | --- |",
            "| -   | -   | -   | -            | Do you know your next step? |",
            "| -   | -   | -   | -            | Do you know where and to whom to turn? |",
            "| -   | -   | -   | -            | Do you have easy ways to get in touch? |",
            f"| -   | -   | -   | -            | {WHO_DOES_WHAT} |",
            "| No  | Yes | No  | patient: Yes | Do you feel safe? |",
            "| No  | -   | -   | ?            | Do you have an overview of your care? |",
        ]
        assert "A blood test" in done("show", contract.stem).stdout
        assert done("check").stdout == ""

    def test_is_dated_today_where_it_names_no_day(self, contract):
        saved = edit_case(open_notebook(), contract.stem, {"safe": "yes"}, again=True)

        text = saved.path.read_text("utf-8")
        day = text.partition("coprod:after.rounds#1.date")[2].split("\n")[2]
        assert text.partition("updated: ")[2].startswith(day)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--again", "--set", "date=2026-11-20"], "--again takes an answer to one of these"),
            (["--again", "--set", "safe=perhaps"], "this must be Yes or No"),
            (["--again", "--section", "after", "--set", "safe=yes"], "--again goes without"),
        ],
    )
    def test_changes_nothing_where_something_is_wrong(self, contract, arguments, message):
        before = contract.read_bytes()

        result = coprod("edit", contract.stem, *arguments)

        assert result.exit_code in (2, 3)
        assert message in result.stderr
        assert contract.read_bytes() == before

    def test_is_refused_where_the_form_asks_nothing_again(self, contract):
        del contract
        case = add_case(open_notebook(), {"situation.context": "Made up."}, template="reflection")

        result = coprod("edit", case.path.stem, "--again", "--set", "safe=yes")

        assert result.exit_code == 2
        assert 'the form "reflection" has no questions to ask again' in result.stderr


class TestTheChecksBeforeAndAfter:
    def test_are_the_first_rounds_of_a_note_that_has_only_them(self, contract):
        assert table(contract.stem)[:2] == ["1. Before: how it is today", "2. After: how it is now"]

    def test_alone_are_no_table(self, contract):
        done("edit", contract.stem, "--set", "after.safe=")

        assert "And later on?" not in done("show", contract.stem).stdout


class TestAPersonInPlainLines:
    def test_is_asked_the_day_and_the_six_and_nothing_is_asked_in_turn(self, home, contract):
        lines = "\n1\n\n\n\n2\n\n\nd\n"

        asked = coprod_process(
            "edit", contract.stem, "--again", "--plain", folder=home, given=lines,
            COPROD_PROMPTS="", COPROD_NOTEBOOK=str(home / "notebook"),
        )  # fmt: skip

        assert asked.returncode == 0, asked.stderr
        assert "Today:" in asked.stderr
        assert asked.stderr.count("Follow-up 1, question") == 7
        first = asked.stderr.split("question 1 of 7")[0]
        assert "1 of 1 " not in first, "the round is all that is asked: it alone is counted"
        assert table(contract.stem)[2].startswith("3. 20")
        assert "| No  | Yes | No  | Do you feel safe? |" in table(contract.stem)

    def test_is_not_asked_for_rounds_in_a_new_contract(self, home, contract):
        asked = coprod_process(
            "new-case", "--template", "patient-contract", "--section", "after", "--plain",
            folder=home, given="\n" * 8 + "d\n", COPROD_PROMPTS="",
            COPROD_NOTEBOOK=str(home / "notebook"),
        )  # fmt: skip

        assert "Review" in asked.stderr
        assert "And later on?" not in asked.stderr
        assert contract.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "size", "words"),
    [
        ("en", (80, 24), ("Today:", "Follow-up 1", "And later on?")),
        ("sv", (60, 20), ("I dag:", "Uppföljning 1", "Och senare?")),
    ],
)
def test_a_person_at_a_terminal_takes_today_and_answers(home, contract, language, size, words):
    done("edit", contract.stem, "--language", language)
    notebook = str(home / "notebook")
    terminal = Terminal.coprod(
        "edit", contract.stem, "--again", folder=home, columns=size[0], rows=size[1],
        environment={"COPROD_NOTEBOOK": notebook, "COPROD_LANGUAGE": language},
    )  # fmt: skip
    try:
        terminal.see(*words[:2]).press(ENTER)
        for question in SIX[language].split(","):
            terminal.see(question).press(ENTER)
        terminal.see(*words[1:])
    finally:
        terminal.end()

    assert "after.rounds#1.date asked=" in contract.read_text("utf-8")
