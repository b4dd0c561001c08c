"""A due day that is typed in words: what was understood is said, and what is not is asked back."""

from datetime import timedelta

import pytest
from terminal import ENTER, Terminal

from coprod_cli.base.clock import local_now

pytestmark = pytest.mark.slow
WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
}
WORDS = {
    "en": ("call (due: 3/4)", "Which day do you mean,", "call (due: in 2 weeks)", "Understood as:"),
    "sv": ("ring (senast: 3/4)", "Vilken dag menar du,", "ring (senast: om 2 veckor)",
           "Uppfattat som:"),
}  # fmt: skip

EARLIER = {
    "en": ("this visit?", "kind of visit", "Who helped?", "Was the person seen?"),
    "sv": ("det här besöket?", "slags besök", "Vilka hjälpte", "personen mottagen?"),
}
TODAY = {
    "en": ("On which day?", "2026-11-24, or a word such as today.", "today"),
    "sv": ("Vilken dag?", "2026-11-24, eller ett ord som idag.", "i dag"),
}


@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["on the screen", "line by line"])
@pytest.mark.parametrize("language", TODAY)
def test_today_is_a_date_for_a_person(desk, language, way):
    question, hint, word = TODAY[language]
    desk.write_note("first.seen=yes", template="every-type")
    terminal = desk.sit(
        "edit", "latest", "--section", "first", "--language", language, *way,
        COPROD_LANGUAGE=language,
    )  # fmt: skip
    for text in EARLIER[language]:
        terminal.see(text).press(ENTER)
    terminal.see(question, hint.partition(", ")[2].rstrip("."))
    terminal.answer(word).see({"en": "Understood as:", "sv": "Uppfattat som:"}[language])
    terminal.end()
    assert desk.answer("first.day") == local_now().date().isoformat()


def test_today_is_no_date_in_data(desk):
    done = desk.run("new-case", "--template", "every-type", "--set", "first.day=today")
    assert done.returncode == 3
    assert "must be a day, year first" in done.stderr.decode()


DUE = {"en": "Still to do: call (", "sv": "Kvar att göra: ring ("}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(("columns", "rows", "plain"), [(80, 24, ()), (60, 40, ("--plain",))])
def test_a_due_day_is_kept_as_iso_8601_after_an_ambiguous_one_was_asked_back(
    tmp_path, language, columns, rows, plain
):
    ambiguous, asked_back, clear, understood = WORDS[language]
    day = local_now().date() + timedelta(weeks=2)
    folder = tmp_path / "notebook"
    terminal = Terminal.coprod(
        "--language", language, "new-case", "--template", "reflection", "--section", "reflections",
        "--title", "Made up", *plain, folder=tmp_path, columns=columns, rows=rows,
        environment={"COPROD_NOTEBOOK": str(folder)},
    )  # fmt: skip
    of = "of" if language == "en" else "av"
    terminal.see(f"1 {of} 3").press(ENTER).see(f"2 {of} 3")

    terminal.answer(ambiguous).see(asked_back)
    if not plain:
        terminal.press("\x15")
    terminal.answer(clear).see(f"{understood} {WEEKDAYS[language][day.weekday()]} {day.day} ")
    if plain:  # the review, and what is said after it
        terminal.press(ENTER).see("f ").answer("f").see(DUE[language], day.isoformat())
    terminal.end()

    (note,) = folder.glob("*.md")
    assert f"- [ ] {clear.split(':')[0]}: {day.isoformat()})\n" in note.read_text("utf-8")
