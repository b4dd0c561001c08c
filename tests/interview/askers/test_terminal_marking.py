"""Marking a case at a terminal: what is chosen, what codes it is given, and what is then saved."""

import re

import pytest
from made_up import CASE_ID, add_note
from terminal import ALT_ENTER, CONTROL, DOWN, ENTER, RIGHT, SHIFT_TAB, UP

pytestmark = pytest.mark.slow

STORY = (
    "Tolken sa att det var som vanligt. Maken väntade vid disken.\n\n"
    "Dottern ville vara med. Maken väntade hemma."
)
ANSWERS = {"first.name": "A made-up morning", "second.story": STORY}
SHIFT_DOWN, SHIFT_RIGHT, ESCAPE, TAB = "\x1b[1;2B", "\x1b[1;2C", "\x1b", "\t"
PAGE_DOWN, HOME, END = "\x1b[6~", "\x1b[H", "\x1b[F"
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
CODE_SET = """\
id: ours
title: Ours
codes:
  - id: waiting
    name: Waiting
    definition: Somebody has to wait, or to ask again.
  - id: told
    name: Told
"""


@pytest.fixture
def note(desk):
    path = add_note(desk.notebook, answers=ANSWERS)
    (desk.notebook / "codes").mkdir()
    (desk.notebook / "codes" / "ours.yaml").write_text(CODE_SET)
    return path


@pytest.fixture
def mark(desk, note):  # noqa: ARG001 - the note is there before it is marked
    """Return a function that starts to mark as anna, at the second of two answers."""

    def start(*arguments, **more):
        terminal = desk.sit("mark", CASE_ID, "--coder", "anna", *arguments, **more)
        return terminal.see("as anna")

    return start


def coding(note, coder="anna"):
    path = note.parent / "codings" / coder / f"{CASE_ID}.yaml"
    return path.read_text("utf-8") if path.exists() else ""


def quotes(note):
    return re.findall(r'quote: "(.*)"', coding(note))


def give(terminal, code):
    """Take what is pointed at, and give it a code."""
    terminal.press(ENTER).see("Esc: back, nothing is kept").answer(code).see("Enter: mark it")
    return terminal


@SIZES
def test_sentences_words_and_the_whole_answer_are_marked(mark, note, columns, rows):
    before = note.read_bytes()
    terminal = mark(columns=columns, rows=rows).see("answer 1 of 1 (1 of 2 in all)").press(ENTER)
    terminal.see("2 of 2 in all", "4 Maken väntade hemma.").press(DOWN).see("> 1 Tolken")
    give(terminal, "+usual").see("[Tolken sa att det var som vanligt.](ours/usual)")
    terminal.type("2").press(SHIFT_DOWN).see("> 2 Maken", "> 3 Dottern")
    give(terminal, "+range").see("2 [Maken väntade vid disken.", "med.](ours/range)")
    terminal.type("4").type("w").press(SHIFT_RIGHT)
    give(terminal, "+waited").see("4 [Maken väntade](ours/waited) hemma.")
    terminal.type("*").see("> 1", "> 4")
    give(terminal, "+all").see("[the whole answer](ours/all)")
    terminal.press(ESCAPE)
    assert terminal.exit_code() == 0
    assert quotes(note) == [
        "*",
        "Tolken sa att det var som vanligt.",
        "Maken väntade vid disken.\\n\\nDottern ville vara med.",
        "Maken väntade",
    ]
    assert note.read_bytes() == before


def test_of_words_that_stand_there_twice_the_place_that_was_chosen_is_marked(mark, note):
    terminal = mark().press(ENTER).see("1 Tolken").type("4").type("w").type("e")
    give(terminal, "+home").see("4 [Maken väntade](ours/home) hemma.").type("2").type("w").type("e")
    give(terminal, "+desk").see("2 [Maken väntade](ours/desk) vid disken.").press(CONTROL["c"])
    assert terminal.exit_code() == 0
    starts = [int(start) for start in re.findall(r"start: (\d+)", coding(note))]
    assert starts == [STORY.index("Maken"), STORY.rindex("Maken")]


