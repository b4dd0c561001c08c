"""Next steps of a case: their numbers and order, and ticking them off in the note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import note_text
from made_up_steps import VISITS

from coprod_cli.base.errors import CoprodError, InvalidInput, NotFound
from coprod_cli.model.tasks import Task
from coprod_cli.notebook.note.next_steps import (
    CANCELLED,
    DONE,
    OPEN,
    OVERDUE,
    NextStep,
    StepChange,
    next_steps,
    sort_key,
    steps_to_change,
    with_steps_ticked,
)
from coprod_cli.notebook.note.reader import read_note

TODAY = "2026-11-24"
LATER = "2026-11-25T08:00:00+01:00"


def text_of(**answers):
    """A note's text; `__` in a name stands for a dot, and `_` for a hyphen."""
    given_ones = {name.replace("__", ".").replace("_", "-"): text for name, text in answers.items()}
    return note_text(given_ones, template=VISITS)


def note_of(text):
    note = read_note(text if isinstance(text, bytes) else text.encode(), "made-up.md")
    assert note.case is not None
    return note


def visits(name):
    assert name == "visits"
    return VISITS


def nothing(_name):
    return None


def steps_in(text, template_of=visits):
    return next_steps(note_of(text).case, template_of)


def step(what="Made up", *, due="", case="20261124-aaaaaa", number=1, done=False, owner=""):
    return NextStep(case, number, "after.now-what", 0, Task(what, owner, due, done, 0))


def tick(data, *changes, template_of=visits):
    note = note_of(data)
    return with_steps_ticked(note, template_of, changes, note.case.id, LATER).original


class TestTheNextStepsOfACase:
    def test_are_the_tasks_of_its_questions_for_them(self):
        steps = steps_in(text_of(after__now_what="- [ ] Call back\n- [x] Write it down"))

        assert [(each.number, each.task.what, each.task.is_done) for each in steps] == [
            (1, "Call back", False),
            (2, "Write it down", True),
        ]
        assert {each.address for each in steps} == {"after.now-what"}

    def test_are_not_what_looks_so_in_the_answer_to_another_question(self):
        assert steps_in(text_of(visit__story="- [ ] Not a step, but told")) == []

    def test_stand_in_groups_too_and_count_in_the_order_of_the_note(self):
        answers = {
            "visit.parts#1.what": "- [ ] One, made up",
            "visit.parts#1.steps": "- [x] First\n- [ ] Second",
            "visit.parts#2.steps": "- [ ] Third",
            "after.now-what": "- [ ] Fourth",
        }

        steps = steps_in(note_text(answers, template=VISITS))

        assert [(each.number, each.address, each.task.what) for each in steps] == [
            (1, "visit.parts#1.steps", "First"),
            (2, "visit.parts#1.steps", "Second"),
            (3, "visit.parts#2.steps", "Third"),
            (4, "after.now-what", "Fourth"),
        ]

    def test_keep_their_numbers_when_others_are_ticked(self):
        text = text_of(after__now_what="- [ ] One\n- [ ] Two\n- [ ] Three")

        after = steps_in(tick(text, StepChange(1, is_done=True)))

        assert [(each.number, each.task.what) for each in after if not each.task.is_done] == [
            (2, "Two"),
            (3, "Three"),
        ]

    @pytest.mark.parametrize("damaged", ["- [y] Two", "- []Two", "[ ] Two", "\u2610 Two"])
    def test_keep_their_numbers_when_the_box_of_another_is_damaged(self, damaged):
        answers = {"visit.parts#1.steps": "- [ ] Two", "after.now-what": "- [ ] Three\n- [ ] Four"}
        text = note_text(answers, template=VISITS)

        for each in (text, text.replace("- [ ] Two", damaged)):
            numbers = {step.task.what: step.number for step in steps_in(each)}
            assert (numbers["Three"], numbers["Four"]) == (2, 3)
            assert numbers.get("Two", 1) == 1

    def test_have_no_number_of_a_line_that_only_looks_like_one(self):
        text = text_of(after__now_what="- [ ] One\n[ ] Two\n- [ ] Three")

        with pytest.raises(NotFound, match="not read") as error:
            tick(text, StepChange(2, is_done=True))
        assert error.value.hint.startswith("coprod check ")

    def test_are_any_tasks_where_the_template_is_not_there(self):
        text = text_of(visit__story="Told:\n- [ ] One", after__now_what="- [ ] Two")

        assert [each.task.what for each in steps_in(text, nothing)] == ["One", "Two"]

    def test_are_those_of_a_question_that_the_template_has_no_more(self):
        text = text_of(after__now_what="- [ ] One").replace("after.now-what", "after.of-old")

        assert [each.address for each in steps_in(text)] == ["after.of-old"]

    def test_are_those_of_each_voice(self):
        text = text_of(after__now_what="- [ ] One")
        own = "### Now what?\n<!-- coprod:after.now-what voice=family -->\n\n- [ ] Two\n\n"
        text = text.replace("<!-- coprod:end -->", f"{own}<!-- coprod:end -->")

        assert [each.task.what for each in steps_in(text)] == ["One", "Two"]

    def test_are_those_beside_a_not_known_yet(self):
        text = note_text(
            {"after.now-what": "- [ ] One"}, unknown=["after.now-what"], template=VISITS
        )

        assert [each.task.what for each in steps_in(text)] == ["One"]

    def test_need_no_template_where_nothing_looks_like_one(self):
        def refuse(_name):
            raise AssertionError

        text = text_of(visit__story="A [link](made-up)", after__now_what="No list, made up")

        assert steps_in(text, refuse) == []


