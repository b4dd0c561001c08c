"""Each form, filled in once in each language: through data, at a terminal, and in plain lines."""

import re

import pytest
from filled_forms import (
    FORMS,
    LANGUAGES,
    UNTYPED,
    anonymous,
    as_typed,
    example,
    example_path,
    only_note,
    typed_replies,
    untyped_words,
)
from filling_in import Hand, Lines, Person, fill_in, interview_about
from made_up import add_shipped, coprod, coprod_process
from terminal import ENTER, Terminal

from coprod_cli.base.settings import SHORT_TEMPLATE
from coprod_cli.model.case_id import case_ids_in

EACH_FORM = pytest.mark.parametrize("form", FORMS)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
SIZES = {"en": (80, 24), "sv": (60, 20)}
CALLED_OTHERWISE = {"patient-contract", "team-meeting", "initiative", "microsystem"}
"""Forms whose own texts speak of no case, and so nothing that is shown around them does."""
CASE_WORDS = re.compile(r"\b(?:cases?|fall|fallets?|fallen)\b", re.IGNORECASE)


@EACH_FORM
@IN_EACH_LANGUAGE
class TestThroughData:
    def test_gives_the_golden_note(self, golden, notebook, form, language):
        done = coprod("new-case", "--data", example_path(form, language), "--final")

        assert done.exit_code == 0, done.stderr
        path = only_note(notebook, form)
        assert done.stdout == f"{path}\n"
        note = anonymous(path.read_bytes().decode())
        golden(f"forms/{form}.{language}.md", note.encode())

    @pytest.mark.usefixtures("notebook")
    def test_is_rendered_as_the_golden_page(self, golden, form, language):
        coprod("new-case", "--data", example_path(form, language), "--final")

        done = coprod("render", "latest")

        assert done.exit_code == 0, done.stderr
        golden(f"forms/{form}.{language}.rendered.md", done.stdout.encode())

    def test_leaves_nothing_to_remark(self, notebook, form, language):
        cited = cited_cases(form, language)
        for case_id in cited:
            add_shipped(notebook, "reflection", case_id)
        coprod("new-case", "--data", example_path(form, language), "--final")

        done = coprod("check")

        assert (done.exit_code, done.stdout) == (0, "")
        looked_at = f"{1 + len(cited)} notes" if cited else "1 note"
        assert f"{looked_at} looked at: all is well." in done.stderr


def cited_cases(form, language):
    """The ids of the cases that an example rests on."""
    answers = example(form, language).answers.items()
    return {
        case_id
        for address, (reply,) in answers
        if getattr(FORMS[form].question_at(address), "cases_at_least", None)
        for case_id in case_ids_in(reply.text)
    }


@pytest.mark.usefixtures("notebook")
@IN_EACH_LANGUAGE
def test_a_patient_contract_is_laid_out_as_the_golden_agreement(golden, language):
    coprod("new-case", "--data", example_path("patient-contract", language), "--final")

    done = coprod("render", "latest", "--layout", "agreement")

    assert done.exit_code == 0, done.stderr
    golden(f"forms/patient-contract.agreement.{language}.md", done.stdout.encode())


@EACH_FORM
@IN_EACH_LANGUAGE
def test_what_cannot_be_typed_is_known(form, language):
    assert untyped_words(example(form, language)) == UNTYPED.get(form, {})


def filled_in(form, language, say):
    """Fill in a form as its example does, and return the case that is to come of it."""
    given = example(form, language)
    person = Person(given.title, typed_replies(given))
    return fill_in(interview_about(FORMS[form], language), person, say)


def golden_as_typed(golden_folder, form, language):
    note = (golden_folder / f"{form}.{language}.md").read_bytes().decode()
    return as_typed(note, form)


@pytest.mark.slow
@EACH_FORM
@IN_EACH_LANGUAGE
def test_typed_at_a_terminal_gives_the_same_note(tmp_path, golden_folder, speaking, form, language):
    columns, rows = SIZES[language]
    notebook = tmp_path / "notebook"
    terminal = Terminal.coprod(
        "new-case", "--template", form, folder=tmp_path, columns=columns, rows=rows,
        environment={"COPROD_NOTEBOOK": str(notebook), "COPROD_LANGUAGE": language},
    )  # fmt: skip
    speaking(language)
    hand = Hand(terminal)
    try:
        case = filled_in(form, language, hand.say)
        if form == SHORT_TEMPLATE:
            terminal.see({"en": "y/N >", "sv": "j/N >"}[language]).press(ENTER)
        assert terminal.exit_code() == 0
    finally:
        terminal.end()

    if form in CALLED_OTHERWISE:
        assert not CASE_WORDS.findall("\n".join([*hand.screens, terminal.text()]))
    assert case.status == "final"
    note = only_note(notebook, form).read_bytes().decode()
    assert anonymous(note) == golden_as_typed(golden_folder, form, language)


@pytest.mark.parametrize(("form", "language"), [("patient-contract", "sv"), ("microsystem", "en")])
def test_written_in_plain_lines_gives_the_same_note(tmp_path, golden_folder, form, language):
    lines = Lines()
    filled_in(form, language, lines.say)

    done = coprod_process(
        "new-case", "--template", form, "--plain", folder=tmp_path, given=lines.text,
        COPROD_PROMPTS="", COPROD_NOTEBOOK=str(tmp_path / "notebook"), COPROD_LANGUAGE=language,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert not CASE_WORDS.findall(done.stdout + done.stderr)
    note = only_note(tmp_path / "notebook", form).read_bytes().decode()
    assert anonymous(note) == golden_as_typed(golden_folder, form, language)
