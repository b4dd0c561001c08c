"""Interview session: asks each step, applies the reply and saves it, until the interview ends."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from coprod_cli.base.clock import Clock, local_now
from coprod_cli.base.errors import CannotSave, CoprodError, InvalidInput
from coprod_cli.base.message import N_, Message, capitalized, joined, msg
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.identifier_notice import with_identifiers_noticed
from coprod_cli.interview.positions import AtConflict, Ended
from coprod_cli.interview.protocol import Asker
from coprod_cli.interview.replies import Reply
from coprod_cli.interview.state import position_of
from coprod_cli.interview.typed_days import read_reply
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case


class Conflict(NamedTuple):
    """Merge conflict found on saving: the unsaved answer, and the case as it is in its note."""

    mine: Answer
    case: Case


class AutosavePort(Protocol):
    """Port: saves answers and drafts during an interview. Operations provide it."""

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Save half-typed text as the draft of the current question."""

    def save(self, before: Interview, after: Interview) -> Case | Conflict:
        """Save what a reply changed; return the case as it is in its note now, or a conflict.

        Raises:
            CoprodError: nothing was saved; the note is unchanged.
        """

    def rescue(self, drafts: Mapping[AnswerKey, str]) -> Path | None:
        """Save drafts in another folder, and return it; None if that failed, too."""


def conduct(
    interview: Interview, asker: Asker, autosave: AutosavePort, clock: Clock = local_now
) -> Interview:
    """Run an interview until it ends, saving each accepted answer before the next step.

    Args:
        interview: the interview at its start.
        asker: shows the steps.
        autosave: saves answers and drafts.
        clock: returns the time, from which days such as "fri" count.

    Returns:
        The ended interview.

    Raises:
        CoprodError: the person stopped and the drafts could not be saved as drafts. The error says
            where they were rescued to; if nowhere, the person was warned at the question first.
    """
    is_warned = False
    while (step := interview.step) is not None:
        reply = asker.ask(step, partial(autosave.keep_draft, interview))
        read = read_reply(interview, reply, clock().date())
        reply = read.reply
        if read.problem is not None:
            after = interview.with_problem(reply, read.problem)
        else:
            after = interview.apply(reply).with_notice(read.understood)
        try:
            saved = autosave.save(interview, after)
        except CoprodError as error:
            # The disk is full, or another program has damaged the note.
            if not (isinstance(after.position, Ended) and after.position.paused):
                interview = _unsaved(interview, reply, error)
                continue
            folder = autosave.rescue(after.drafts) if after.drafts else None
            if folder or is_warned or not after.drafts:
                raise _with_rescued_text(error, folder) from error
            is_warned = True
            problem = joined([_sentence(error), msg(_ONLY_HERE)])
            interview = interview.with_problem(reply, problem)
            continue
        if isinstance(saved, Conflict):
            interview = _at_conflict(interview, reply, after, saved)
            autosave.keep_draft(interview, saved.mine.text)
        else:
            interview = with_identifiers_noticed(interview, after.with_case(saved))
    return interview


def _at_conflict(
    interview: Interview, reply: Reply, after: Interview, conflict: Conflict
) -> Interview:
    # The draft keeps the old answer's digest as its base, so that the conflict comes up again if
    # the person leaves it unresolved.
    with_draft = interview.with_problem(reply, "")
    return with_draft.with_conflict(after, conflict.mine, conflict.case)


_ONLY_HERE = N_(
    "Nor can your text be kept anywhere else: it is only on this screen. "
    "Copy it from here, or make room and press Enter. Ctrl+C again leaves without it."
)


def _unsaved(interview: Interview, reply: Reply, error: CoprodError) -> Interview:
    sentence = _sentence(error)
    unsaved = interview.with_problem(reply, sentence)
    if isinstance(unsaved.position, AtConflict):
        # A conflict step cannot show a problem; Enter at the question leads back to it.
        unsaved = replace(unsaved, position=position_of(unsaved, unsaved.position.mine.key))
    sentences = [sentence]
    if unsaved.drafts:
        sentences.append(msg("Your text is still here."))
    if error.hint:
        sentences.append(msg("Try: {hint}.", hint=error.hint))
    return replace(unsaved, problem=joined(sentences))


def _sentence(error: CoprodError) -> Message:
    return capitalized(error.lines()[0] if isinstance(error, InvalidInput) else error.message)


def _with_rescued_text(error: CoprodError, folder: Path | None) -> CoprodError:
    """Return an error that names the folder of rescued drafts; the same error if there is none."""
    if folder is None:
        return error
    hint = msg("{hint}. What you had typed is kept in {folder}", hint=error.hint, folder=folder)
    return CannotSave(error.message, where=error.where, hint=hint)
