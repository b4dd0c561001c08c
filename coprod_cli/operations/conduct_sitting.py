"""Conduct a sitting: one person's interview about one case, until its end or a pause."""

from dataclasses import dataclass, replace
from pathlib import Path
from sys import getswitchinterval, setswitchinterval
from threading import Timer
from time import sleep

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import Ended
from coprod_cli.interview.protocol import Asker
from coprod_cli.interview.session import conduct
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.case_noun import CASE, CaseNoun
from coprod_cli.notebook.first_word import FirstWord, unmake
from coprod_cli.notebook.lock import CaseLock
from coprod_cli.notebook.note.next_steps import NextStep, open_steps
from coprod_cli.notebook.watched_words import WatchedWords
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.autosave import Autosave
from coprod_cli.operations.case_memory import CaseMemory
from coprod_cli.privacy.review import ReviewScan

_SCAN_DELAY = 0.5
"""Seconds until the privacy scan is loaded: the first screen is drawn by then."""
_REST = 0.05
"""Seconds between two steps of loading it."""
_SHORT_SWITCH = 0.0005
"""Seconds after which the loading thread lets another one run; Python's own 0.005 are seen."""


@dataclass(frozen=True)
class Sitting:
    """An interview that is ready to be conducted, and the lock of its case.

    Attributes:
        interview: the interview.
        autosave: saves its answers and drafts.
        lock: the case's lock, which `conduct_sitting` releases; a new case gets it with its first
            word.
        notices: sentences for the person, such as where an earlier sitting's text was rescued.
        new_notebook: the folder of a notebook that was made for the case.
        memory: remembers some of the case for the next one; None if nothing is to be remembered.
        paused_command: the command to continue with after a pause; "" for `resume` or `edit`.
    """

    interview: Interview
    autosave: Autosave
    lock: CaseLock | FirstWord
    notices: tuple[str, ...] = ()
    new_notebook: Path | None = None
    memory: CaseMemory | None = None
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
        untouched: whether the person wrote no word in a new case, so that there is no note.
        open_steps: the next steps that are still to be done, the earliest due day first.
        called: what a case of its template is called.
        voice: who spoke last in the sitting, as in `InterviewState`.
        asked: the addresses of the questions that were asked in turn.
        withdrawn: whether the case is withdrawn, so that no command shows it or goes on with it.
    """

    case: Case
    path: Path
    paused: bool
    next_command: str
    new_notebook: Path | None = None
    untouched: bool = False
    open_steps: tuple[NextStep, ...] = ()
    called: CaseNoun = CASE
    voice: str | None = None
    asked: tuple[Address, ...] = ()
    withdrawn: bool = False

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
    load_scan_soon(sitting.interview)
    with sitting.lock:
        ended = conduct(sitting.interview, asker, sitting.autosave, sitting.autosave.clock)
    first_word = sitting.autosave.first_word
    untouched = first_word is not None and not first_word.is_written
    if not untouched:
        _remember(sitting, ended)
    elif sitting.new_notebook:
        unmake(sitting.autosave.notebook)
    paused = isinstance(ended.position, Ended) and ended.position.paused
    return SittingResult(
        case=ended.case,
        path=sitting.autosave.path,
        paused=paused,
        next_command=_next_command(ended.case, sitting, paused=paused),
        new_notebook=None if untouched else sitting.new_notebook,
        untouched=untouched,
        open_steps=open_steps(ended.case, lambda _name: ended.template),
        called=ended.template.called,
        voice=ended.voice,
        asked=ended.route,
        withdrawn=is_withdrawn(ended.case, ended.template),
    )


def _remember(sitting: Sitting, ended: Interview) -> None:
    path, notebook = sitting.autosave.path, sitting.autosave.notebook
    if sitting.memory is not None and path.exists():
        with_answers = not notebook.is_kept_apart(path)
        sitting.memory.keep(sitting.interview, ended, notebook.folder, with_answers=with_answers)


def load_scan_soon(interview: Interview) -> None:
    """Load the privacy scan while the person reads, so that no answer waits for it.

    Where the system allows no thread, it is loaded at once.
    """
    scan = interview.scan
    if not isinstance(scan, ReviewScan):
        return
    timer = Timer(_SCAN_DELAY, _load, (scan,))
    timer.daemon = True
    try:
        timer.start()
    except RuntimeError:
        scan.prepare(lambda: None)


def _load(scan: ReviewScan) -> None:
    """Load the scan with little delay for the thread that draws what the person types."""
    usual = getswitchinterval()
    setswitchinterval(_SHORT_SWITCH)
    try:
        scan.prepare(lambda: sleep(_REST))
    finally:
        setswitchinterval(usual)


def with_scan(interview: Interview, words: WatchedWords) -> Interview:
    """Return the interview with a privacy scan that uses the notebook's watch list.

    An interview about a form that names people has none: names and days belong there.
    """
    if interview.template.names_people:
        return interview
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
