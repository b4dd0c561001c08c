"""Answers that come as data, given through the same interview, each at its question."""

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers
from coprod_cli.interview.protocol import (
    Answered,
    Chosen,
    ConflictStep,
    Finished,
    GroupStep,
    Jump,
    KeepDraft,
    MenuStep,
    Paused,
    QuestionStep,
    RemoveItem,
    Reply,
    ReviewStep,
    Skipped,
    Step,
    Take,
)
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE


class ScriptedAsker:
    """Gives the answers of an answers file, each at its question, hidden questions included."""

    def __init__(self, given: GivenAnswers, *, final: bool) -> None:
        """Take what to answer, and whether the case is finished after it."""
        self._waiting = {address: list(replies) for address, replies in given.answers.items()}
        if given.title is not None:
            self._waiting[TITLE] = [Answered(given.title)]
        self._final = final

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Answer a step; from the review, jump to what has not been asked."""
        match step:
            case QuestionStep(address=address, problem=problem):
                if problem:
                    self._refuse(address)
                waiting = self._waiting.get(address, [])
                reply = waiting.pop(0) if waiting else Skipped()
                if not waiting:
                    self._waiting.pop(address, None)
                return reply
            case GroupStep(top=top):
                return self.ask(top, keep_draft)
            case MenuStep() | ReviewStep():
                if self._waiting:
                    return self._next()
                return Finished() if self._final else Paused()
            case ConflictStep():
                return Chosen(Take.MINE)

    def _next(self) -> Reply:
        """Return what leads to the next answer that has not been asked for yet."""
        address = next(iter(self._waiting))
        if address.item is not None and not address.part:
            del self._waiting[address]
            return RemoveItem(address)
        return Jump(address)

    def _refuse(self, address: Address) -> None:
        # Every answer was checked before: what is left is a case that cannot be finished yet.
        message = msg('"{address}" is needed before the case is finished.', address=address)
        hint = msg("{unknown: true}, where it is not known yet")
        raise InvalidInput([Finding("answer", message, msg("the answers"), hint=hint)])
