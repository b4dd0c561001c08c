"""Review before a case is finished: it lists answers with possible identifiers."""

import pytest
from terminal import DOWN, ENTER, SHIFT_TAB

from coprod_cli.interview.opening_text import PATTERNS

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
STORY = "Dr Anna Berg rang from 070-174 06 35, and Dr Berg came."
WHY_NOT = "Nobody knew."
WHAT, WHY, TITLE = (
    "What happened?", "Why was the person not seen?", "What shall this be called?"
)  # fmt: skip
HEAD = "May tell who somebody is"
NAME = "this looks like a name: it follows a title, a profession or a family word."
NUMBER = "this looks like a telephone number."
ERASE = "\x15"


def write(desk, story=STORY, title="Made up"):
    desk.write_note(
        f"title={title}", "first.seen=No", f"second.story={story}", f"second.why-not={WHY_NOT}",
        template="every-type",
    )  # fmt: skip


def at_review(desk, *options, **rest):
    """Start at the review of a case, after its last answer was confirmed."""
    terminal = desk.sit("edit", "latest", "--section", "second", *options, **rest)
    terminal.see(WHAT).press(ENTER).see(WHY).press(ENTER)
    return terminal.see("Review - ")


def shown(terminal):
    """Return the lines of the screen, stripped."""
    return [line.strip() for line in terminal.lines()]


# --- at Enter ---


@SIZES
@pytest.mark.parametrize(
    ("language", "notice"),
    [
        (
            "en",
            'You wrote "Anna Berg": this may tell who somebody is. It is saved; :back goes to it.',
        ),
        (
            "sv",
            'Du skrev "Anna Berg": det kan röja vem någon är. Det är sparat; :back går dit.',
        ),
    ],
)
def test_an_answer_and_the_title_are_pointed_out_at_enter(desk, columns, rows, language, notice):
    options = ("--template", "primary-care", "--language", language)
    terminal = desk.sit("new-case", *options, columns=columns, rows=rows).see(":menu")
    terminal.type("Dr Anna Berg").press(ENTER).see(notice)
    assert desk.case().title == "Dr Anna Berg"
    terminal.type("Dr Anna Berg, again").press(ENTER).see_no_more(notice)
    assert desk.answer("situation.setting") == "Dr Anna Berg, again"


def test_an_answer_is_pointed_out_in_a_line_of_plain_mode(desk):
    terminal = desk.sit("new-case", "--title", "T", "--plain", "--template", "every-type")
    terminal.answer("Dr Anna Berg came").see('You wrote "Anna Berg": this may tell', ":back goes")


# --- on the screen ---------------------------------------------------------------------------


@SIZES
def test_what_tells_stands_above_all_else_with_its_kinds(desk, columns, rows):
    write(desk)
    terminal = at_review(desk, columns=columns, rows=rows).see(HEAD)
    lines = shown(terminal)
    at = lines.index("Finish the case")
    assert lines[at + 2 : at + 4] == [f"{HEAD} (1)", f"> ! {WHAT} - name, phone"]
    assert terminal.shows(PATTERNS)
    # It is also listed among the answered questions.
    assert len([line for line in lines if line.startswith(f"+ {WHAT} - ")]) == 1


@SIZES
def test_all_of_the_review_is_there_below(desk, columns, rows):
    write(desk)
    terminal = at_review(desk, columns=columns, rows=rows).see(f"! {WHAT}")
    terminal.press(DOWN, DOWN).see(f"> + {WHY}").press(ENTER)
    terminal.see_cursor_behind(f">  {WHY_NOT}")


@SIZES
def test_opening_it_shows_the_remarks(desk, columns, rows):
    write(desk)
    terminal = at_review(desk, columns=columns, rows=rows).see(f"! {WHAT}")
    terminal.see(f"> ! {WHAT}").press(ENTER)
    terminal.see(f'! "Anna Berg": {NAME}', f'! "070-174 06 35": {NUMBER}', f'! "Berg": {NAME}')
    terminal.see(f">  {STORY}")


def test_opening_it_in_the_ordinary_way_shows_none(desk):
    write(desk)
    terminal = desk.sit("edit", "latest", "--section", "second").see(WHAT, f">  {STORY}")
    assert not terminal.shows(NAME)
    terminal.press(ENTER).see(WHY).press(SHIFT_TAB).see(f">  {STORY}")
    assert not terminal.shows(NAME)


def test_what_is_written_instead_takes_it_out_of_the_review(desk):
    write(desk)
    terminal = at_review(desk).see(f"! {WHAT}")
    terminal.see(f"> ! {WHAT}").press(ENTER).see(NAME)
    terminal.type(ERASE).see_no_more(STORY).answer("The doctor rang, and came.")
    terminal.see("Review - ", f"+ {WHAT}")
    assert not terminal.shows(HEAD)
    assert not terminal.shows(PATTERNS)
    assert desk.answer("second.story") == "The doctor rang, and came."