class TestCodes:
    def test_are_found_by_their_definition_and_completed(self, mark, note):
        terminal = mark().press(ENTER).see("1 Tolken").type("1").press(ENTER)
        terminal.see("ours/waiting  Waiting - Somebody", "ours/told").type("again")
        terminal.see_no_more("ours/told").press(TAB).see("> ours/waiting").type("tol")
        terminal.see_no_more("Somebody").press(DOWN).see("> ours/told").press(ENTER)
        terminal.see("](ours/told, ours/waiting)")
        assert "codes: [ours/told, ours/waiting]" in coding(note)

    def test_of_before_by_digit_and_the_same_again(self, mark):
        terminal = mark().press(ENTER).see("1 Tolken").type("1")
        give(terminal, "waiting told").type("2").press(ENTER)
        terminal.see("1: ours/waiting   2: ours/told   =: the same as before").type("2")
        terminal.see("> ours/told").press(ENTER).see("2 [Maken väntade vid disken.](ours/told)")
        terminal.type("3").press(ENTER).see("1: ours/told").type("=").see("> ours/told")
        terminal.press(ENTER).see("3 [Dottern ville vara med.](ours/told)")

    def test_that_are_unclear_are_asked_again_and_an_empty_line_keeps_nothing(self, mark, note):
        terminal = mark().press(ENTER).see("1 Tolken").type("1").press(ENTER).see("ours/told")
        terminal.answer("zz").see("there is no such code. A new one: +zz", "No code has these")
        terminal.press("\x15", ENTER).see("not kept.")
        assert coding(note) == ""

    def test_of_which_one_alone_fits_are_pointed_at_and_taken(self, mark):
        terminal = mark().press(ENTER).see("1 Tolken").type("1").press(ENTER).see("ours/told")
        terminal.type("again").see("> ours/waiting").press(ENTER)
        terminal.see("](ours/waiting)")

    def test_are_completed_by_a_blank_where_only_one_fits(self, mark):
        terminal = mark().press(ENTER).see("1 Tolken").type("1").press(ENTER).see("ours/told")
        terminal.type("again").see("> ours/waiting").type(" ").see(">  ours/waiting")
        terminal.type("levels/mic").see("> levels/micro").press(ENTER)
        terminal.see("](levels/micro, ours/waiting)")

    def test_of_which_one_begins_as_is_typed_are_pointed_at_among_those_that_fit(self, mark):
        terminal = mark().press(ENTER).see("1 Tolken").type("1").press(ENTER).see("ours/told")
        terminal.type("where").see("> frustrations/where-to-turn", "strategies/")
        terminal.press(ENTER).see("](frustrations/where-to-turn)")

    def test_that_are_new_are_listed_first_and_found_as_they_were_typed(self, mark):
        terminal = give(mark().press(ENTER).see("1 Tolken").type("1"), "+kön").type("2")
        terminal.press(ENTER).see("ours/kon")
        rows = [row.strip() for row in terminal.lines() if row.strip().startswith("ours/")]
        assert rows[0] == "ours/kon"
        terminal.type("kön").see("> ours/kon").press(ENTER).see("disken.](ours/kon)")

    def test_of_before_are_not_parted_from_their_digits(self, mark):
        codes = [f"frustrations/{name}" for name in ("next-step", "safe", "overview", "own-part")]
        terminal = mark(columns=60, rows=20).press(ENTER).see("1 Tolken").type("1").press(ENTER)
        terminal.see("Type: search").answer(" ".join(codes)).see("Enter: mark it").type("2")
        terminal.press(ENTER).see("4: frustrations/own-part", "=: the same as before")

    def test_of_an_earlier_case_that_no_set_has_are_offered_too(self, desk, mark):
        other = "20261101-aaaaaa"
        add_note(desk.notebook, other, {"first.name": "Another"})
        words = ("--set", "first.name=*", "--code", "ours/early", "--coder", "anna")
        assert desk.run("mark", other, *words).returncode == 0
        terminal = mark().type("1").press(ENTER).see("ours/early").answer("early")
        terminal.see("](ours/early)").press(ESCAPE)
        again = desk.sit("mark", CASE_ID, "--coder", "anna.2").see("as anna.2").type("1")
        again.press(ENTER).see("ours/early")


