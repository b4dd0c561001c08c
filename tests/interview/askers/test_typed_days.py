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

DUE = {"en": "Still to do: call (", "sv": "Kvar att göra: ring ("}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(("columns", "rows", "plain"), [(80, 24, ()), (60, 40, ("--plain",))])
def test_is_kept_as_iso_8601_after_an_ambiguous_one_was_asked_back(
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
    terminal.see("1 of 3" if language == "en" else "1 av 3").press(ENTER).see("2 ")

    terminal.answer(ambiguous).see(asked_back)
    if not plain:
        terminal.press("\x15")
    terminal.answer(clear).see(f"{understood} {WEEKDAYS[language][day.weekday()]} {day.day} ")
    if plain:  # the review, and what is said after it
        terminal.press(ENTER).see("f ").answer("f").see(DUE[language], day.isoformat())
    terminal.end()

    (note,) = folder.glob("*.md")
    assert f"- [ ] {clear.split(':')[0]}: {day.isoformat()})\n" in note.read_text("utf-8")
