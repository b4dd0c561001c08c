"""Reads a reply before the engine does: days typed in words, and the form of references."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.entries import question_at
from coprod_cli.interview.replies import Answered, Reply, SetSources, Unknown
from coprod_cli.interview.state import answer_at
from coprod_cli.model.reference_forms import wrong_form_notice
from coprod_cli.model.typed_days import read_typed_days, understood_message


class ReadReply(NamedTuple):
    """A reply with its days in ISO 8601, what was understood, or what is asked back."""

    reply: Reply
    understood: Message | None = None
    problem: Message | None = None


def read_reply(interview: Interview, reply: Reply, today: date) -> ReadReply:
    """Return a reply to the current step with its days in ISO 8601.

    Identifiers in references that do not have their form are taken all the same, and told.
    """
    if isinstance(reply, SetSources):
        new = [each for each in reply.sources if each not in _saved_sources(interview)]
        return ReadReply(reply, wrong_form_notice(new))
    key = interview.key
    if key is None or not isinstance(reply, Answered | Unknown):
        return ReadReply(reply)
    question = question_at(interview, key.address)
    earlier = answer_at(interview.case, key).text
    may_be_near = interview.template.is_day_question(key.address)
    read = read_typed_days(
        question, reply.text, earlier, today, may_be_near=may_be_near, from_person=True
    )
    if read.problem:
        return ReadReply(reply, problem=read.problem)
    if not read.understood:
        return ReadReply(reply)
    return ReadReply(replace(reply, text=read.text), understood_message(read.understood))


def _saved_sources(interview: Interview) -> tuple[str, ...]:
    key = interview.key
    return () if key is None else answer_at(interview.case, key).sources
