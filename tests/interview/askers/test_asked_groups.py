"""Repeated groups in a pseudo-terminal: items are added, changed, removed and saved."""

import pytest
from made_up_plan import GROUP_TEMPLATES, PARTS, TWO_PARTS, answer_texts
from terminal import ALT_ENTER, CONTROL, DOWN, ENTER, SHIFT_TAB, UP

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
DELETE, BACKSPACE = "\x1b[3~", "\x7f"
GROUP, WHAT, WHO, HOW, DAY, NEXT = (
    "What have you agreed on?", "What is to be done?", "Who does it?",
    "How does healthcare do it?", "On which day?", "What comes next?",
)  # fmt: skip
PLAN = {"COPROD_PROMPTS": str(GROUP_TEMPLATES)}


@pytest.fixture
def begin(desk):
    """Start an interview at the group of a plan with these answers."""

    def sit(answers=(), *options, **rest):
        given = {"title": "T", **(answers or {"day.booked": "Yes"})}
        settings = [part for each in given.items() for part in ("--set", "=".join(each))]
        done = desk.run("new-case", "--template", "plan", *settings, **PLAN)
        assert done.returncode == 0, done.stderr
        terminal = desk.sit("edit", "latest", "--section", "agreed", *options, **PLAN, **rest)
        return terminal.see(GROUP)

    return sit


def history(desk):
    shown = desk.run("history", "latest", **PLAN).stdout.decode()
    return [line.strip() for line in shown.split("\n")]


