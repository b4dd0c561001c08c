"""Items of a group are next steps where they have a day: what, by whom, and whether it is done."""

from datetime import date

import pytest

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.item_tasks import item_task
from coprod_cli.model.typed_days import read_typed_days
from coprod_cli.model.visibility import relevant_addresses
from coprod_cli.templates.loader import load_template

CONTRACT = load_template(shipped_prompts() / "patient-contract")
PARTS = next(
    each for each in CONTRACT.questions.values() if each.type == "group" and each.tasks is not None
)
WHEN = PARTS.find("when")
SUNDAY = date(2026, 11, 29)


def part(*answers, language="en", **texts):
    """A part of an agreement as a next step; `__` stands for a hyphen."""
    item = "agreement.parts#1"
    said = [Answer(f"{item}.{name.replace('__', '-')}", text) for name, text in texts.items()]
    case = Case("x", "T", "patient-contract", language=language, answers=(*said, *answers))
    return item_task(case, CONTRACT, Address(item))


def given(name, text, voice=None):
    return Answer(f"agreement.parts#1.{name}", text, voice=voice)


class TestAnItem:
    @pytest.mark.parametrize("when", ["2026-12-10", "10 December 2026", "tors 10 dec 2026"])
    def test_is_a_next_step_by_its_day(self, when):
        found = part(what="Ring\nMaja", who="You", when=when)

        assert found.task == ("Ring Maja", "the patient", "2026-12-10", False, 0, False, 0)

    @pytest.mark.parametrize("when", ["every morning", "10 December", "after 2026-12-10", ""])
    def test_is_none_without_a_day_that_has_its_year(self, when):
        assert part(what="Ring", when=when) is None

    def test_is_none_where_nothing_is_to_be_done(self):
        assert part(when="2026-12-10") is None

    @pytest.mark.parametrize(
        ("language", "who", "else_", "owner"),
        [
            ("en", "You", "", "the patient"),
            ("sv", "Du", "", "patienten"),
            ("sv", "family", "", "närstående"),
            ("en", "The municipality", "", "the municipality"),
            ("en", "Somebody else", "the neighbour", "the neighbour"),
            ("en", "Somebody else", "", "somebody else"),
            # What was written under another choice does not count any more.
            ("en", "Healthcare", "the neighbour", "healthcare"),
            ("en", "My aunt", "", "My aunt"),
        ],
    )
    def test_has_the_owner_as_a_list_of_steps_names_it(self, language, who, else_, owner):
        found = part(what="Ring", who=who, who__else=else_, when="2026-12-10", language=language)

        assert found.task.owner == owner

    def test_tells_whose_words_it_is_in(self):
        day = given("when", "2026-12-10")

        assert part(day, given("what", "Ring", "family")).voice == "family"
        both = part(day, given("what", "Ring"), given("what", "Write", "family"))
        assert (both.task.what, both.voice) == ("Ring; Write", None)

    @pytest.mark.parametrize(("done", "is_done"), [("2026-12-09", True), ("soon", False)])
    def test_is_done_on_a_day(self, done, is_done):
        assert part(what="Ring", when="2026-12-10", done=done).task.is_done is is_done


class TestWhetherItIsDone:
    def test_is_asked_only_where_it_is_said(self):
        def asked(*answers):
            case = Case("x", "T", "patient-contract", answers=answers)
            return "agreement.parts#1.done" in relevant_addresses(CONTRACT, case)

        assert not asked(given("what", "Ring"), given("when", "2026-12-10"))
        assert asked(given("what", "Ring"), given("done", "2026-12-10"))


class TestATypedDay:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [("fri", "2026-12-04"), ("senast 10 dec", "2026-12-10"), ("every Friday", "every Friday")],
    )
    def test_becomes_iso_8601_where_it_is_the_whole_answer(self, typed, kept):
        read = read_typed_days(WHEN, typed, "", SUNDAY, may_be_near=True)

        assert (read.text, read.problem) == (kept, None)

    def test_is_asked_back_where_it_may_be_two(self):
        assert read_typed_days(WHEN, "3/4", "", SUNDAY, may_be_near=True).problem

    def test_stays_where_it_stood_before_or_says_nothing_of_a_step(self):
        assert read_typed_days(WHEN, "fri", "fri", SUNDAY, may_be_near=True).text == "fri"
        assert read_typed_days(WHEN, "fri", "", SUNDAY).text == "fri"
        assert CONTRACT.is_day_question("agreement.parts#3.when")
        assert not CONTRACT.is_day_question("agreement.parts#3.what")
