"""Changes to the drafts, answers and tags of an interview; each function returns a new state."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import capitalized, msg
from coprod_cli.base.text import canonical_text
from coprod_cli.interview.entries import question_at
from coprod_cli.interview.positions import AtQuestion, AtSources, AtTags, Ended
from coprod_cli.interview.replies import Answered, SetSources, Take, Unknown
from coprod_cli.interview.state import InterviewState, answer_at
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case
from coprod_cli.model.items import is_within_any, without_items
from coprod_cli.model.sources import clean_references
from coprod_cli.model.tags import read_tags
from coprod_cli.model.voices import answers_within, named_voices, setting_of, voices_of

State = TypeVar("State", bound=InterviewState)


def with_draft(state: State, draft: str | None, key: AnswerKey | None = None) -> State:
    """Return an interview with half-typed text as a draft, unless it equals the saved answer.

    Args:
        state: the interview; away from a question it is returned unchanged.
        draft: the text; None if nothing was typed.
        key: the answer; None for the current one.
    """
    key = key or state.key
    if draft is None or key is None or not isinstance(state.position, AtQuestion):
        return state
    base = draft_base(state, key)
    cleared = _without_drafts(state, {key})
    earlier = answer_at(state.case, key)
    if canonical_text(draft) == earlier.text:
        return cleared
    bases = {**cleared.bases, key: base or earlier.digest}
    return replace(cleared, drafts={**cleared.drafts, key: draft}, bases=bases)


def draft_base(state: InterviewState, key: AnswerKey) -> str | None:
    """Return the digest of the saved answer when its draft was started; None without a draft."""
    return state.bases.get(key) if key in state.drafts else None


def answer_from(state: InterviewState, key: AnswerKey, reply: Answered | Unknown) -> Answer:
    """Return the answer that a reply gives.

    It keeps the evidence and the sources of the saved answer if the reply names none.

    Raises:
        InvalidAnswer: the question does not take it.
    """
    earlier = answer_at(state.case, key)
    text = reply.text
    if text != earlier.text:  # what is saved stays as it is, whatever somebody made of it by hand
        text = question_at(state, key.address).parse(text, state.case.language)
    evidence = earlier.evidence if reply.evidence is None else reply.evidence or None
    sources = earlier.sources if reply.sources is None else clean_references(reply.sources)
    return Answer(key.address, text, isinstance(reply, Unknown), key.voice, evidence, sources)


def with_answer(state: State, answer: Answer) -> State:
    """Return an interview with an answer accepted and its draft removed."""
    return with_answers(state, (answer,))


def with_answers(state: State, answers: Sequence[Answer]) -> State:
    """Return an interview with answers accepted and their drafts removed."""
    keys = {answer.key for answer in answers}
    changed = [answer for answer in answers if _is_change(state.case, answer)]
    case = state.case.with_answers(changed) if changed else state.case
    return replace(_with_confirmed(_without_drafts(state, keys), keys), case=case)


def with_confirmed(state: State, key: AnswerKey | None) -> State:
    """Return an interview with an answer marked as given to its question's current wording."""
    return state if key is None else _with_confirmed(state, {key})


def without_group_items(state: State, items: Collection[Address]) -> State:
    """Return an interview without the answers and drafts of items of groups.

    Where a voice speaks, its own words alone are taken out. Else an item in which several voices
    speak stays, since none of them was named; then all others stay, too.
    """
    if state.voice is not None:
        return _without_own_words(state, items)
    for item in items:
        answers = answers_within(state.case, item)
        voices = voices_of(answers)
        if len(voices) > 1:
            command = f"coprod edit {state.case.id} {setting_of(answers[0].key)}"
            problem = msg(
                "Several voices speak here: {voices}. Take out their words one by one, by name: "
                "{command}",
                voices=named_voices(voices),
                command=command,
            )
            return replace(state, problem=problem)
    gone = [key for key in state.drafts if is_within_any(key.address, items)]
    kept = _without_drafts(state, gone)
    return replace(kept, case=without_items(state.case, items))


def _without_own_words(state: State, items: Collection[Address]) -> State:
    """Return an interview without what one voice said in items; what others said stays."""
    voice = state.own_voice
    gone = {key for key in state.drafts if key.voice == voice and is_within_any(key.address, items)}
    kept = _without_drafts(state, gone)
    whole = []
    for item in items:
        answers = answers_within(kept.case, item)
        others = voices_of(answer for answer in answers if answer.voice != voice)
        if not others:
            whole.append(item)
            continue
        emptied = [Answer(each.address, voice=voice) for each in answers if each.voice == voice]
        stays = msg("What others said here stays: {voices}.", voices=named_voices(others))
        kept = replace(kept, case=kept.case.with_answers(emptied), notice=stays)
    return replace(kept, case=without_items(kept.case, whole))


def with_tags(state: State, line: str) -> State:
    """Return an interview with the tags that a line sets, or at the line with what is wrong."""
    if not isinstance(state.position, AtTags):
        return state
    try:
        tags = read_tags(line, state.case.tags)
    except InvalidAnswer as error:
        position = replace(state.position, typed=line)
        return replace(state, position=position, problem=capitalized(error.message))
    return replace(state, case=replace(state.case, tags=tags), position=state.position.then)


def with_sources(state: State, reply: SetSources) -> State:
    """Return an interview with what stands beside an answer changed, and back at its question.

    The answer itself stays as it is, and so does the wording it was given to.
    """
    position = state.position
    if not isinstance(position, AtSources):
        return state
    answer = answer_at(state.case, position.key)
    sources = clean_references(reply.sources)
    changed = answer._replace(evidence=reply.evidence or None, sources=sources)
    case = state.case if changed == answer else state.case.with_answer(changed)
    then = Ended(paused=True, at=position.key) if reply.stops else position.then
    return replace(state, case=case, position=then)


def chosen_answer(mine: Answer, theirs: Answer, take: Take) -> Answer:
    """Return the answer that resolves a merge conflict: one of two, or both texts in one."""
    match take:
        case Take.MINE:
            return mine
        case Take.THEIRS:
            return theirs
        case Take.BOTH:
            unknown = mine.unknown and theirs.unknown
            text = mine.text
            if theirs.text != mine.text:
                text = f"{theirs.text}\n\n{mine.text}"
            sources = clean_references((*theirs.sources, *mine.sources))
            return mine._replace(text=text, unknown=unknown, sources=sources)
        case _:
            assert_never(take)


def without_offer(state: State, key: AnswerKey) -> State:
    """Return an interview that no longer offers a remembered answer in place of an answer."""
    if key not in state.offered:
        return state
    offered = {each: text for each, text in state.offered.items() if each != key}
    return replace(state, offered=offered)


def _without_drafts(state: State, keys: Collection[AnswerKey]) -> State:
    drafts = {key: text for key, text in state.drafts.items() if key not in keys}
    bases = {key: base for key, base in state.bases.items() if key not in keys}
    return replace(state, drafts=drafts, bases=bases)


def _with_confirmed(state: State, keys: Collection[AnswerKey]) -> State:
    asked_before = {key: text for key, text in state.asked_before.items() if key not in keys}
    return replace(state, asked_before=asked_before)


def _is_change(case: Case, answer: Answer) -> bool:
    if answer.address == TITLE:
        return bool(answer.text) and not answer.unknown
    return answer.given or answer_at(case, answer.key).given
