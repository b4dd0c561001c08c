"""Step builder: turns an interview's state into the step to show at its current position."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from coprod_cli.interview.positions import (
    AtConflict,
    AtMenu,
    AtQuestion,
    AtReview,
    Ended,
)
from coprod_cli.interview.state import InterviewState, answer_at, key_at, shown_key
from coprod_cli.interview.steps import (
    ConflictStep,
    Entry,
    GroupStep,
    Item,
    MenuStep,
    QuestionStep,
    ReviewStep,
    Step,
    title_question,
)
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE, Answer, Case, Status
from coprod_cli.model.items import items_among
from coprod_cli.model.questions import GroupQuestion, Question, TextQuestion
from coprod_cli.model.template import Section
from coprod_cli.model.visibility import relevant_in_item
from coprod_cli.model.wording import worded


def step_of(state: InterviewState) -> Step | None:
    """Return the step to ask now; None if the interview has ended."""
    match state.position:
        case AtQuestion() as position:
            return _asked_step(state, position)
        case AtMenu(origin):
            entries = _entries(state, state.template.questions)
            return MenuStep(entries, origin.address if origin else None, *_progress(state))
        case AtReview():
            entries = _with_kinds(state, _entries(state, state.route))
            return ReviewStep(entries, *_progress(state), state.problem)
        case AtConflict(mine, theirs):
            return _conflict_step(state, mine, theirs)
        case Ended():
            return None
        case _:
            assert_never(state.position)


def question_at(state: InterviewState, address: Address) -> Question:
    """Return the question at an address; the title's question for the title."""
    if address == TITLE:
        return title_question()
    question = state.template.question_at(address)
    if question is None:  # pragma: no cover - the interview goes to known addresses only
        raise LookupError(address)
    return question


def items_of(state: InterviewState, group: Address) -> tuple[int, ...]:
    """Return the numbers of a group's items that have an answer or a draft."""
    drafts = (Answer(key.address, text or " ") for key, text in state.drafts.items())
    return items_among((*state.case.given_answers(), *drafts), group)


def _progress(state: InterviewState) -> tuple[int, int]:
    """Return how many questions are answered, and how many are asked in all."""
    route = [address for address in state.route if address != TITLE]
    given = {answer.address.outer for answer in state.case.given_answers()}
    return sum(address in given for address in route), len(route)


def _asked_step(state: InterviewState, position: AtQuestion) -> QuestionStep | GroupStep:
    asked = _question_step(state, position)
    if isinstance(asked.question, GroupQuestion):
        return GroupStep(asked, asked.question, _items(state, position.address, asked.question))
    return asked


def _items(state: InterviewState, address: Address, group: GroupQuestion) -> tuple[Item, ...]:
    numbers = items_of(state, address)
    return tuple(_item(state, address, group, number) for number in numbers)


def _item(state: InterviewState, address: Address, group: GroupQuestion, number: int) -> Item:
    case = state.case
    shown = relevant_in_item(state.template, case, address, number, state.relevant)
    item = address.item_at(number)
    keys = [shown_key(case, each) for each in (*shown, item)]
    texts = [state.drafts.get(key) or answer_at(case, key).text for key in keys]
    return Item(
        address=item,
        name=group.item_name(number, case.language),
        summary=next((text.strip() for text in texts if text.strip()), ""),
        done=sum(case.answer(each).given for each in shown),
        total=len(shown),
    )


def _question_step(state: InterviewState, position: AtQuestion) -> QuestionStep:
    template, address = state.template, position.address
    key = key_at(state.case, position)
    earlier, draft = answer_at(state.case, key), state.drafts.get(key)
    done, total = _progress(state)
    section = template.section_at(address)
    siblings = _siblings(state, address, section)
    item, group = address.item, template.group_at(address)
    return QuestionStep(
        address=address,
        question=question_at(state, address),
        language=state.case.language,
        section=section,
        section_number=template.section_number(section) if section else 0,
        section_count=len(template.sections),
        number=siblings.index(address) + 1 if address in siblings else 1,
        count=max(len(siblings), 1),
        done=done,
        total=total,
        earlier=earlier,
        draft=draft,
        problem=state.problem,
        opening=state.opening,
        remarks=_remarks(state, position, earlier.text if draft is None else draft),
        item=group.item_name(item, state.case.language) if item and group else "",
        asked_before=state.asked_before.get(key, ""),
        names_people=template.names_people,
    )


def _siblings(
    state: InterviewState, address: Address, section: Section | None
) -> Sequence[Address]:
    """Return the addresses of the same section, or of the same group item."""
    template = state.template
    if address.item is not None:
        return relevant_in_item(template, state.case, address.outer, address.item, state.relevant)
    return [each for each in state.route if section and template.section_at(each) is section]


def _conflict_step(state: InterviewState, mine: Answer, theirs: Answer) -> ConflictStep:
    question = question_at(state, mine.address)
    return ConflictStep(
        address=mine.address,
        text=worded(question.text, state.case.language),
        mine=mine,
        theirs=theirs,
        can_join=isinstance(question, TextQuestion) and bool(mine.text and theirs.text),
    )


def _entries(state: InterviewState, addresses: Iterable[Address]) -> tuple[Entry, ...]:
    return tuple(
        _entry(state, address)
        for address in addresses
        if address == TITLE or address in state.relevant
    )


def _entry(state: InterviewState, address: Address) -> Entry:
    language = state.case.language
    section = state.template.section_at(address)
    question = question_at(state, address)
    return Entry(
        address=address,
        text=worded(question.text, language),
        status=_status(state.case, address, question),
        half_typed=any(key.address.outer == address for key in state.drafts),
        section_number=state.template.section_number(section) if section else 0,
        section_title=worded(section.title, language) if section else "",
    )


def _status(case: Case, address: Address, question: Question) -> Status:
    """Return an answer's status; a group is answered if any of its items has an answer."""
    answer = case.answer(address)
    if isinstance(question, GroupQuestion) and not answer.given:
        items = items_among(case.given_answers(), address)
        return Status.ANSWERED if items else Status.UNANSWERED
    return answer.status


# --- possible identifiers ---


def _with_kinds(state: InterviewState, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return entries with the kinds of possible identifiers in their answers."""
    kinds = state.scan.kinds(state.case) if state.scan else {}
    return tuple(
        replace(entry, kinds=kinds[entry.address]) if entry.address in kinds else entry
        for entry in entries
    )


def _remarks(state: InterviewState, position: AtQuestion, text: str) -> tuple[str, ...]:
    """Return remarks on the identifiers in an answer that was opened from the review."""
    return state.scan.remarks(text) if state.scan and position.then_review else ()