class TestWhatIsMarked:
    def test_gets_a_memo_other_codes_and_is_taken_out_and_brought_back(self, mark, note):
        terminal = mark().press(ENTER).see("1 Tolken").type("1")
        give(terminal, "told").type("m").see("What do you think about it?").type("In")
        terminal.press(ALT_ENTER).type("vivo.").press(ENTER).see(
            "The memo is kept.", "Memo: In vivo."
        )
        assert 'memo: "In\\nvivo."' in coding(note)
        terminal.type("c").see("> ours/told").type("waiting").press(ENTER)
        terminal.see("](ours/told, ours/waiting)").type("d").see("Taken out; u brings it back.")
        assert quotes(note) == []
        terminal.type("u").see("undone.", "](ours/told, ours/waiting)")
        terminal.type("u").see("](ours/told)").type("u").see_no_more("Memo:")
        assert quotes(note) == ["Tolken sa att det var som vanligt."]

    def test_is_chosen_from_a_list_where_several_may_be_meant(self, mark, note):
        terminal = give(mark().press(ENTER).see("1 Tolken").type("1").type("w"), "told")
        give(terminal.type("1").type("w").press(RIGHT), "waiting").type("1").type("d")
        terminal.see("Which passage?", '"Tolken" ours/told').press(DOWN, ENTER).see("Taken out")
        assert re.findall(r"codes: \[(.*)\]", coding(note)) == ["ours/told"]

    def test_is_there_when_the_person_comes_back_behind_it(self, mark):
        terminal = give(mark().type("1"), "told").press(ESCAPE)
        assert terminal.exit_code() == 0
        again = mark().see("2 of 2 in all", "Behind the last answer that you marked; :go 1")
        again.press(SHIFT_TAB)
        again.see("1 of 2 in all", "[A made-up morning](ours/told)")

    def test_keeps_a_memo_that_is_half_typed_when_the_person_stops(self, mark, note):
        terminal = give(mark().type("1"), "told").type("m").see("What do you think")
        terminal.type("Why is").press(CONTROL["c"])
        assert terminal.exit_code() == 0
        assert 'memo: "Why is"' in coding(note)

    def test_survives_a_kill(self, mark, note):
        terminal = give(mark().type("1"), "told").type("1").type("w").press(ENTER)
        terminal.see("Esc: back, nothing is kept").type("half").kill()
        assert quotes(note) == ["A made-up morning"]

    def test_by_somebody_else_is_hidden_unless_it_was_asked_for(self, desk, mark):
        words = ("--set", "first.name=made-up", "--code", "ours/b", "--coder", "bo")
        assert desk.run("mark", CASE_ID, *words).returncode == 0
        assert "ours/b" not in mark().see("A made-up morning").text()
        mark("--with", "bo").see("A [made-up](bo: ours/b) morning")


