"""Marked answers: what is marked in a case, answer by answer, and what an edited text makes of it.

A passage whose place stays keeps its id, its memo and its time. One whose place changed, and whose
codes did not, is the same passage at another place. All others are new, or taken out.
"""

from collections.abc import Callable, Sequence

from coprod_cli.base.span import Span
from coprod_cli.base.text import canonical_text
from coprod_cli.knowledge.brace_marks import CodedSpan, MarkedAnswer
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName


def marked_answers(marking: Marking, answers: Sequence[Answer]) -> list[MarkedAnswer]:
    """Return answers with the passages that are certain in them."""
    return [_marked(marking, answer) for answer in answers]


def with_marked_answers(
    marking: Marking, edited: Sequence[MarkedAnswer], new_id: Callable[[], str], when: str
) -> Marking:
    """Return a marking as an edited text has it; answers that the text lacks stay as they are.

    Args:
        marking: the marking.
        edited: the answers with what is marked in them now.
        new_id: returns the id of a new passage.
        when: the time, ISO 8601 with an offset.
    """
    for each in edited:
        marking = _with_whole(marking, each, new_id, when)
        marking = _with_spans(marking, each, new_id, when)
    return marking


def _certain(marking: Marking, answer: Answer) -> list[PlacedPassage]:
    return [each for each in marking.in_answer(answer) if each.place.state.is_used]


def _marked(marking: Marking, answer: Answer) -> MarkedAnswer:
    found = _certain(marking, answer)
    whole = next((each for each in found if each.passage.is_whole), None)
    spans = (
        CodedSpan(each.place.span, each.passage.codes, _memo(each))
        for each in found
        if not each.passage.is_whole
    )
    if whole is None:
        return MarkedAnswer(answer, tuple(spans))
    return MarkedAnswer(answer, tuple(spans), whole.passage.codes, _memo(whole))


def _with_whole(
    marking: Marking, edited: MarkedAnswer, new_id: Callable[[], str], when: str
) -> Marking:
    known = [each for each in _certain(marking, edited.answer) if each.passage.is_whole]
    if edited.whole is None:
        for each in known:
            marking = marking.remove(each.passage.id)
        return marking
    if known:
        return _with_words(marking, known[0], edited.whole, edited.memo)
    return marking.mark(
        edited.answer, None, edited.whole, edited.memo, passage_id=new_id(), when=when
    )


def _with_spans(
    marking: Marking, edited: MarkedAnswer, new_id: Callable[[], str], when: str
) -> Marking:
    left = [each for each in _certain(marking, edited.answer) if not each.passage.is_whole]
    new: list[CodedSpan] = []
    for coded in edited.spans:
        there = [each for each in left if each.place.span == coded.span]
        if not there:
            new.append(coded)
            continue
        same = min(there, key=lambda each: _differences(each, coded))
        left.remove(same)
        marking = _with_words(marking, same, coded.codes, coded.memo)
    for coded in new:
        moved = next((each for each in left if _is_moved(each, coded)), None)
        if moved is None:
            marking = marking.mark(
                edited.answer, coded.span, coded.codes, coded.memo, passage_id=new_id(), when=when
            )
        else:
            left.remove(moved)
            marking = marking.reanchor(moved.passage.id, edited.answer, coded.span, when)
            marking = _with_words(marking, moved, coded.codes, coded.memo)
    for each in left:
        marking = marking.remove(each.passage.id)
    return marking


def _memo(each: PlacedPassage) -> str:
    """Return the memo of a passage as it is edited: without white space around it."""
    return canonical_text(each.passage.memo).strip()


def _differences(each: PlacedPassage, coded: CodedSpan) -> tuple[bool, bool]:
    """Return what differs between two passages at the same place: the codes, the memo."""
    return set(each.passage.codes) != set(coded.codes), _memo(each) != coded.memo


def _with_words(
    marking: Marking, each: PlacedPassage, codes: tuple[CodeName, ...], memo: str
) -> Marking:
    """Return the marking with the codes and the memo of a passage; one as it was stays so."""
    return marking.recode(each.passage.id, codes, None if _memo(each) == memo else memo)


def _is_moved(each: PlacedPassage, coded: CodedSpan) -> bool:
    """Return whether a passage is now at another place that has words of it."""
    span: Span = each.place.span
    overlaps = max(span.start, coded.span.start) < min(span.end, coded.span.end)
    return overlaps and set(each.passage.codes) == set(coded.codes)
