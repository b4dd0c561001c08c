"""Interview a person about a code or a code set: its words come into the set as one change.

Each confirmed answer is on the disk before the next question, in the code's drafts, and is made a
change of the set when the person finishes or stops. So another coder never sees half a definition,
the log has one line, and the sets are not locked while somebody thinks. What a killed process had
is asked on from there, and `codes list` tells of it.
"""

from dataclasses import dataclass, replace

from coprod_cli.base.message import Message
from coprod_cli.interview.code_questions import CodeTemplate
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import Ended
from coprod_cli.interview.protocol import Asker
from coprod_cli.interview.session import conduct
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.wording import worded
from coprod_cli.notebook.code_drafts import CodeDrafts
from coprod_cli.notebook.drafts import DraftState
from coprod_cli.notebook.lock import CaseLock
from coprod_cli.operations.code_autosave import (
    NOTHING,
    UNDER,
    CodeAutosave,
    present_words,
    questions_about,
)
from coprod_cli.operations.code_changes import CodeChange
from coprod_cli.operations.conduct_sitting import load_scan_soon, with_scan
from coprod_cli.operations.edit_codes import refuse_taken
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class CodeSitting:
    """An interview about a code that is ready to be conducted; `notices` is told before it."""

    interview: Interview
    autosave: CodeAutosave
    lock: CaseLock
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True)
class CodeSittingResult:
    """How an interview about a code ended.

    Attributes:
        change: what was changed; None if nothing was.
        paused: whether the person stopped before the end.
        half_typed: whether something is half typed, which is kept.
        is_new: whether there is still no code of that name.
    """

    change: CodeChange | None
    paused: bool
    half_typed: bool
    is_new: bool


def open_code(
    workspace: Workspace,
    name: str,
    language: str,
    *,
    is_new: bool,
    under: str = "",
    reason: str = "",
) -> CodeSitting:
    """Open a code, or a code set, for an interview with a person.

    A new one is opened at its first question, another one at its menu; what was begun before is
    gone on with.

    Args:
        workspace: the workspace.
        name: the name of the code, or the id of the set.
        language: the language of the answers where the set has several.
        is_new: whether it is to be made.
        under: the code that a new one is put below.
        reason: why, for the log.

    Raises:
        NotFound: there is none of that name, and it is not new.
        WrongUsage: it is new, and there is one of that name, or that is no name.
        CoprodError: its set is invalid, or somebody else is asked about it.
    """
    if is_new:
        refuse_taken(workspace, name)
    present = {} if is_new else present_words(workspace, name)
    drafts = CodeDrafts.of(workspace.notebook, name)
    lock = drafts.lock(workspace.clock())
    try:
        notices = drafts.recover(workspace.clock())
        said, typed = drafts.said.read(), drafts.typed.read()
    except BaseException:
        lock.release()
        raise
    notices += [*drafts.said.notices, *drafts.typed.notices]
    template = questions_about(name)
    texts = {key: worded(words, language) for key, words in present.items()}
    bases = {key: Answer(key.address, text).digest for key, text in texts.items()}
    known = {key: text for key, text in said.texts.items() if template.question_at(key.address)}
    texts.update(known)
    bases.update({key: said.bases.get(key, NOTHING) for key in known})
    answers = tuple(Answer(key.address, text) for key, text in texts.items())
    case = Case("", name, template.id, language=language, answers=answers)
    begins = is_new or bool(known or typed.texts)
    interview = _interview(workspace, template, case, typed, begins=begins)
    under = under or said.texts.get(UNDER, "")
    autosave = CodeAutosave(workspace, name, is_new, under, reason, drafts, bases)
    return CodeSitting(interview, autosave, lock, tuple(notices))


def _interview(
    workspace: Workspace,
    template: CodeTemplate,
    case: Case,
    typed: DraftState,
    *,
    begins: bool,
) -> Interview:
    """Return the interview: at its first question, or where it was left; else at its menu."""
    if begins:
        interview = Interview.resume(
            template, case, at=typed.at, drafts=typed.texts, bases=typed.bases
        )
    else:
        interview = Interview.reopen(template, case, drafts={})
    words = workspace.notebook.read_watched_words()
    return with_scan(replace(interview, asks_title=False), words)


def conduct_code(sitting: CodeSitting, asker: Asker) -> CodeSittingResult:
    """Ask until the interview is over, and release the lock.

    Raises:
        CoprodError: the person left, and the set could not be changed; what was confirmed is kept
            for the next time.
    """
    load_scan_soon(sitting.interview)
    autosave = sitting.autosave
    with sitting.lock:
        ended = conduct(sitting.interview, asker, autosave, autosave.workspace.clock)
    paused = isinstance(ended.position, Ended) and ended.position.paused
    made = autosave.change
    half_typed = autosave.drafts.typed.path.exists()
    return CodeSittingResult(made, paused, half_typed, autosave.is_new and made is None)