class TestWhileAnotherProgramWrites:
    def test_nothing_is_attached_to_other_words_and_it_is_told(self, desk, mark, note):
        terminal = mark().press(ENTER).see("1 Tolken").type("2").press(ENTER)
        terminal.see('"Maken väntade vid disken."')
        edited = STORY.replace("Maken väntade vid", "Grannen frågade i")
        assert desk.run("edit", CASE_ID, "--set", f"second.story={edited}").returncode == 0
        terminal.answer("told").see("was changed by another program", "2 Grannen frågade i")
        assert coding(note) == ""
        give(terminal.type("2"), "told").see("2 [Grannen frågade i disken.](ours/told)")

    def test_what_was_marked_before_is_shown_with_its_old_words_until_it_is_accepted(
        self, desk, mark, note
    ):
        terminal = give(mark().press(ENTER).see("1 Tolken").type("2"), "told")
        edited = STORY.replace("vid disken", "vid den höga disken")
        assert desk.run("edit", CASE_ID, "--set", f"second.story={edited}").returncode == 0
        terminal.type("2").type("?").press(ESCAPE)
        terminal.see('they were: "Maken väntade vid disken."', "o: right as it stands now")
        terminal.press(CONTROL["c"])
        assert terminal.exit_code() == 0
        terminal = mark().see("have changed, in answer 2: :go 2 shows it.").answer(":go 2")
        terminal.see("they were:").type("o")
        terminal.see("kept as it stands now.").see_no_more("they were:")
        assert quotes(note) == ["Maken väntade vid den höga disken."]

    def test_a_coding_that_is_damaged_meanwhile_is_told_and_not_written_to(self, mark, note):
        terminal = give(mark().type("1"), "told")
        path = note.parent / "codings" / "anna" / f"{CASE_ID}.yaml"
        path.write_text("passages: [", "utf-8")
        terminal.type("1").type("w").press(ENTER).see("nothing is kept").answer("waiting")
        terminal.see("Enter: mark it", f"{CASE_ID}.yaml").press(CONTROL["c"])
        assert terminal.exit_code() == 0
        assert coding(note) == "passages: ["

    def test_a_note_that_is_removed_meanwhile_ends_it_and_what_was_marked_is_kept(self, mark, note):
        terminal = give(mark().type("1"), "told")
        note.unlink()
        terminal.type("n")
        assert terminal.exit_code() == 4
        assert quotes(note) == ["A made-up morning"]


class TestTheEnd:
    @pytest.mark.parametrize(("reply", "is_done"), [("y", True), ("", False)])
    def test_of_all_answers_asks_whether_the_case_is_done(self, mark, note, reply, is_done):
        terminal = give(mark().type("1"), "told").press(ENTER).see("2 of 2 in all").type("n")
        terminal.see("Done with this case? y/N").answer("2").see("Done with this case? y/N")
        terminal.answer(reply)
        assert terminal.exit_code() == 0
        assert terminal.shows("You are done with this case.") is is_done
        assert terminal.shows(f"Not done yet. To go on: coprod mark {CASE_ID}") is not is_done
        assert terminal.shows(f"If you are done: coprod mark {CASE_ID} --done") is not is_done
        assert ("done: " in coding(note)) is is_done
        assert mark().see("in all").shows("You were done with this case") is is_done

    def test_of_one_section_does_not(self, mark, note):
        terminal = mark("--at", "second").see("answer 1 of 1").type("n")
        assert terminal.exit_code() == 0
        assert coding(note) == ""


class TestALongAnswer:
    @pytest.fixture
    def note(self, desk):
        lines = [f"Mening {number} om en lång väntan i korridoren." for number in range(1, 60)]
        return add_note(desk.notebook, answers={"second.story": " ".join(lines)})

    @SIZES
    def test_says_that_there_is_more_and_moves_through_all_of_it(self, mark, columns, rows):
        terminal = mark(columns=columns, rows=rows).see("Mening 1 om", "(more: arrow down)")
        seen = set()
        for _ in range(59):
            terminal.press(DOWN)
            seen |= {int(number) for number in re.findall(r"Mening (\d+) om", terminal.text())}
        assert seen == set(range(1, 60))
        terminal.see("> 59 Mening 59").see_no_more("(more: arrow down)")
        terminal.see("(more: arrow up)").press(HOME).see("> 1 Mening 1 om")
        terminal.see_no_more("(more: arrow up)").type("42").see("> 42 Mening 42 om")

    def test_of_one_sentence_is_read_by_the_same_arrow(self, desk, mark):
        text = " ".join(f"ord{number}" for number in range(400))
        add_note(desk.notebook, answers={"second.story": f"{text}. Slut."})
        terminal = mark(columns=60, rows=20).see("ord0", "(more: arrow down)")
        seen = set()
        while not terminal.shows("> 2 Slut."):
            terminal.press(DOWN)
            seen |= set(re.findall(r"ord\d+", terminal.text()))
        assert {f"ord{number}" for number in range(400)} <= seen


