"""What a case of a form is called stands where coprod would say "case"."""

import re

import pytest
from made_up import SHIPPED
from terminal import SHIFT_TAB

from coprod_cli.base.i18n import choose_language, translated
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.operations.new_case_forms import NewCaseForms
from coprod_cli.operations.workspace import open_workspace
from coprod_cli.templates.loader import load_template

CASE_WORDS = re.compile(r"\b(?:cases?|fall|fallets?|fallen)\b", re.IGNORECASE)
WALKS = {
    "en": ("team-meeting", "A new meeting", "Which tags should the meeting have?",
           "Finish the meeting", "Finish the meeting all the same?",
           "Thank you. You have finished the meeting:"),
    "sv": ("patient-contract", "Ett nytt patientkontrakt", "Vilka etiketter ska kontraktet ha?",
           "Klar med kontraktet", "Är du klar med kontraktet ändå?",
           "Tack. Du är klar med kontraktet:"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("language", "columns", "rows"), [("en", 80, 24), ("sv", 60, 20)])
def test_a_sitting_speaks_of_what_the_form_calls_it_and_of_no_case(desk, language, columns, rows):
    form, new, tags, finish, all_the_same, thanks = WALKS[language]
    terminal = desk.sit(
        "--language", language, "new-case", "--template", form, columns=columns, rows=rows
    )
    screens = [terminal.see(new).text()]
    terminal.answer("T").see("0 ")
    for keys, shown in (
        (":tags\r", tags), (SHIFT_TAB, "0 "), (":menu\r", "1."),
        (":finish\r", finish), (":finish\r", all_the_same), (":finish\r", thanks),
    ):  # fmt: skip
        screens.append(terminal.settle().type(keys).see(shown).text())
    assert not CASE_WORDS.findall("\n".join(screens))


def test_line_by_line_the_noun_stands_there_too(desk):
    done = desk.run(
        "new-case", "--template", "team-meeting", "--plain",
        typed="T\n:help\n:tags\n\n:menu\n\n:finish\nf\ny\n",
    )  # fmt: skip
    shown = done.stderr.decode() + done.stdout.decode()

    assert "Meeting: T\n" in shown
    assert "Which tags should the meeting have?" in shown
    assert "Finish the meeting all the same?" in shown
    assert "Thank you. You have finished the meeting:" in shown
    assert not CASE_WORDS.findall(shown)


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("name", ["primary-care", "reflection", "persona"])
@pytest.mark.parametrize("plain_words", [False, True])
def test_the_header_before_a_form_is_loaded_is_the_one_it_gives(
    tmp_path, language, name, plain_words
):
    assert name in SHIPPED
    template = load_template(shipped_prompts() / name, [shipped_prompts()])
    called = (in_plain_words(template) if plain_words else template).called
    choose_language(language)
    try:
        header = NewCaseForms(open_workspace(tmp_path), None, plain_words).header(name)
        assert translated(header).lower() == translated(called.new)
    finally:
        choose_language("en")
