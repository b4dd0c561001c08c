"""Rounds: questions that are asked again later on, each time with its day.

A template has at most one such group (`again`). It may name sections that asked questions with the
same ids first, as a check before and after: those are its first rounds.
"""

from typing import NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.items import items_in
from coprod_cli.model.questions import DateQuestion, GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.voices import answers_there


class RoundGroup(NamedTuple):
    """The group of a template whose items are rounds: its address, and the group."""

    address: Address
    group: GroupQuestion

    @property
    def date_id(self) -> str:
        """The id of the question for the day of a round."""
        return next(each.id for each in self.group.questions if isinstance(each, DateQuestion))

    @property
    def asked_ids(self) -> tuple[str, ...]:
        """The ids of the questions of a round but for its day."""
        return tuple(each.id for each in self.group.questions if each.id != self.date_id)


def round_group(template: Template) -> RoundGroup | None:
    """Return the group of a template whose items are rounds; None if it has none."""
    for address, question in template.questions.items():
        if isinstance(question, GroupQuestion) and question.is_asked_again:
            return RoundGroup(address, question)
    return None


def require_round_group(template: Template) -> RoundGroup:
    """Return the group of a template whose items are rounds.

    Raises:
        WrongUsage: the template has none.
    """
    found = round_group(template)
    if found is None:
        message = msg('the form "{template}" has no questions to ask again.', template=template.id)
        raise WrongUsage(message, hint="coprod help templates")
    return found


def next_round(rounds: RoundGroup, case: Case) -> Address:
    """Return the address of the item for a new round."""
    return rounds.address.item_at(max(items_in(case, rounds.address), default=0) + 1)


def round_to_ask(rounds: RoundGroup, case: Case, today: str, voice: str | None = None) -> Address:
    """Return the item of the round to ask: that of today if it has open questions, else a new one.

    Args:
        rounds: the group.
        case: the case.
        today: the day, ISO 8601.
        voice: who speaks: a round is whole if this voice has answered all of it; None for any.
    """
    last = rounds.address.item_at(max(items_in(case, rounds.address), default=1))
    answers = [answers_there(case, last.child(each)) for each in rounds.asked_ids]
    days = {answer.text for answer in answers_there(case, last.child(rounds.date_id))}
    is_whole = all(
        any(answer.given and (not voice or answer.voice == voice) for answer in there)
        for there in answers
    )
    return last if today in days and not is_whole else next_round(rounds, case)