class TestAtTheTerminal:
    @SIZES
    def test_two_are_added_one_is_changed_and_one_is_taken_out(self, begin, desk, columns, rows):
        terminal = begin(columns=columns, rows=rows).see("> Add one Go on")
        terminal.see("Arrows, Enter: choose Shift+Tab: back ?: not known :menu :help Ctrl+C: stop")
        terminal.press(ENTER).see(
            "1 of 2 - 0 answered",
            "Section 2 of 2 - Part 1, question 1 of 3",
            "What was agreed",
            WHAT,
        )
        terminal.answer("Call back").see(WHO).press(DOWN, DOWN).see("> Healthcare").press(ENTER)
        terminal.see("Part 1, question 3 of 4", HOW).answer("By phone")
        terminal.see("Part 1, question 4 of 4", DAY).answer("2026-12-01")
        terminal.see("Part 1: Call back", "> Go on", "1 of 2 - 1 answered")
        terminal.see("Del: take out")

        terminal.press(UP).see("> Add another").press(ENTER).see("Part 2, question 1 of 3")
        terminal.answer("Take a walk").see(WHO).press(DOWN).see("> The person").press(ENTER)
        terminal.see(DAY).press(ENTER).see("Part 1: Call back", "Part 2: Take a walk")
        assert answer_texts(desk.case()) == {
            key: text for key, text in TWO_PARTS.items() if key != "agreed.next"
        }

        terminal.press(UP, UP).see("> Part 2: Take a walk").press(ENTER).see(WHAT, "> Take a walk")
        terminal.type(" every day").press(ENTER).see("Part 2, question 2 of 3", "> The person")
        terminal.press(ENTER).see(DAY).press(ENTER).see("Part 2: Take a walk every day")
        assert desk.answer(f"{PARTS}#2.what") == "Take a walk every day"

        terminal.press(UP, UP, UP).see("> Part 1: Call back").press(DELETE)
        terminal.see("Take out Part 1? Call back", "> Keep it Take it out; its words stay in")
        terminal.press(ENTER).see(GROUP, "Part 1: Call back")
        terminal.press(UP, UP, UP).see("> Part 1: Call back").press(BACKSPACE)
        terminal.see("Take out Part 1?").press(DOWN).see("> Take it out").press(ENTER)
        terminal.see(GROUP, "Part 2: Take a walk every day").see_no_more("Part 1: Call back")
        assert f"{PARTS}#1" not in desk.note()
        assert desk.answer(f"{PARTS}#2.what") == "Take a walk every day"

        terminal.press(ENTER).see(NEXT, "One step on each line, such as: call back (owner: nurse,")
        terminal.press(CONTROL["c"])
        assert terminal.exit_code() == 130
        assert any("Call back" in line for line in history(desk))

    @SIZES
    def test_the_removal_may_be_left_with_nothing_done(self, begin, desk, columns, rows):
        long = "A made-up thing to do. " * 30
        terminal = begin({f"{PARTS}#1.what": long}, columns=columns, rows=rows)
        terminal.press(UP, UP).see("> Part 1: A made-up").press(DELETE)
        terminal.see("Take out Part 1?", "> Keep it").press(SHIFT_TAB).see(GROUP, "Part 1: A made")
        terminal.press(UP, UP).press(DELETE).see("Take out Part 1?").press(CONTROL["c"])
        assert terminal.exit_code() == 130
        assert desk.answer(f"{PARTS}#1.what") == long.strip()

    def test_more_items_than_the_screen_has_lines_are_scrolled_through(self, begin):
        many = {f"{PARTS}#{number}.what": f"Thing {number}" for number in range(1, 21)}
        terminal = begin(many, columns=60, rows=20).see("Part 20: Thing 20", "> Go on")
        assert not terminal.shows("Part 5:")

        terminal.press(*[UP] * 21).see("> Part 1: Thing 1", "Del: take out")

    @pytest.mark.parametrize("key", [DELETE, BACKSPACE])
    def test_nothing_is_taken_out_where_no_item_is_pointed_at(self, begin, key):
        terminal = begin(TWO_PARTS).see("> Go on").press(key, UP, key).see("> Add another").settle()

        assert terminal.shows(GROUP)
        assert not terminal.shows("Take out")

    def test_not_known_yet_is_a_question_mark_and_is_taken_back(self, begin, desk):
        terminal = begin().press("?").see("> Not known yet").press(ENTER).see(NEXT)
        assert desk.case().answer(PARTS).unknown

        terminal.press(SHIFT_TAB).see("(Not known yet, so far.)", "> Add one Go on Go on; it is")
        terminal.press(DOWN, DOWN).see("> Go on; it is known by now").press(ENTER).see(NEXT)
        assert not desk.case().answer(PARTS).given

    def test_a_remark_about_the_whole_is_shown_and_stays(self, begin, desk):
        terminal = begin({PARTS: "Two small things."}).see("About all of it: Two small things.")
        terminal.press("?").see("> Not known yet").press(ENTER).see(NEXT)
        terminal.press(SHIFT_TAB).see("(Not known yet, so far.)")
        terminal.press(DOWN, DOWN, ENTER).see(NEXT)

        assert desk.answer(PARTS) == "Two small things."

    def test_the_help_tells_the_keys_of_a_group(self, begin):
        terminal = begin().type(":").see(":back :menu :finish").answer("help")
        terminal.see("Del: takes out the one pointed at, when you say so again", "?: not known yet")
        assert not terminal.shows("Alt+Enter")
        terminal.press(ENTER).see("> Add one")

    def test_the_menu_opens_from_a_group_and_from_an_item(self, begin):
        terminal = begin(TWO_PARTS).type(":").answer("menu").see("All questions - 3 of 3 answered")
        terminal.see("> + What have you agreed on?").press(ENTER).see("Part 2: Take a walk")
        terminal.press(UP, UP, ENTER).see(WHAT).answer(":menu").see("All questions")
        terminal.press(SHIFT_TAB).see("Part 2, question 1 of 3", "> Take a walk")

    def test_ctrl_c_in_an_item_keeps_what_is_half_typed_and_resume_goes_on_there(self, begin, desk):
        terminal = begin(TWO_PARTS).press(UP).see("> Add another").press(ENTER).see("Part 3")
        terminal.type("Half a wo").press(CONTROL["c"])
        assert terminal.exit_code() == 130
        assert desk.half_typed() == {f"{PARTS}#3.what": "Half a wo"}

        terminal = desk.sit("resume", **PLAN).see("Part 3, question 1 of 3", "> Half a wo")
        terminal.type("rd").press(ENTER).see("Part 3, question 2 of 3", WHO)
        assert desk.answer(f"{PARTS}#3.what") == "Half a word"

    def test_a_killed_program_goes_on_in_the_middle_of_an_item(self, begin, desk):
        terminal = begin(TWO_PARTS).press(UP, UP, ENTER).see(WHAT).press(ENTER).see(WHO)
        terminal.press(ENTER).see(DAY).type("2026-1")
        terminal.wait_until(desk.half_typed, "the draft on the disk")
        terminal.kill()

        terminal = desk.sit("resume", **PLAN).see("Part 2, question 3 of 3", "> 2026-1")
        terminal.type("2-24").press(ENTER).see("Part 2: Take a walk")
        assert desk.answer(f"{PARTS}#2.day") == "2026-12-24"

    def test_an_item_that_was_begun_and_left_is_in_the_list(self, begin):
        terminal = begin().press(ENTER).see(WHAT).type("Half a wo").press(SHIFT_TAB)
        terminal.see(GROUP, "Part 1: Half a wo", "> Go on").press(UP, UP, ENTER)
        terminal.see(WHAT, "> Half a wo")

    def test_the_review_leads_to_what_an_item_still_needs(self, begin, desk):
        terminal = begin({f"{PARTS}#1.who": "The person", "agreed.next": "- [ ] call"})
        terminal.press(ENTER).see(NEXT, "- [ ] call").press(ENTER).finish()
        terminal.see("Part 1, question 1 of 2", "This one is needed before you finish.")
        terminal.answer("Take a walk").see(WHO).press(ENTER).see(GROUP).press(ENTER)
        terminal.finish()

        assert terminal.exit_code() == 0
        assert desk.case().status == "final"


