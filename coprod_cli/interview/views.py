"""Step builder: turns an interview's state into the step to show at its current position."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from coprod_cli.interview.entries import (
    asked_in_turn,
    counts_of,
    entries_elsewhere,
    entries_of,
    group_items,
    other_voices,
    others_in_group,
    question_at,
    with_kinds,
)
from coprod_cli.interview.positions import (
    AtConflict,
    AtFinish,
    AtMenu,
    AtQuestion,
    AtReview,
    AtSources,
    AtTags,
    AtVoice,
    AtWithdrawal,
    Ended,
)
from coprod_cli.interview.speaking import voices_to_choose
from coprod_cli.interview.state import InterviewState, answer_at, key_at
from coprod_cli.interview.step_parts import CaseLabel, counts_among
from coprod_cli.interview.steps import (
    ConflictStep,
    FinishStep,
    GroupStep,
    MenuStep,
    QuestionStep,
    ReviewStep,
    SourcesStep,
    Step,
    TagsStep,
    VoiceStep,
    WithdrawalStep,
)
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.plain_language import is_in_plain_words
from coprod_cli.model.questions import GroupQuestion, TextQuestion
from coprod_cli.model.section import Section
from coprod_cli.model.visibility import relevant_in_item
from coprod_cli.model.voices import others_there, with_voice_label
from coprod_cli.model.wording import worded


def step_of(state: InterviewState) -> Step | None:  # noqa: C901, PLR0911 - each kind
    """Return the step to ask now; None if the interview has ended."""
    match state.position:
        case AtQuestion() as position:
            return _asked_step(state, position)
        case AtMenu(origin):
            return _menu_step(state, origin)
        case AtReview():
            return _review_step(state)
        case AtTags(_, typed):
            return TagsStep(state.case.tags, typed, state.problem, _label(state))
        case AtSources() as position:
            return _sources_step(state, position)
        case AtVoice():
            voices = voices_to_choose(state.case, state.voice)
            return VoiceStep(voices, state.voice, state.problem, _label(state))
        case AtFinish(flagged, is_empty):
            return FinishStep(flagged, is_empty, _label(state))
        case AtWithdrawal():
            return WithdrawalStep(_label(state))
        case AtConflict(mine, theirs):
            return _conflict_step(state, mine, theirs)
        case Ended():
            return None
        case _:
            assert_never(state.position)


def _menu_step(state: InterviewState, origin: AtQuestion | None) -> MenuStep:
    entries = entries_of(state, state.template.questions)
    current = origin.address if origin else None
    return MenuStep(
        entries, current, counts_among(entries), _label(state), state.notice, other_voices(state)
    )


def _review_step(state: InterviewState) -> ReviewStep:
    return ReviewStep(
        entries=with_kinds(state, entries_of(state, state.route)),
        counts=counts_of(state),
        problem=state.problem,
        case=_label(state),
        notice=state.notice,
        tags=state.case.tags,
        elsewhere=with_kinds(state, entries_elsewhere(state)),
        others=other_voices(state),
    )


def _sources_step(state: InterviewState, position: AtSources) -> SourcesStep:
    key = position.key
    has_lines = isinstance(question_at(state, key.address), TextQuestion)
    return SourcesStep(
        answer_at(state.case, key), _text_with_voice(state, key), state.case.language, has_lines,
        position.unsaved, state.problem, _label(state),
    )  # fmt: skip


def _label(state: InterviewState) -> CaseLabel:
    case, template = state.case, state.template
    return CaseLabel(case.title, case.created, template.called, state.voice, template.is_of_notes)


def _asked_step(state: InterviewState, position: AtQuestion) -> QuestionStep | GroupStep:
    asked, address = _question_step(state, position), position.address
    group = asked.question
    if not isinstance(group, GroupQuestion):
        return asked
    if state.voice is not None:
        asked = replace(asked, others=others_in_group(state, address))
    return GroupStep(asked, group, group_items(state, address, group))


def _question_step(state: InterviewState, position: AtQuestion) -> QuestionStep:
    template, address = state.template, position.address
    key = key_at(state, position)
    earlier, draft = answer_at(state.case, key), state.drafts.get(key)
    asked = asked_in_turn(state)
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
        position=asked.index(address.outer) + 1 if address.outer in asked else None,
        counts=counts_of(state),
        earlier=earlier,
        others=others_there(state.case, key),
        draft=draft,
        problem=state.problem,
        notice=state.notice,
        opening=state.opening,
        remarks=_remarks(state, position, earlier.text if draft is None else draft),
        item=group.item_name(item, state.case.language) if item and group else "",
        asked_before=_asked_before(state, key),
        names_people=template.names_people,
        offered=_offered(state, key, earlier, draft),
        introduced=state.introduced,
        case=_label(state),
        original=(original := _original(state, address)),
        original_language=template.languages[0] if original else "",
    )


def _original(state: InterviewState, address: Address) -> str:
    """Return a question in the form's first language; "" if it is asked in that language.

    Plain words are exchanged for the author's own, which are the original.
    """
    question, language = state.template.question_at(address), state.template.languages[0]
    if question is None:
        return ""
    is_exchanged = is_in_plain_words(state.case) and question.text_plain is not None
    wording = question.text_plain if is_exchanged else question.text
    original = worded(wording, language)
    is_known = isinstance(wording, dict) and language in wording
    return original if is_known and original != worded(wording, state.case.language) else ""


def _offered(state: InterviewState, key: AnswerKey, earlier: Answer, draft: str | None) -> str:
    """Return the remembered answer to offer: only where nobody has answered or typed anything."""
    if earlier.given or draft is not None or others_there(state.case, key):
        return ""
    return state.offered.get(AnswerKey(key.address, state.own_voice), "")


def _asked_before(state: InterviewState, key: AnswerKey) -> str:
    """Return the wording that was answered; of several voices, that of the first one."""
    wordings = (text for each, text in state.asked_before.items() if each.address == key.address)
    return state.asked_before.get(key) or next(wordings, "")


def _siblings(
    state: InterviewState, address: Address, section: Section | None
) -> Sequence[Address]:
    """Return the addresses of the same section, or of the same group item.

    Of a section, those that are asked in turn; all of them if the question itself is not.
    """
    template = state.template
    if address.item is not None:
        return relevant_in_item(template, state.case, address.outer, address.item, state.relevant)
    there = [each for each in template.questions if section and each.section == section.id]
    asked = frozenset(state.route)
    is_asked = address in asked
    return [each for each in there if each in (asked if is_asked else state.relevant)]


def _conflict_step(state: InterviewState, mine: Answer, theirs: Answer) -> ConflictStep:
    question = question_at(state, mine.address)
    return ConflictStep(
        address=mine.address,
        text=_text_with_voice(state, mine.key),
        mine=mine,
        theirs=theirs,
        can_join=isinstance(question, TextQuestion) and bool(mine.text and theirs.text),
        case=_label(state),
    )


def _text_with_voice(state: InterviewState, key: AnswerKey) -> str:
    """Return the text of an answer's question, with the label of its voice."""
    language = state.case.language
    words = worded(question_at(state, key.address).text, language)
    return with_voice_label(words, key.voice, language)


def _remarks(state: InterviewState, position: AtQuestion, text: str) -> tuple[str, ...]:
    """Return remarks on the identifiers in an answer that was opened from the review."""
    return state.scan.remarks(text) if state.scan and position.then_review else ()
