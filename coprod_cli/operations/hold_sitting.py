"""Conduct an interview: with an asker until it is over, or with answers that are given as data."""

from dataclasses import dataclass, replace
from pathlib import Path

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.protocol import Asker, Ended
from coprod_cli.interview.session import conduct
from coprod_cli.model.case import Case
from coprod_cli.notebook.lock import Hold
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.autosave import NoteKeeper


@dataclass(frozen=True)
class Sitting:
    """An interview that is ready to be conducted, with the case locked for it.

    `found` are sentences about what an earlier sitting left behind. `new_notebook` is the folder
    of a notebook that was made for the case. `paused_command` is the command that goes on after a
    pause, where it is another one than `resume` or `edit`.
    """

    interview: Interview
    keeper: NoteKeeper
    hold: Hold
    found: tuple[str, ...] = ()
    new_notebook: Path | None = None
    paused_command: str = ""


@dataclass(frozen=True)
class SittingResult:
    """How a sitting ended; all that was answered is saved.

    `paused` means that the person left. `next_command` is the coprod command to go on with: `show`
    for a finished case, else the one that goes on asking. `new_notebook` is the folder of a
    notebook that was made for the case.
    """

    case: Case
    path: Path
    paused: bool
    next_command: str
    new_notebook: Path | None = None

    @property
    def finished(self) -> bool:
        """Whether the case was finished, and the person did not leave before."""
        return self.case.status == "final" and not self.paused


def conduct_sitting(sitting: Sitting, asker: Asker) -> SittingResult:
    """Ask until the interview is over, and release the case.

    Raises:
        CoprodError: the person left, and half-typed text could not be saved in its place; the
            error says where it is.
    """
    with sitting.hold:
        ended = conduct(sitting.interview, asker, sitting.keeper)
    paused = isinstance(ended.place, Ended) and ended.place.paused
    return SittingResult(
        case=ended.case,
        path=sitting.keeper.path,
        paused=paused,
        next_command=_next_command(ended.case, sitting, paused=paused),
        new_notebook=sitting.new_notebook,
    )


def with_scan(interview: Interview, notebook: Notebook) -> Interview:
    """Return the interview with a scan for identifiers that knows the notebook's watch list."""
    from coprod_cli.privacy.review import ReviewScan

    return replace(interview, scan=ReviewScan(notebook.watched_words))


def _next_command(case: Case, sitting: Sitting, *, paused: bool) -> str:
    if paused and sitting.paused_command:
        return sitting.paused_command
    if case.status == "draft":
        return "resume"
    return "edit" if paused else "show"
