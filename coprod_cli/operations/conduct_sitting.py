"""Conduct a sitting: one person's interview about one case, until its end or a pause."""

from dataclasses import dataclass, replace
from pathlib import Path

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import Ended
from coprod_cli.interview.protocol import Asker
from coprod_cli.interview.session import conduct
from coprod_cli.model.case import Case
from coprod_cli.notebook.lock import CaseLock
from coprod_cli.notebook.watched_words import WatchedWords
from coprod_cli.operations.autosave import Autosave


@dataclass(frozen=True)
class Sitting:
    """An interview that is ready to be conducted, and the lock of its case.

    Attributes:
        interview: the interview.
        autosave: saves its answers and drafts.
        lock: the case's lock, which `conduct_sitting` releases.
        notices: sentences for the person, such as where an earlier sitting's text was rescued.
        new_notebook: the folder of a notebook that was made for the case.
        paused_command: the command to continue with after a pause; "" for `resume` or `edit`.
    """

    interview: Interview
    autosave: Autosave
    lock: CaseLock
    notices: tuple[str, ...] = ()
    new_notebook: Path | None = None
    paused_command: str = ""


@dataclass(frozen=True)
class SittingResult:
    """How a sitting ended; all answers are saved.

    Attributes:
        case: the case at the end.
        path: the path of its note.
        paused: whether the person left before the end.
        next_command: the coprod command to continue with: `show` for a finished case, else the one
            that asks the remaining questions.
        new_notebook: the folder of a notebook that was made for the case.
    """

    case: Case
    path: Path
    paused: bool
    next_command: str
    new_notebook: Path | None = None

    @property
    def finished(self) -> bool:
        """Whether the case is final, and the person did not leave before the end."""
        return self.case.status == "final" and not self.paused


def conduct_sitting(sitting: Sitting, asker: Asker) -> SittingResult:
    """Ask until the interview is over, and release the case's lock.

    Raises:
        CoprodError: the person left, and their draft could not be saved in its usual file; the
            error names the folder into which it was rescued.
    """
    with sitting.lock:
        ended = conduct(sitting.interview, asker, sitting.autosave)
    paused = isinstance(ended.position, Ended) and ended.position.paused
    return SittingResult(
        case=ended.case,
        path=sitting.autosave.path,
        paused=paused,
        next_command=_next_command(ended.case, sitting, paused=paused),
        new_notebook=sitting.new_notebook,
    )


def with_scan(interview: Interview, words: WatchedWords) -> Interview:
    """Return the interview with a privacy scan that uses the notebook's watch list."""
    from coprod_cli.privacy.review import ReviewScan

    return replace(interview, scan=ReviewScan(words.text))


def notice_of_words(words: WatchedWords) -> list[str]:
    """Return a sentence if words of the notebook's watch list may not be found."""
    return [] if words.finding is None else [words.finding.sentence]


def _next_command(case: Case, sitting: Sitting, *, paused: bool) -> str:
    if paused and sitting.paused_command:
        return sitting.paused_command
    if case.status == "draft":
        return "resume"
    return "edit" if paused else "show"
