"""One sitting: ask, apply, save, until the interview is over."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol

from coprod_cli.base.errors import CannotSave, CoprodError, InvalidInput
from coprod_cli.base.message import N_, Message, capitalized, joined, msg
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, Ended
from coprod_cli.interview.protocol import Asker
from coprod_cli.interview.replies import Reply
from coprod_cli.interview.state import position_of
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case


class Conflict(NamedTuple):
    """An answer that could not be saved, since its note says something else by now."""

    mine: Answer
    case: Case


class Keeper(Protocol):
    """Whoever keeps an interview safe while it goes on."""

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Keep text in the making at the interview's question."""

    def save(self, before: Interview, after: Interview) -> Case | Conflict:
        """Save what a reply changed; return the case as it is by now, changed elsewhere or not.

        Raises:
            CoprodError: nothing was saved, and what stood before still stands.
        """

    def rescue(self, drafts: Mapping[AnswerKey, str]) -> Path | None:
        """Put half-typed text somewhere else, where its own place fails; return where."""


def conduct(interview: Interview, asker: Asker, keeper: Keeper) -> Interview:
    """Ask until the interview is over; everything accepted is saved before the next step shows.

    Raises:
        CoprodError: the person stopped, and what was half typed could not be kept in its place;
            the error says where it is. Where it is nowhere, the person has been told so at the
            question, and has left all the same.
    """
    warned = False
    while (step := interview.step) is not None:
        current = interview

        def keep(text: str, current: Interview = current) -> None:
            keeper.keep_draft(current, text)

        reply = asker.ask(step, keep)
        after = interview.apply(reply)
        try:
            saved = keeper.save(interview, after)
        except CoprodError as error:
            # A full disk, or a note that was damaged from outside meanwhile.
            if isinstance(after.position, Ended) and after.position.paused:
                folder = keeper.rescue(after.drafts) if after.drafts else None
                if folder or warned or not after.drafts:
                    raise _with_rescued_text(error, folder) from error
                warned = True
                interview = interview.refused(reply, joined([_sentence(error), msg(_ONLY_HERE)]))
                continue
            interview = _unsaved(interview, reply, error)
            continue
        if isinstance(saved, Conflict):
            # As half-typed text it was begun over what stood there before, so that one is to choose
            # again where the choice is left.
            typed = interview.refused(reply, "")
            interview = typed.contested(after, saved.mine, saved.case)
            keeper.keep_draft(interview, saved.mine.text)
        else:
            interview = after.refreshed(saved)
    return interview


_ONLY_HERE = N_(
    "Nor can your text be kept anywhere else: it is only on this screen. "
    "Copy it from here, or make room and press Enter. Ctrl+C again leaves without it."
)


def _unsaved(interview: Interview, reply: Reply, error: CoprodError) -> Interview:
    sentence = _sentence(error)
    refused = interview.refused(reply, sentence)
    if isinstance(refused.position, AtConflict):
        # A choice has no room for what is wrong; Enter at the question comes back to it.
        refused = replace(refused, position=position_of(refused.case, refused.position.mine.key))
    told = [sentence]
    if refused.drafts:
        told.append(msg("Your text is still here."))
    if error.hint:
        told.append(msg("Try: {hint}.", hint=error.hint))
    return replace(refused, problem=joined(told))


def _sentence(error: CoprodError) -> Message:
    return capitalized(error.lines()[0] if isinstance(error, InvalidInput) else error.message)


def _with_rescued_text(error: CoprodError, folder: Path | None) -> CoprodError:
    """Say where half-typed text was put, where it was put somewhere else."""
    if folder is None:
        return error
    hint = msg("{hint}. What you had typed is kept in {folder}", hint=error.hint, folder=folder)
    return CannotSave(error.message, where=error.where, hint=hint)