def test_an_identifier_keeps_nobody_from_finishing(desk):
    write(desk)
    terminal = at_review(desk).see(f"! {WHAT}").finish()
    terminal.see("1 answer may tell who somebody is.").press(DOWN, ENTER)
    assert terminal.exit_code() == 0
    assert desk.case().status == "final"
    assert desk.answer("second.story") == STORY


@SIZES
def test_a_case_without_any_shows_none(desk, columns, rows):
    write(desk, "Nobody was seen.")
    terminal = at_review(desk, columns=columns, rows=rows).see(f"+ {WHAT}")
    for text in (HEAD, PATTERNS, "!"):
        assert not terminal.shows(text)
    terminal.see(f"> + {WHAT}").press(ENTER).see(">  Nobody was seen.")
    assert not terminal.shows("!")


def test_an_answer_that_was_just_given_is_looked_at_too(desk):
    terminal = desk.sit(
        "new-case", "--template", "every-type", "--section", "second", "--title", "Made up"
    )
    terminal.see(WHAT).answer("Syster Maria kom.").see("Review - ", f"! {WHAT} - name")


def test_the_notebooks_own_words_are_looked_for(desk):
    write(desk, "We met in Grönköping, nobody came.")
    terminal = at_review(desk)
    assert not terminal.shows(HEAD)
    terminal.end()
    (desk.notebook / "words-to-watch.txt").write_text("grönköping\n")
    terminal = at_review(desk).see(f"! {WHAT} - watched")
    terminal.see(f"> ! {WHAT}").press(ENTER)
    terminal.see('! "Grönköping": this is on the notebook\'s own list of words to watch.')


def test_no_more_than_three_remarks_stand_above_the_answer(desk):
    write(desk, " ".join(f"Dr {name} rang." for name in ("Alm", "Berg", "Ceder", "Dahl", "Ek")))
    terminal = at_review(desk, columns=60, rows=20).see(f"! {WHAT}")
    terminal.see(f"> ! {WHAT}").press(ENTER)
    terminal.see('"Alm"', '"Berg"', '"Ceder"')
    assert not terminal.shows('"Dahl"')


def test_what_could_steer_a_terminal_is_not_in_a_remark(desk):
    write(desk)
    path = desk.note_path
    path.write_bytes(path.read_bytes().replace(b"Anna Berg", b"Anna \xe2\x80\xaeBerg"))
    terminal = at_review(desk).see(f"! {WHAT}")
    terminal.see(f"> ! {WHAT}").press(ENTER).see(WHAT, ">  Dr Anna").settle()
    assert "\u202e" not in terminal.output.decode("utf-8", "replace")


def test_a_title_that_tells_is_listed(desk):
    terminal = desk.sit("new-case", "--template", "every-type", "--section", "second").see(TITLE)
    terminal.answer("Dr Anna Berg and me").see(WHAT).answer("Nobody was seen.")
    terminal.see("Review - ", f"> ! {TITLE} - name").press(ENTER)
    terminal.see(f'! "Anna Berg": {NAME}', ">  Dr Anna Berg and me")


# --- line by line ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "term"), [(["--plain"], "xterm-256color"), ([], "dumb")], ids=["plain", "dumb"]
)
class TestLineByLine:
    def test_it_stands_behind_the_question_with_its_kinds(self, desk, options, term):
        write(desk)
        terminal = at_review(desk, *options, columns=120, rows=100, TERM=term)
        terminal.see("f finishes it.")
        lines = shown(terminal)
        (flagged,) = [line for line in lines if line.startswith(f"2.1 {WHAT} - answered: ")]
        assert " ! name," in flagged
        assert f"2.2 {WHY} - answered: {WHY_NOT}" in lines
        assert lines.count(PATTERNS) == 1
        assert lines.index(PATTERNS) > lines.index(f"2.2 {WHY} - answered: {WHY_NOT}")

    def test_opening_it_shows_the_remarks(self, desk, options, term):
        write(desk)
        terminal = at_review(desk, *options, columns=120, rows=100, TERM=term).see("f finishes it.")
        assert not terminal.shows(NAME)
        terminal.answer("2.1")
        terminal.see(f'! "Anna Berg": {NAME}', f'! "070-174 06 35": {NUMBER}', f'! "Berg": {NAME}')

    def test_a_case_without_any_shows_none(self, desk, options, term):
        write(desk, "Nobody was seen.")
        terminal = at_review(desk, *options, columns=120, rows=100, TERM=term).see("f finishes it.")
        assert f"2.1 {WHAT} - answered: Nobody was seen." in shown(terminal)
        terminal.answer("2.1").see("question 1 of 2", "Your answer so far:").settle()
        assert not any(line.startswith("!") or " ! " in line for line in terminal.lines())

    def test_it_does_not_keep_anybody_from_finishing(self, desk, options, term):
        write(desk)
        terminal = at_review(desk, *options, columns=120, rows=100, TERM=term).see("f finishes it.")
        terminal.answer("f").see("1 answer may tell who somebody is.").answer("y")
        assert terminal.exit_code() == 0
        assert desk.case().status == "final"
