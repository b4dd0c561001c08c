"""Apply answers that are given as data, through the same interview that asks a person."""

from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers
from coprod_cli.interview.askers.scripted.asker import ScriptedAsker
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.session import conduct
from coprod_cli.model.case import Case
from coprod_cli.operations.autosave import NoKeeper


def apply_answers(interview: Interview, given: GivenAnswers, *, final: bool) -> Case:
    """Return the case with the answers; nothing is saved yet.

    Args:
        interview: the interview at its beginning.
        given: answers that were checked.
        final: whether the case is finished.

    Raises:
        InvalidInput: the case cannot be finished, since a required answer is missing.
    """
    return conduct(interview, ScriptedAsker(given, final=final), NoKeeper()).case
