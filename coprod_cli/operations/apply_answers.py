"""Apply answers that are given as data, with the interview that also asks a person."""

from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers
from coprod_cli.interview.askers.scripted.asker import ScriptedAsker
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.session import conduct
from coprod_cli.model.case import Case
from coprod_cli.model.typed_days import understood_message
from coprod_cli.operations.autosave import NullAutosave
from coprod_cli.operations.workspace import Workspace


def notify_understood_days(workspace: Workspace, given: GivenAnswers) -> None:
    """Tell as which days words in the answers were understood."""
    if given.understood_days:
        workspace.notify(understood_message(given.understood_days))


def apply_answers(interview: Interview, given: GivenAnswers, *, final: bool) -> Case:
    """Return the case with the answers; nothing is saved.

    Args:
        interview: the interview at its beginning.
        given: the checked answers.
        final: whether to mark the case as final.

    Raises:
        InvalidInput: the case cannot be final, since a required answer is missing.
    """
    return conduct(interview, ScriptedAsker(given, final=final), NullAutosave()).case