class TestTheState:
    def test_of_a_cancelled_step_is_neither_open_nor_done(self):
        (cancelled,) = steps_in(text_of(after__now_what="- [-] Call (due: 2026-11-01)"))

        assert cancelled.state(TODAY) == CANCELLED
        data = cancelled.as_data(TODAY)
        assert (data["done"], data["cancelled"], data["overdue"]) == (False, True, False)

    @pytest.mark.parametrize(
        ("due", "done", "state"),
        [
            ("2026-11-23", False, OVERDUE),
            ("2026-11-24", False, OPEN),
            ("2026-11-25", False, OPEN),
            ("", False, OPEN),
            ("1 November", False, OPEN),
            ("2026-02-30", False, OPEN),
            ("2026-11-23", True, DONE),
        ],
    )
    def test_says_what_is_open_and_overdue(self, due, done, state):
        assert step(due=due, done=done).state(TODAY) == state
        assert step(due=due, done=done).as_data(TODAY)["overdue"] is (state == OVERDUE)

    def test_is_told_in_words(self):
        assert step("Call", owner="nurse", due="2026-11-23").as_line(TODAY) == (
            "Call (nurse, 2026-11-23, overdue)"
        )
        assert step("Call", due="2026-12-01").as_line(TODAY) == "Call (2026-12-01)"
        assert step("Call", due="2026-11-23", done=True).as_line(TODAY) == "Call (2026-11-23)"
        assert step("Call").as_line(TODAY) == "Call"


class TestTheOrder:
    def test_is_by_day_then_by_case_and_number_with_the_done_ones_last(self):
        steps = [
            step("8", due="2026-01-01", done=True),
            step("6", case="20261124-cccccc", due="some day"),
            step("7", case="20261124-dddddd"),
            step("5", case="20261124-bbbbbb", number=10),
            step("4", case="20261124-bbbbbb", number=9),
            step("3", due="2026-12-02"),
            step("2", due="2026-12-01", case="20261124-bbbbbb"),
            step("1", due="2026-12-01", case="20261124-aaaaaa", number=2),
        ]

        assert [each.task.what for each in sorted(steps, key=sort_key)] == list("12345678")


class TestStepsToChange:
    STEPS = (step("One"), step("Two", number=2, due="2026-12-01"))

    def test_is_found_by_its_number(self):
        changes = [StepChange(2, is_done=True), StepChange(1, is_done=False)]

        assert steps_to_change(self.STEPS, changes, "made-up") == [*self.STEPS[::-1]]

    def test_is_not_found_where_there_are_fewer(self):
        with pytest.raises(NotFound) as refused:
            steps_to_change(
                self.STEPS, [StepChange(1, is_done=True), StepChange(3, is_done=True)], "made-up"
            )

        assert refused.value.lines() == [
            "made-up.3: there is no next step of this number. Try: coprod tasks made-up --all"
        ]

    @pytest.mark.parametrize(
        "change", [{"what": "Another"}, {"due": "2026-12-02"}, {"owner": "nurse"}], ids=str
    )
    def test_is_refused_where_it_is_not_what_was_seen(self, change):
        seen = self.STEPS[1].task._replace(**change)

        with pytest.raises(CoprodError, match="changed meanwhile") as refused:
            steps_to_change(self.STEPS, [StepChange(2, is_done=True, seen=seen)], "made-up")

        assert refused.value.where == "made-up.2"
        assert "Two" not in refused.value.lines()[0]

    def test_is_taken_where_only_its_box_has_changed(self):
        seen = self.STEPS[1].task._replace(is_done=True, line=7)

        assert steps_to_change(self.STEPS, [StepChange(2, is_done=True, seen=seen)], "") == [
            self.STEPS[1]
        ]


BY_HAND = """\
---
coprod: 1
id: 20261124-k7m2q9
title: Skriven för hand, påhittad
template: visits
template_version: 1.0.0
language: sv
status: draft
created: 2026-11-24T09:00:00+01:00
updated: 2026-11-24T09:00:00+01:00
aliases: [påhittat]
---

# Skriven för hand, påhittad

## Efteråt
<!-- coprod:after -->

### Vad gör vi nu?
<!-- coprod:after.now-what asked=0123abcd -->

  \t
Några ord först, med [en länk](x) och `- [ ]` i.
* [X] ringa (ansvarig: sköterska, senast: 2026-11-01)
+ [ ] skriva  (senast: 2026-12-01)\x20\x20
\t- [ ] fråga Åsas team (Ansvarig: läkare)
  ett ord till
- [ ]\tboka

<!-- coprod:end -->
Efter slutet: - [ ] inget steg
"""


