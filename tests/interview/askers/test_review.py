"""What a person sees at the review of a part of a form, and where others have answered."""

import pytest

pytestmark = pytest.mark.slow

SCREENS = pytest.mark.parametrize(
    ("language", "columns", "rows"), [("en", 80, 24), ("sv", 60, 20)], ids=["en", "sv"]
)
SETTING, FEELING = "situation.setting=A small ward", "emotions.patient-family=Tired"
TEXTS = {
    "en": {
        "asked": "Left out (4)", "elsewhere": "Answered, but not asked now (1)",
        "others": "Others have answered: patient 2. At a question, :others shows what they said.",
        "title": "The title", "one section": "Review - 1 of 5 answered", "none": "0 of 46 answered",
    },
    "sv": {
        "asked": "Överhoppade (4)", "elsewhere": "Besvarade, men inte med nu (1)",
        "others": "Andra har svarat: patient 2. Vid en fråga visar :others vad de sa.",
        "title": "Titeln", "one section": "Genomgång - 1 av 5 besvarade",
        "none": "0 av 46 besvarade",
    },
}  # fmt: skip


@SCREENS
def test_of_one_section_has_the_answers_of_the_others_too(desk, language, columns, rows):
    desk.write_note(SETTING, FEELING)
    terminal = desk.sit(
        "edit", "latest", "--section", "situation", columns=columns, rows=rows,
        COPROD_LANGUAGE=language,
    )  # fmt: skip
    texts = TEXTS[language]
    terminal.see("1 ").press(":finish", "\r").see(texts["one section"], texts["asked"])
    terminal.press("\x1b[F").see(texts["elsewhere"], "Tired").press("\r").see_cursor_behind(
        ">  Tired"
    )


def test_does_not_count_the_title(desk):
    terminal = desk.sit("new-case", "--template", "patient-contract", COPROD_PROMPTS="")
    terminal.see("What shall this be called?").answer("T").see("1 of 26").answer(":finish")
    terminal.see("Review - 0 of 26 answered", "Left out (26)").press("\x1b[F")
    terminal.see("The title", "> + What shall this be called? - T")


@SCREENS
def test_says_that_others_have_answered(desk, language, columns, rows):
    desk.write_note(f"{SETTING.replace('=', '@patient=')}", f"{FEELING.replace('=', '@patient=')}")
    terminal = desk.sit(
        "edit", "latest", "--voice", "family", columns=columns, rows=rows, COPROD_LANGUAGE=language
    )
    terminal.see(TEXTS[language]["none"], TEXTS[language]["others"]).answer(":finish")
    terminal.see(TEXTS[language]["none"], TEXTS[language]["others"]).press("\x03")
    assert terminal.exit_code() == 130
    done = desk.run(
        "edit", "latest", "--voice", "family", "--plain", typed=":finish\n:quit\n",
        COPROD_LANGUAGE=language,
    )  # fmt: skip
    assert done.stderr.decode().count(TEXTS[language]["others"]) == 2


def test_line_by_line_answers_that_are_not_asked_now_have_numbers_to_go_to_them(desk):
    desk.write_note(SETTING, FEELING)
    done = desk.run(
        "edit", "latest", "--section", "situation", "--plain", typed=":finish\n3.1\n:quit\n"
    )
    asked, elsewhere = done.stderr.decode().split("Answered, but not asked now:\n")

    assert "  1.1 What is the setting? - answered: A small ward\n" in asked
    assert "  3.1 " in elsewhere.split("\n")[0]
    assert "Section 3 of 9 - question 1 of 5" in elsewhere
