"""Entries of the menu and the review: questions with their status and first words of answers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coprod_cli.interview.state import InterviewState, answer_at, own_key
from coprod_cli.interview.step_parts import Counts, Entry, Item, OtherVoice
from coprod_cli.interview.title_question import title_question
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Status
from coprod_cli.model.items import items_in
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.sources import evidence_label
from coprod_cli.model.visibility import relevant_in_item, waits_for_round
from coprod_cli.model.voices import answers_there, others_there, with_voice_label
from coprod_cli.model.wording import worded

_LIST_MARK = re.compile(r"\A\s*- (?:\[[ xX]\] )?")
"""What begins a line of a list of choices or next steps."""


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
    half_typed = (key.address for key in state.drafts)
    numbers = {each.item for each in half_typed if each.item is not None and each.outer == group}
    return tuple(sorted(numbers.union(items_in(state.case, group))))


def counts_of(state: InterviewState) -> Counts:
    """Return how many questions are asked in all, and how many are answered."""
    return Counts.of(
        _status(state, address, question_at(state, address)) for address in asked_in_turn(state)
    )


def asked_in_turn(state: InterviewState) -> Sequence[Address]:
    """Return the addresses that are asked in turn, without the title's."""
    return [address for address in state.route if address != TITLE]


def entries_of(state: InterviewState, addresses: Iterable[Address]) -> tuple[Entry, ...]:
    """Return the entries of questions, as the menu and the review show them."""
    return tuple(
        _entry(state, address)
        for address in addresses
        if address == TITLE or address in state.relevant
    )


def entries_elsewhere(state: InterviewState) -> tuple[Entry, ...]:
    """Return the entries of what is answered or half typed, and not asked in turn."""
    asked = frozenset(state.route)
    entries = (_entry(state, each) for each in state.template.questions if each not in asked)
    return tuple(
        entry for entry in entries if entry.half_typed or entry.status is not Status.UNANSWERED
    )


def other_voices(state: InterviewState) -> tuple[OtherVoice, ...]:
    """Return who else answered how many questions; () where no voice speaks: all is shown then."""
    if state.voice is None:
        return ()
    said = {
        (answer.voice, answer.address.outer)
        for answer in state.case.given_answers()
        if answer.voice != state.own_voice and answer.address != TITLE
    }
    counts = Counter(voice for voice, _address in said)
    return tuple(OtherVoice(voice, counts[voice]) for voice in sorted(counts, key=str))


def _entry(state: InterviewState, address: Address) -> Entry:
    language = state.case.language
    section = state.template.section_at(address)
    question = question_at(state, address)
    there = answers_there(state.case, address) if address != TITLE else ()
    answers = [each for each in there if _is_open(state, each.key)]
    return Entry(
        address=address,
        text=worded(question.text, language),
        status=_status(state, address, question),
        half_typed=any(
            key.address.outer == address and _is_open(state, key) for key in state.drafts
        ),
        section_number=state.template.section_number(section) if section else 0,
        section_title=worded(section.title, language) if section else "",
        summary=_summary(state, address, question),
        evidence=tuple(
            dict.fromkeys(
                evidence_label(each.evidence, language) for each in answers if each.evidence
            )
        ),
        source_count=sum(len(each.sources) for each in answers),
        is_later=waits_for_round(state.template, state.case, address),
    )


def _summary(state: InterviewState, address: Address, question: Question) -> str:
    """Return the first line of a question's draft or answer; of a group, that of its items."""
    if address == TITLE:
        texts: Iterable[str] = [text for key, text in state.drafts.items() if key.address == TITLE]
        return _first_line([*texts, state.case.title])
    if not isinstance(question, GroupQuestion):
        return _first_line(_texts_at(state, address))
    if state.voice is None:
        return _first_line(item.summary for item in group_items(state, address, question))
    return _first_line(_own_texts_in(state, address))