class TestANoteEditedByHand:
    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=repr)
    @pytest.mark.parametrize("beginning", ["", "\ufeff"], ids=repr)
    def test_is_read_in_obsidian_s_style_and_in_swedish(self, ends, beginning):
        steps = steps_in((beginning + BY_HAND).replace("\n", ends))

        assert [each.task[:4] for each in steps] == [
            ("ringa", "sköterska", "2026-11-01", True),
            ("skriva", "", "2026-12-01", False),
            ("fråga Åsas team", "läkare", "", False),
            ("boka", "", "", False),
        ]

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=repr)
    @pytest.mark.parametrize("beginning", ["", "\ufeff"], ids=repr)
    @pytest.mark.parametrize(
        ("number", "before", "after"),
        [
            (1, "* [X] ringa", "* [ ] ringa"),
            (2, "+ [ ] skriva", "+ [x] skriva"),
            (3, "\t- [ ] fråga", "\t- [x] fråga"),
            (4, "- [ ]\tboka", "- [x]\tboka"),
        ],
    )
    def test_changes_in_its_box_and_in_its_time_only(self, ends, beginning, number, before, after):
        text = (beginning + BY_HAND).replace("\n", ends)

        changed = tick(text, StepChange(number, is_done=number != 1))

        stamp = "updated: 2026-11-24T09:00:00+01:00"
        assert changed == text.replace(before, after).replace(stamp, f"updated: {LATER}")

    def test_keeps_line_ends_of_all_kinds(self):
        text = BY_HAND.replace("+ [ ] skriva", "+ [ ] a\r+ [ ] skriva").replace(
            "ett ord till\n", "ett ord till\r\n"
        )

        changed = tick(text, StepChange(4, is_done=True))

        stamp = "updated: 2026-11-24T09:00:00+01:00"
        after = text.replace("- [ ] fråga", "- [x] fråga").replace(stamp, f"updated: {LATER}")
        assert changed == after

    def test_is_the_same_where_all_is_so_already(self):
        changes = StepChange(1, is_done=True), StepChange(2, is_done=False)

        assert tick(BY_HAND, *changes) == BY_HAND

    def test_is_ticked_in_more_places_at_once(self):
        changed = tick(BY_HAND, StepChange(4, is_done=True), StepChange(1, is_done=False))

        assert [each.task.is_done for each in steps_in(changed)] == [False, False, False, True]

    def test_is_ticked_without_its_template_too(self):
        changed = tick(BY_HAND, StepChange(2, is_done=True), template_of=nothing)

        assert "+ [x] skriva" in changed

    def test_is_not_touched_where_an_answer_s_owner_is_in_doubt(self):
        doubled = BY_HAND.replace(
            "<!-- coprod:end -->", "<!-- coprod:after.now-what -->\n\n<!-- coprod:end -->"
        )

        with pytest.raises(InvalidInput):
            tick(doubled, StepChange(2, is_done=True))

    def test_is_not_touched_where_its_beginning_cannot_be_read(self):
        damaged = read_note(BY_HAND.replace("---", "", 1).encode(), "made-up.md")

        with pytest.raises(InvalidInput):
            with_steps_ticked(damaged, visits, [StepChange(1, is_done=True)], "made-up", LATER)

    def test_is_not_touched_where_one_of_two_is_not_there(self):
        with pytest.raises(NotFound):
            tick(BY_HAND, StepChange(2, is_done=True), StepChange(5, is_done=True))


LINES = st.lists(
    st.sampled_from(
        ["- [ ] One", "* [X] Two", "  + [x] Three (due: 2026-12-01)", "words", "", "\\- [ ] No",
         "- [ ]", "```", "# Heading", "\\<!-- coprod:after.x -->", "å - [ ] ä", "- [ ] [ ] [x]"]
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@given(lines=LINES, ends=st.sampled_from(["\n", "\r\n"]), data=st.data())
def test_any_tick_changes_one_character_and_is_undone_by_the_next(lines, ends, data):
    text = text_of(after__now_what="ord\n" + "\n".join(lines), visit__story="- [ ] told")
    text = text.replace("\n", ends)
    steps = steps_in(text)
    if not steps:
        return
    chosen = data.draw(st.sampled_from(steps))

    turned = tick(text, StepChange(chosen.number, is_done=not chosen.task.is_done))

    body, after = (each.partition("\n---")[2] for each in (text[3:], turned[3:]))
    assert len(body) == len(after)
    assert sum(one != other for one, other in zip(body, after, strict=True)) == 1
    assert [each.task for each in steps_in(turned)] == [
        each.task._replace(is_done=each.task.is_done != (each is chosen)) for each in steps
    ]
    back = tick(turned, StepChange(chosen.number, is_done=chosen.task.is_done))
    assert [each.task for each in steps_in(back)] == [each.task for each in steps]
