import pytest

from coprod_cli.base.span import Span
from coprod_cli.knowledge.anchors import State
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import Coding

WAITING, TOLD = CodeName("ours/waiting"), CodeName("ours/told")
FIRST = Answer("emotions.joy", "Maken väntade hemma. Sedan kom svaret på det.")
SECOND = Answer("emotions.what-helps", "A chair in the corridor.", voice="family")
CASE = Case("20261124-a397kr", "A visit", "primary-care", answers=(FIRST, SECOND))
WHEN = "2026-11-25T10:00:00+01:00"


def marking(case=CASE, coding=None):
    return Marking(case, coding or Coding(CASE.id, "anna"), {}, {})


def mark(marking, answer, words, *codes, memo="", name="a"):
    start = answer.text.index(words)
    span = Span(start, start + len(words))
    return marking.mark(answer, span, codes, memo, passage_id=name, when=WHEN)


def said(marking):
    return [(each.id, each.quote, each.codes, each.memo) for each in marking.coding.passages]


def test_passages_are_in_the_order_of_the_note():
    made = mark(marking(), SECOND, "A chair", TOLD, name="c")
    made = mark(made, FIRST, "kom svaret", WAITING, name="b")
    made = mark(made, FIRST, "Maken", WAITING, name="a")
    assert [each.id for each in made.coding.passages] == ["a", "b", "c"]


def test_the_same_words_are_marked_once_with_the_codes_and_memos_of_both():
    made = mark(marking(), FIRST, "Maken", WAITING, memo="one")
    made = mark(made, FIRST, "Maken", TOLD, memo="two", name="b")
    assert said(made) == [("a", "Maken", (TOLD, WAITING), "one\ntwo")]


def test_a_whole_answer_is_marked_once_too():
    made = marking().mark(FIRST, None, (WAITING,), passage_id="a", when=WHEN)
    made = made.mark(FIRST, None, (TOLD,), passage_id="b", when=WHEN)
    assert said(made) == [("a", "*", (TOLD, WAITING), "")]


def test_overlapping_passages_are_both_kept():
    made = mark(mark(marking(), FIRST, "Maken väntade", WAITING), FIRST, "väntade hemma", TOLD,
                name="b")  # fmt: skip
    assert len(made.coding.passages) == 2


def test_each_step_can_be_undone():
    made = mark(marking(), FIRST, "Maken", WAITING)
    changed = made.recode("a", (TOLD,), "why?").remove("a").done("2026-11-25")
    assert said(changed) == []
    undone = changed.undo().undo()
    assert said(undone) == [("a", "Maken", (TOLD,), "why?")]
    assert said(undone.undo().undo().undo()) == []


def test_a_step_that_changes_nothing_is_no_step():
    made = mark(marking(), FIRST, "Maken", WAITING)
    assert made.recode("a", (WAITING,)).before == made.before
    assert made.remove("nope").before == made.before
    assert made.recode("nope", (TOLD,)).coding == made.coding


def test_the_codes_given_last_come_first_and_are_five_at_most():
    made = marking()
    for number in range(7):
        made = mark(made, FIRST, "Maken", CodeName(f"ours/c{number}"))
    assert made.last_codes == tuple(CodeName(f"ours/c{number}") for number in range(6, 1, -1))
    assert made.repeated == (CodeName("ours/c6"),)


def edited(made, text):
    """The marking after the first answer was edited elsewhere, its earlier text known."""
    case = CASE.with_answer(Answer("emotions.joy", text))
    return Marking(case, made.coding, {FIRST.digest: FIRST.text}, {})


def test_a_saved_passage_has_the_surroundings_that_it_has_now():
    made = mark(marking(), FIRST, "kom svaret på det", WAITING)
    later = edited(made, "Väldigt nytt. " + FIRST.text)
    saved = later.refreshed(WHEN).passages[0]
    assert saved.found.start == made.coding.passages[0].found.start + len("Väldigt nytt. ")
    assert later.placed[0].place.state is State.MOVED


def test_words_that_changed_are_kept_as_they_were_until_somebody_accepts_them():
    made = mark(marking(), FIRST, "kom svaret på det", WAITING)
    later = edited(made, FIRST.text.replace("kom svaret", "kom beskedet"))
    assert [each.place.state for each in later.to_look_at] == [State.CHANGED]
    assert later.refreshed(WHEN).passages[0].quote == "kom svaret på det"
    accepted = later.accept("a", WHEN)
    assert accepted.coding.passages[0].quote == "kom beskedet på det"
    assert accepted.to_look_at == []


@pytest.mark.parametrize("text", ["", "Nothing of it."])
def test_a_passage_that_is_not_found_is_never_deleted(text):
    made = mark(marking(), FIRST, "kom svaret på det", WAITING)
    assert edited(made, text).refreshed(WHEN) == made.coding


def test_a_new_sitting_has_the_codes_of_the_one_before_at_hand():
    made = mark(mark(marking(), FIRST, "Maken", WAITING), FIRST, "svaret", TOLD, name="b")
    later = [each._replace(found=each.found._replace(when=f"2026-11-2{n}"))
             for n, each in enumerate(made.coding.passages)]  # fmt: skip
    again = marking(coding=Coding(CASE.id, "anna", "", tuple(later))).with_recent_codes()
    assert again.last_codes == (TOLD, WAITING)
    assert again.repeated == (TOLD,)
    assert again.before == ()
