"""Many answers at once: takes the answers that data gives, in time that grows with their number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import capitalized
from coprod_cli.interview.changes import answer_from, with_answers, with_draft, without_group_items
from coprod_cli.interview.positions import AtQuestion, AtReview
from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.interview.state import InterviewState, own_key
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE

State = TypeVar("State", bound=InterviewState)
_Reply = Answered | Unknown


def with_many_answers(state: State, replies: Mapping[Address, Sequence[_Reply]]) -> State:
    """Return an interview at its review, with answers to many questions accepted.

    The case is the one that results if each question is asked on its own. Invalid answers stay
    drafts, and the first of their questions is asked.

    Args:
        state: the interview.
        replies: as in `AnsweredAll`.
    """
    order = {address: number for number, address in enumerate(replies)}
    removed = {address: order[address] for address in replies if _is_item(address)}
    if removed:
        state = without_group_items(state, removed)
        if state.problem is not None:
            return state
    answers = []
    invalid = []
    for key, reply in _keyed_replies(state, replies):
        item = key.address.item_address
        if item is not None and order[key.address] < removed.get(item, 0):
            continue
        try:
            answers.append(answer_from(state, key, reply))
        except InvalidAnswer as error:
            invalid.append((key, reply, capitalized(error.message)))
    state = replace(with_answers(state, answers), position=AtReview())
    for key, reply, problem in reversed(invalid):
        at_question = AtQuestion(key.address, then_review=True, answer=key)
        state = replace(state, position=at_question, problem=problem)
        state = with_draft(state, reply.text, key)
    return state


def _is_item(address: Address) -> bool:
    return address.item is not None and not address.part


def _keyed_replies(
    state: InterviewState, replies: Mapping[Address, Sequence[_Reply]]
) -> Iterator[tuple[AnswerKey, _Reply]]:
    """Yield the replies to known questions, each with the key of the answer that it gives."""
    for address, given in replies.items():
        if address != TITLE and state.template.question_at(address) is None:
            continue
        for reply in given:
            if reply.voice is None:
                yield own_key(state, address), reply
            else:
                yield AnswerKey(address, reply.voice or None), reply