def _own_texts_in(state: InterviewState, group: Address) -> Iterator[str]:
    """Yield what the voice that speaks has half typed and said in a group's items."""
    for key, text in state.drafts.items():
        if key.address.outer == group and key.voice == state.own_voice:
            yield text
    for answers in state.case.items.get(group, {}).values():
        yield from (answer.text for answer in answers if answer.voice == state.own_voice)


def _first_line(texts: Iterable[str]) -> str:
    lines = (
        _LIST_MARK.sub("", line, count=1).strip() for text in texts for line in text.split("\n")
    )
    return next((line for line in lines if line), "")


def _status(state: InterviewState, address: Address, question: Question) -> Status:
    """Return an answer's status; a group is answered if any of its items has an answer."""
    status = _status_at(state, address)
    if isinstance(question, GroupQuestion) and status is Status.UNANSWERED:
        return Status.ANSWERED if _has_items(state, address) else Status.UNANSWERED
    return status


def _has_items(state: InterviewState, group: Address) -> bool:
    """Return whether a group has an item; where a voice speaks, one in which it said something."""
    if state.voice is None:
        return bool(items_in(state.case, group))
    items = state.case.items.get(group, {}).values()
    return any(answer.voice == state.own_voice for answers in items for answer in answers)


def _status_at(state: InterviewState, address: Address) -> Status:
    """Return the status of a question: of the voice that speaks; if none does, of any voice."""
    if address == TITLE or state.voice is not None:
        return answer_at(state.case, own_key(state, address)).status
    found = {answer.status for answer in answers_there(state.case, address)}
    order = (Status.ANSWERED, Status.UNKNOWN)
    return next((status for status in order if status in found), Status.UNANSWERED)


def with_kinds(state: InterviewState, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return entries with the kinds of possible identifiers in their answers."""
    kinds = state.scan.kinds(state.case) if state.scan else {}
    return tuple(
        replace(entry, kinds=kinds[entry.address]) if entry.address in kinds else entry
        for entry in entries
    )


# --- items of groups ---


def group_items(state: InterviewState, address: Address, group: GroupQuestion) -> tuple[Item, ...]:
    """Return the items of a group at an address, which all voices share."""
    numbers = items_of(state, address)
    return tuple(_item(state, address, group, number) for number in numbers)


def _item(state: InterviewState, address: Address, group: GroupQuestion, number: int) -> Item:
    case = state.case
    shown = relevant_in_item(state.template, case, address, number, state.relevant)
    item = address.item_at(number)
    texts = [text for each in (*shown, item) for text in _texts_at(state, each)]
    texts += [text for each in (*shown, item) for text in _texts_of_others(state, each)]
    return Item(
        address=item,
        name=group.item_name(number, case.language),
        summary=next((text.strip() for text in texts if text.strip()), ""),
        counts=Counts.of(_status_at(state, each) for each in shown),
    )


def _texts_at(state: InterviewState, address: Address) -> Iterator[str]:
    """Yield the drafts at an address, then the texts of its answers: of whoever speaks."""
    yield from (
        text
        for key, text in state.drafts.items()
        if key.address == address and _is_open(state, key)
    )
    answers = answers_there(state.case, address)
    yield from (answer.text for answer in answers if _is_open(state, answer.key))


def _texts_of_others(state: InterviewState, address: Address) -> Iterator[str]:
    """Yield what other voices said in an item that all of them share, so that it is known."""
    if state.voice is None:
        return
    for answer in others_there(state.case, own_key(state, address)):
        text = _first_line([answer.text])
        yield with_voice_label(text, answer.voice, state.case.language)


def _is_open(state: InterviewState, key: AnswerKey) -> bool:
    """Return whether an answer or draft may be shown as one's own."""
    return state.voice is None or key == own_key(state, key.address)


def others_in_group(state: InterviewState, group: Address) -> tuple[Answer, ...]:
    """Return what other voices said of a group, and in its items."""
    found = others_there(state.case, own_key(state, group))
    items = state.case.items.get(group, {}).values()
    in_items = (answer for answers in items for answer in answers)
    return (*found, *(answer for answer in in_items if answer.voice != state.own_voice))
