"""Asker that answers all questions at once from data, such as an answers file."""

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import Answered, AnsweredAll, Finished, Paused, Reply
from coprod_cli.interview.steps import GroupStep, QuestionStep, Step
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE


class ScriptedAsker:
    """Replies to the first step with all given answers, those to hidden questions included."""

    def __init__(self, given: GivenAnswers, *, final: bool) -> None:
        """Create an asker.

        Args:
            given: the checked answers.
            final: whether to finish the case after the answers.
        """
        title = {} if given.title is None else {TITLE: (Answered(given.title),)}
        self._remaining: Reply | None = AnsweredAll({**given.answers, **title})
        self._final = final

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:  # noqa: ARG002 - the protocol's
        """Give all answers, then finish the case or leave it as a draft.

        Raises:
            InvalidInput: a required answer is missing.
        """
        if self._remaining is not None:
            reply, self._remaining = self._remaining, None
            return reply
        match step:
            case QuestionStep(address=address) | GroupStep(top=QuestionStep(address=address)):
                self._refuse(address)
        return Finished() if self._final else Paused()

    def _refuse(self, address: Address) -> None:
        # All answers were checked before, so the problem is a missing required answer.
        message = msg('"{address}" is needed before it is finished.', address=address)
        hint = msg("{unknown: true}, where it is not known yet")
        raise InvalidInput([Finding("answer", message, msg("the answers"), hint=hint)])