class TestNextSteps:
    def test_are_written_as_lines_and_kept_as_a_list(self, begin, desk):
        terminal = begin().press(DOWN).see("> Go on").press(ENTER).see(NEXT)
        terminal.type("call back (owner: nurse, due: 2026-12-01)").press(ALT_ENTER)
        terminal.type("write").press(ENTER).see("Review")
        assert desk.answer("agreed.next") == (
            "- [ ] call back (owner: nurse, due: 2026-12-01)\n- [ ] write"
        )

        terminal.press(SHIFT_TAB).see("> - [ ] call back", "- [ ] write").press(ENTER).see("Review")
        assert desk.answer("agreed.next").endswith("\n- [ ] write")

    def test_with_a_day_that_is_none_stay_to_be_mended(self, begin):
        terminal = begin().press(DOWN, ENTER).see(NEXT).answer("call (due: soon)")

        terminal.see("This day is not understood.", "call (due: soon)")


class TestInPlainLines:
    @pytest.fixture
    def plain(self, begin):
        return lambda answers=(): begin(answers, "--plain", rows=200).see("Enter goes on.")

    def reply(self, terminal, *lines):
        """Type each line, and wait for the next prompt."""
        for line in lines:
            start = len(terminal.output)
            terminal.type(line).press(ENTER)
            terminal.wait_until(
                lambda start=start: (
                    b"\n" in terminal.output[start:] and terminal.output.endswith(b"> ")
                ),
                f"the prompt after {line!r}",
            )
        return terminal

    def test_two_are_added_one_is_changed_and_one_is_taken_out(self, plain, desk):
        terminal = plain().see("a adds one. Enter goes on.")
        self.reply(terminal, "a", "Call back", "2", "By phone", "2026-12-01")
        terminal.see("1. Part 1: Call back a adds another. A number changes that one.")
        self.reply(terminal, "a", "Take a walk", "1", "")
        terminal.see("1. Part 1: Call back 2. Part 2: Take a walk")
        self.reply(terminal, "2").see("Part 2, question 1 of 3", "Your answer so far: Take a walk")
        self.reply(terminal, "Take a longer walk", "", "")
        assert desk.answer(f"{PARTS}#2.what") == "Take a longer walk"

        self.reply(terminal, "r1").see("r1 once more takes out Part 1. Its words stay in the")
        assert desk.answer(f"{PARTS}#1.what") == "Call back"
        self.reply(terminal, "x").see("a, a number in the list, or Enter.")
        self.reply(terminal, "r1")
        assert desk.answer(f"{PARTS}#1.what") == "Call back"
        self.reply(terminal, "r1").see(
            "1. Part 2: Take a longer walk - 2 of 3 answered a adds another."
        )
        assert f"{PARTS}#1" not in desk.note()
        assert any("Call back" in line for line in history(desk))

    def test_the_commands_work_as_at_a_question(self, plain):
        terminal = self.reply(plain(TWO_PARTS), ":help")
        terminal.see("r and a number: takes that one out, when you say so again")
        self.reply(terminal, ":menu").see("2.1 What have you agreed on? - answered")
        self.reply(terminal, "", "2", ":menu", "").see("Part 2, question 1 of 3")

    def test_not_known_yet_is_taken_back(self, plain, desk):
        terminal = self.reply(plain(), "?").see(NEXT)
        assert desk.case().answer(PARTS).unknown
        self.reply(terminal, ":back").see("(Not known yet, so far.)", "k goes on, and says that it")
        self.reply(terminal, "k")
        assert not desk.case().answer(PARTS).given

    def test_an_answer_that_is_written_at_the_group_begins_an_item(self, plain, desk):
        terminal = self.reply(plain(), "Call back").see("Part 1, question 1 of 3", "You had begun")
        terminal.see("Call back Enter takes it as it is.")
        assert desk.half_typed() == {f"{PARTS}#1.what": "Call back"}
        self.reply(terminal, "").see(WHO)
        assert desk.answer(f"{PARTS}#1.what") == "Call back"

    def test_ctrl_c_in_an_item_keeps_what_is_half_typed_and_resume_goes_on_there(self, plain, desk):
        terminal = self.reply(plain(TWO_PARTS), "a").see("Part 3, question 1 of 3")
        terminal.type("Half a wo").press(CONTROL["c"])
        assert terminal.exit_code() == 130
        assert desk.half_typed() == {f"{PARTS}#3.what": "Half a wo"}

        terminal = desk.sit("resume", "--plain", rows=200, **PLAN)
        terminal.see("Part 3, question 1 of 3", "You had begun with: Half a wo")
        self.reply(terminal, "rd").see(WHO)
        assert desk.answer(f"{PARTS}#3.what") == "Half a word"

    def test_next_steps_go_on_from_what_was_half_typed(self, plain, desk):
        terminal = self.reply(plain(), "", "call\\").press(CONTROL["c"])
        assert terminal.exit_code() == 130

        terminal = desk.sit("resume", "--plain", rows=200, **PLAN).see("You had begun with: call")
        terminal.see("What you write now goes on from there.")
