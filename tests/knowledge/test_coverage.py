"""Coverage counts what cases answer, do not know and leave open, and adds up to what they hold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, blank

from coprod_cli.cli.console.coverage_bars import case_bar, proportional_bar
from coprod_cli.knowledge.coverage import Count
from coprod_cli.knowledge.coverage_counter import CoverageCounter
from coprod_cli.knowledge.question_states import State
from coprod_cli.model.case import Answer
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import unasked_addresses

STORY, SEEN, DAY, WHY_NOT = "second.story", "first.seen", "first.day", "second.why-not"


def case(*answers, template=EVERY_TYPE, case_id="20261124-k7m2q9", **fields):
    """A case with some answers: pairs of an address and a text, or whole answers."""
    given = [each if isinstance(each, Answer) else Answer(*each) for each in answers]
    there = {each.address for each in given}
    empty = [each for each in blank(template).answers if each.address not in there]
    return replace(blank(template, id=case_id, **fields), answers=(*given, *empty))


def coverage(*cases, templates=(EVERY_TYPE,), **options):
    counter = CoverageCounter(templates, **options)
    for each in cases:
        template = next((form for form in templates if form.id == each.template), EVERY_TYPE)
        counter.add(each, unasked_addresses(each, template))
    return counter.coverage()


def state_at(covered, address):
    return next(each.states for each in covered.questions if each.address == address)


def test_a_question_is_answered_not_known_open_or_not_asked():
    covered = coverage(
        case((STORY, "A made-up story"), (SEEN, "No"), case_id="20261101-aaaaaa"),
        case(Answer(STORY, "Perhaps", unknown=True), (SEEN, "Yes"), case_id="20261102-bbbbbb"),
        case(case_id="20261103-cccccc"),
    )

    assert state_at(covered, STORY) == (State.ANSWERED, State.UNKNOWN, State.OPEN)
    assert state_at(covered, DAY) == (State.NOT_ASKED, State.OPEN, State.NOT_ASKED)
    assert state_at(covered, WHY_NOT) == (State.OPEN, State.NOT_ASKED, State.NOT_ASKED)


def test_an_answer_to_a_hidden_question_counts_since_it_stands_in_the_note():
    covered = coverage(case((SEEN, "No"), (DAY, "2026-11-24")))

    assert state_at(covered, DAY) == (State.ANSWERED,)


def test_a_question_of_which_one_voice_knows_is_answered_and_each_voice_counts_for_itself():
    both = case(Answer(STORY, "", unknown=True, voice="family"), Answer(STORY, "A", voice="nurse"))

    assert state_at(coverage(both), STORY) == (State.ANSWERED,)
    assert state_at(coverage(both, voice="family"), STORY) == (State.UNKNOWN,)
    (row,) = coverage(both, by="voice").groups
    assert (row.name, row.cases, row.answered) == ("nurse", 1, {"second": 1})


def test_cases_are_in_the_order_of_their_ids_and_drafts_are_told():
    covered = coverage(
        case(case_id="20261110-bbbbbb", status="final"),
        case(case_id="20261101-aaaaaa", created="2026-11-01T10:00:00+01:00"),
    )

    assert [each.id for each in covered.cases] == ["20261101-aaaaaa", "20261110-bbbbbb"]
    assert (covered.drafts, covered.days) == (1, ("2026-11-01", "2026-11-24"))


def test_groups_are_months_or_tags_and_a_case_with_two_tags_is_in_both():
    cases = (
        case((STORY, "A"), case_id="20261101-aaaaaa", tags=("night", "team")),
        case(case_id="20261102-bbbbbb"),
    )

    assert [(each.name, each.cases) for each in coverage(*cases, by="tag").groups] == [
        ("night", 1), ("team", 1), ("", 1),
    ]  # fmt: skip
    (month,) = coverage(*cases, by="month").groups
    assert (month.name, month.cases, month.answered) == ("2026-11", 2, {"second": 1})


def test_what_a_group_answered_is_in_the_order_of_the_sections():
    voices = [f"made-up-{number}" for number in range(8)]
    answers = [Answer(each, "A", voice=voice) for voice in voices for each in (STORY, DAY)]

    groups = coverage(case(*answers), by="voice").groups
    assert {tuple(each.answered) for each in groups} == {("first", "second")}


def test_forms_that_share_addresses_count_together_and_what_one_lacks_is_not_asked_there():
    known = {name: getattr(PRIMARY_CARE, name) for name in Template.model_fields}
    part = {**known, "id": "short", "sections": PRIMARY_CARE.sections[:1]}
    short = Template.model_construct(**part)  # a copy would keep what the whole form has cached
    setting, helps = "situation.setting", "emotions.what-helps"
    covered = coverage(
        case((setting, "A ward"), template=PRIMARY_CARE, case_id="20261101-aaaaaa"),
        case((setting, "A home"), template=short, case_id="20261102-bbbbbb"),
        templates=(short, PRIMARY_CARE),
    )

    assert state_at(covered, setting) == (State.ANSWERED, State.ANSWERED)
    assert state_at(covered, helps) == (State.OPEN, State.NOT_ASKED)
    only = {each.address: each.only_in for each in covered.questions}
    assert (only[setting], only[helps]) == ((), ("primary-care",))


def test_the_questions_with_the_fewest_answers_come_first():
    covered = coverage(case((STORY, "A"), (SEEN, "No")), case(case_id="20261125-aaaaaa"))

    often = covered.often_without_answer(2)

    assert [each.tally.without_answer for each in often] == [2, 2]
    assert all(each.address not in {STORY, SEEN} for each in often)


@given(st.lists(st.tuples(st.sampled_from([STORY, SEEN, "first.name"]), st.booleans()), max_size=6))
def test_a_section_s_sum_is_the_sum_of_its_questions(given_answers):
    cases = [
        case(Answer(address, "Yes", unknown=unknown), case_id=f"20261101-aaaaa{index}")
        for index, (address, unknown) in enumerate(given_answers)
    ]
    covered = coverage(*cases)

    total = Count()
    for section in covered.sections:
        assert section.tally.asked == sum(each.tally.asked for each in section.questions)
        total = total.plus(section.tally)
    assert total.answered == sum(not unknown for _, unknown in given_answers)
    assert total.unknown == sum(unknown for _, unknown in given_answers)


@given(st.tuples(*[st.integers(0, 5000)] * 3), st.integers(8, 60))
def test_a_bar_fills_its_width_and_shows_each_state_that_there_is(counts, width):
    bar = proportional_bar(Count(*counts), width)

    assert len(bar) == (width if sum(counts) else 0)
    assert len(set(bar)) == sum(map(bool, counts))


@pytest.mark.parametrize(("cases", "length"), [(3, 3), (60, 60), (61, 70), (80, 70)])
def test_up_to_sixty_cases_have_a_sign_each(cases, length):
    assert len(case_bar((State.ANSWERED,) * cases, 70)) == length
