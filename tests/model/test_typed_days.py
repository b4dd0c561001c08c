"""Days that are typed in words become ISO 8601; what stood there before stays as it is."""

from datetime import date

import pytest

from coprod_cli.model.questions import DateQuestion, TasksQuestion, TextQuestion
from coprod_cli.model.typed_days import read_typed_days, understood_message

SUNDAY = date(2026, 11, 29)
FRIDAY = date(2026, 12, 4)
STEPS = TasksQuestion.model_construct(id="q", type="tasks", text="Next?")
DAY = DateQuestion.model_construct(id="q", type="date", text="When?")
TEXT = TextQuestion.model_construct(id="q", type="text", text="What?")


def read(text, earlier="", question=STEPS):
    return read_typed_days(question, text, earlier, SUNDAY)


class TestInSteps:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("call (due: fri)", "- [ ] call (due: 2026-12-04)"),
            ("- [x] call (owner: nurse, due: Fri 4 Dec)",
             "- [x] call (owner: nurse, due: 2026-12-04)"),
            ("ring (senast: på fredag, ansvarig: läkare)",
             "- [ ] ring (senast: 2026-12-04, ansvarig: läkare)"),
            ("fri (due: fri)", "- [ ] fri (due: 2026-12-04)"),
            ("call (due: friday, 4 dec)", "- [ ] call (due: 2026-12-04)"),
            ("- [ ] call [due:: fri]", "- [ ] call [due:: 2026-12-04]"),
            ("one\ntwo (due: fri)", "- [ ] one\n- [ ] two (due: 2026-12-04)"),
        ],
    )  # fmt: skip
    def test_a_due_day_in_words_becomes_iso_8601(self, typed, kept):
        found = read(typed)

        assert (found.text, found.understood, found.problem) == (kept, (FRIDAY,), None)

    @pytest.mark.parametrize(
        "typed", ["call", "call on fri", "call (due: 2026-12-04)", "call (at: fri)", ""]
    )
    def test_nothing_else_is_changed(self, typed):
        assert read(typed) == (typed, (), (), False)

    def test_a_day_that_is_not_understood_is_asked_back(self):
        found = read("call (due: SECRET)\nwrite (due: fri)")

        assert "(due: SECRET)" in found.text
        assert found.problem.startswith("This day is not understood.")
        assert "SECRET" not in found.problem

    def test_a_line_that_stood_there_before_stays_as_it_is(self):
        by_hand = "- [ ] call (due: fri)"
        found = read(f"{by_hand}\n- [ ] write (due: fri)", earlier=f"{by_hand}\nMore.")

        assert found.text == f"{by_hand}\n- [ ] write (due: 2026-12-04)"

    def test_an_ambiguous_day_is_left_and_told(self):
        found = read("call (due: 3/4)\nwrite (due: fri)")

        assert "(due: 3/4)" in found.text
        assert found.unclear == (date(2027, 3, 4), date(2027, 4, 3))
        assert found.problem.startswith("Which day do you mean, Thu 4 Mar 2027 or Sat 3 Apr 2027?")

    def test_what_was_understood_is_said_once_for_each_day(self):
        found = read("a (due: fri)\nb (due: 4 dec)\nc (due: tomorrow)")

        assert understood_message(found.understood) == (
            "Understood as: Fri 4 Dec 2026, Mon 30 Nov 2026"
        )


class TestInADateQuestion:
    @pytest.mark.parametrize("typed", ["4 Dec 2026", "4.12.2026", "fredag 4 december 2026"])
    def test_a_day_with_its_year_is_read(self, typed):
        assert read(typed, question=DAY) == ("2026-12-04", (FRIDAY,), (), False)

    @pytest.mark.parametrize("typed", ["4 dec", "fri", "2026-12-04", "in 2026"])
    def test_a_day_without_one_is_not_since_it_may_be_past_or_to_come(self, typed):
        assert read(typed, question=DAY) == (typed, (), (), False)

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("today", "2026-11-29"), ("Today.", "2026-11-29"), ("idag", "2026-11-29"),
            ("I dag", "2026-11-29"), ("yesterday", "2026-11-28"), ("igår", "2026-11-28"),
            ("i går", "2026-11-28"), ("last night", "2026-11-28"), ("i förrgår", "2026-11-27"),
            ("tomorrow", "2026-11-30"),
        ],
    )  # fmt: skip
    def test_a_word_such_as_today_is_a_day_where_a_person_types_it(self, typed, kept):
        day = date.fromisoformat(kept)
        found = read_typed_days(DAY, typed, "", SUNDAY, from_person=True)

        assert found == (kept, (day,), (), False)
        assert read(typed, question=DAY) == (typed, (), (), False), "data says the day itself"

    def test_a_word_that_stood_there_before_stays_as_it_is(self):
        assert read_typed_days(DAY, "today", "today", SUNDAY, from_person=True).text == "today"

    def test_an_ambiguous_one_is_told(self):
        assert read("3/4/2027", question=DAY).unclear == (date(2027, 3, 4), date(2027, 4, 3))


def test_a_text_is_never_changed():
    assert read("call (due: fri)", question=TEXT) == ("call (due: fri)", (), (), False)