def test_where_words_have_changed_the_keys_for_that_are_named(mark, note):
    give(mark().press(ENTER).see("1 Tolken").type("2"), "told").press(CONTROL["c"])
    note.write_text(note.read_text("utf-8").replace("vid disken", "vid den höga disken"), "utf-8")
    terminal = mark().press(ENTER).see("Words have changed. o: it is right as it stands now.")
    terminal.type("o").see("kept as it stands now.").see_no_more("Words have changed")
    assert quotes(note) == ["Maken väntade vid den höga disken."]


def test_on_a_low_screen_the_keys_leave_room_for_the_answer(mark):
    terminal = mark(columns=40, rows=12).see("What do you call this visit?").press(ENTER)
    terminal.see("2 Maken väntade vid disken.", "Enter: mark or go on", "?: all keys   Esc: leave")
    terminal.type("?").see("Nothing in the").press(ENTER).see("1 Tolken").type("2")
    terminal.press(ENTER).see("Tab: choose   Enter: keep   Esc: back", "told").answer("told")
    terminal.see("Enter: mark or go on").resize(80, 24)
    terminal.see("m: memo   d: take out")


def test_wide_letters_emoji_and_a_narrow_screen(desk, mark, note):
    text = "家庭医生说我们可以等。\n🙂 Åsa hjälpte.\n" + "長い待ち時間" * 20 + "。"
    add_note(desk.notebook, answers={"second.story": text})
    terminal = mark(columns=60, rows=20).see("家庭医生说我们可以等。").type("2").type("w").type("e")
    give(terminal, "+help").see("2 [🙂 Åsa](ours/help) hjälpte.").type("1").type("w")
    give(terminal.press(RIGHT), "+home").see("1 家[庭](ours/home)医生")
    assert quotes(note) == ["庭", "🙂 Åsa"]
    assert all(len(line) <= 60 for line in terminal.lines())


def test_a_command_a_help_page_and_what_is_no_command(mark):
    terminal = mark().type(":").see(":go 7").answer("go 2").see("2 of 2 in all").press(UP)
    terminal.type("?").see("Nothing in the note changes").press(ENTER).see("> 1 Tolken")
    terminal.answer(":nope").see("There is no such command here").answer(":back")
    terminal.see("1 of 2 in all").type("b").see("This is the first answer.").answer(":q")
    assert terminal.exit_code() == 0


@pytest.mark.usefixtures("note")
def test_who_marks_is_asked_once_and_kept(desk):
    terminal = desk.sit("mark", CASE_ID).see("Who marks?").answer("Anna").see("as anna")
    terminal.press(ESCAPE)
    assert terminal.exit_code() == 0
    other = desk.sit("mark", CASE_ID, "--coder", "bo").see("as bo").type("1")
    give(other, "told").press(ESCAPE).see(f"To go on: coprod mark {CASE_ID} --coder bo")
    desk.sit("mark", CASE_ID).see("as anna")


def test_an_answer_that_is_not_known_yet_says_so(desk):
    add_note(desk.notebook, answers=ANSWERS, unknown=("second.story",))
    desk.sit("mark", CASE_ID, "--at", "second", "--coder", "anna").see(
        "- not known yet", "1 Tolken"
    )
    plain = desk.run("mark", CASE_ID, "--at", "second", "--coder", "anna", "--plain")
    assert b"- not known yet\n1 Tolken" in plain.stderr


def test_words_that_are_pasted_press_no_keys(mark, note):
    terminal = give(mark().type("1"), "told")
    terminal.send_bytes(b"dundudd").settle()
    terminal.paste("dd").settle().see("1 of 2 in all")
    assert quotes(note) == ["A made-up morning"]
