"""The review hides no answer, counts the form's questions alone, and tells of other voices."""

from made_up import EVERY_TYPE, blank

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import Answered, Jump, OpenMenu, OpenReview, Skipped
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE, Answer
from coprod_cli.templates.loader import load_template


def case_with(*answers):
    case = blank(EVERY_TYPE)
    for address, text, voice in answers:
        case = case.with_answer(Answer(Address(address), text, voice=voice))
    return case


def reviewed(case, *, asked=("second",), **rest):
    interview = Interview.begin(EVERY_TYPE, case, asked=asked, asks_title=True, **rest)
    return interview.apply(OpenReview()).step


def addresses(entries):
    return [entry.address for entry in entries]


def test_an_answer_in_a_section_that_is_not_asked_is_shown_apart():
    step = reviewed(case_with(("first.name", "A visit", None), ("second.story", "It", None)))

    assert addresses(step.entries) == [TITLE, "second.story"]
    assert addresses(step.elsewhere) == ["first.name"]
    assert step.elsewhere[0].summary == "A visit"
    assert (step.counts.answered, step.counts.total) == (1, 1), (
        "of what is asked, without the title"
    )


def test_so_is_one_that_a_condition_hides_and_one_that_is_half_typed():
    interview = Interview.begin(
        EVERY_TYPE, case_with(("second.why-not", "Full", None)), asked=("second",), asks_title=False
    )
    elsewhere = interview.apply(Jump("first.name")).apply(OpenReview("Half of")).step.elsewhere

    assert addresses(elsewhere) == ["first.name", "second.why-not"]
    assert elsewhere[0].half_typed


def test_other_voices_are_counted_by_question_where_one_speaks():
    case = case_with(
        ("first.name", "A", "patient"), ("first.kind", "Booked", "patient"),
        ("second.story", "B", None), ("first.name", "C", "family"),
    )  # fmt: skip
    begun = Interview.begin(EVERY_TYPE, case, asked=(), asks_title=False, voice="family")

    for opened in (OpenReview(), OpenMenu()):
        assert begun.apply(opened).step.others == ((None, 1), ("patient", 2))
    nobody = Interview.begin(EVERY_TYPE, case, asked=(), asks_title=False)
    assert nobody.apply(OpenReview()).step.others == (), "the review shows all of them itself"


def test_a_question_that_is_not_asked_in_turn_has_its_place_in_its_section():
    interview = Interview.begin(EVERY_TYPE, blank(EVERY_TYPE), asked=("second",), asks_title=False)
    step = interview.apply(Jump("first.helpers")).step

    assert (step.number, step.count, step.position) == (3, 5, None)
    assert interview.step.number == interview.step.count == 1
    after = interview.apply(Answered("It")).apply(Jump("first.kind")).apply(Skipped())
    assert addresses(after.step.entries) == ["second.story"]


def test_the_menu_counts_all_questions_but_those_that_are_asked_later_on():
    contract = load_template(shipped_prompts() / "patient-contract")
    begun = Interview.begin(contract, blank(contract), asked=("plan",), asks_title=False)
    menu, review = begun.apply(OpenMenu()).step, begun.apply(OpenReview()).step

    assert [entry.address for entry in menu.entries if entry.is_later] == ["after.rounds"]
    assert menu.counts.total == len(menu.entries) - 1 == contract.asked_count
    assert review.counts.total == len(contract.sections[3].questions)
