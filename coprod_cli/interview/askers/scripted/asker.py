"""Asker that answers each question from data, such as an answers file."""

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import (
    Answered,
    Chosen,
    Finished,
    Jump,
    Paused,
    RemoveItem,
    Reply,
    Skipped,
    Take,
)
from coprod_cli.interview.steps import (
    ConflictStep,
    GroupStep,
    MenuStep,
    QuestionStep,
    ReviewStep,
    Step,
)
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE


class ScriptedAsker:
    """Replies with the given answers, each at its question, hidden questions included."""

    def __init__(self, given: GivenAnswers, *, final: bool) -> None:
        """Create an asker.

        Args:
            given: the checked answers.
            final: whether to finish the case after the last answer.
        """
        self._remaining = {address: list(replies) for address, replies in given.answers.items()}
        if given.title is not None:
            self._remaining[TITLE] = [Answered(given.title)]
        self._final = final

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Answer a step; at the menu and the review, jump to the next question with an answer.

        Raises:
            InvalidInput: a required answer is missing.
        """
        match step:
            case QuestionStep(address=address, problem=problem):
                if problem:
                    self._refuse(address)
                replies = self._remaining.get(address, [])
                reply = replies.pop(0) if replies else Skipped()
                if not replies:
                    self._remaining.pop(address, None)
                return reply
            case GroupStep(top=top):
                return self.ask(top, keep_draft)
            case MenuStep() | ReviewStep():
                if self._remaining:
                    return self._next_jump()
                return Finished() if self._final else Paused()
            case ConflictStep():
                return Chosen(Take.MINE)

    def _next_jump(self) -> Reply:
        """Return the reply that leads to the next remaining answer, or that removes an item."""
        address = next(iter(self._remaining))
        if address.item is not None and not address.part:
            del self._remaining[address]
            return RemoveItem(address)
        return Jump(address)

    def _refuse(self, address: Address) -> None:
        # All answers were checked before, so the problem is a missing required answer.
        message = msg('"{address}" is needed before the case is finished.', address=address)
        hint = msg("{unknown: true}, where it is not known yet")
        raise InvalidInput([Finding("answer", message, msg("the answers"), hint=hint)])
