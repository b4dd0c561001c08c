"""Mark passages of a case: open a sitting, save each step of it, or mark what is given as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import InvalidAnswer, InvalidInput, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Document
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.case import Case
from coprod_cli.model.passage import Coding, coder_name, new_passage_id
from coprod_cli.model.template import Template
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.coder import keep_coder, kept_coder
from coprod_cli.notebook.coding_merge import merge_codings
from coprod_cli.notebook.codings import CodingFile, Codings
from coprod_cli.notebook.withdrawn import refuse_withdrawn
from coprod_cli.operations.lock_case import read_workable_case
from coprod_cli.operations.read_marks import (
    Mark,
    marks_from_data,
    marks_from_settings,
    says_done,
)
from coprod_cli.operations.workspace import Workspace


class MarkedCase(NamedTuple):
    """The result of marking by data.

    Attributes:
        case_id: the id of the case.
        path: the coding's file.
        marking: what is marked by now, with where each passage stands.
    """

    case_id: str
    path: Path
    marking: Marking


@dataclass(frozen=True)
class MarkingSession:
    """A sitting in which one person marks one case. Each step is on the disk once it is saved.

    Attributes:
        workspace: the workspace.
        template: the case's template; None if it is not installed.
        file: the coding's files.
        saved: the coding as it was read, or saved last.
        note: the path of the case's note; None where its answers are not read again.
    """

    workspace: Workspace
    template: Template | None
    file: CodingFile
    saved: Coding
    note: Path | None = None

    def save(self, marking: Marking) -> "tuple[MarkingSession, Marking]":
        """Save what was marked since, and return the session and the marking after that.

        What another terminal of the same coder has saved meanwhile stays.

        Raises:
            InvalidInput: the coding is damaged, or has several versions.
            CaseHeld: another process changed it all the while.
            CannotSave: it could not be written; it is unchanged.
        """
        now = self.workspace.clock()
        codings = Codings(self.workspace.notebook)
        wanted = marking.refreshed(timestamp(now))
        coded = CodedAnswers(self.workspace.notebook, marking.case.id)
        digests = {each.found.said for each in wanted.passages if each.found}
        coded.keep((each for each in marking.answers if each.digest in digests), now)

        def change(current: Coding) -> Coding:
            return merge_codings(self.saved, wanted, current)[0]

        saved = codings.change(self.file, change, now, marking.case.id)
        return replace(self, saved=saved), replace(marking, coding=saved)


def choose_coder(workspace: Workspace, chosen: str | None) -> str:
    """Return who marks: the option, COPROD_CODER, or who marked last here; "" if nobody is known.

    Raises:
        WrongUsage: that is no name of a coder.
    """
    try:
        return coder_name(chosen) if chosen else kept_coder(workspace.folder)
    except InvalidAnswer as error:
        raise WrongUsage(error.message, hint="--coder anna") from None


def require_coder(workspace: Workspace, chosen: str | None) -> str:
    """Return who marks, as `choose_coder`.

    Raises:
        WrongUsage: nobody is known, or that is no name of a coder.
    """
    coder = choose_coder(workspace, chosen)
    if not coder:
        message = msg("coprod does not know who marks; it never takes your login name.")
        raise WrongUsage(message, hint=msg("--coder NAME, or set COPROD_CODER"))
    return coder


def open_marking(
    workspace: Workspace, reference: str | Path, coder: str
) -> tuple[MarkingSession, Marking]:
    """Open a case to mark passages in it, and keep the coder's name for the next time.

    Raises:
        NotFound: no case, or more than one, has that name, or it was withdrawn.
        InvalidInput: its note, or the coding, is damaged, or the coding has several versions.
    """
    notebook = workspace.notebook
    path = reference if isinstance(reference, Path) else notebook.find(reference)
    case = read_workable_case(notebook, path)
    template = workspace.library.find(case.template)
    case_id = case.id or path.stem
    refuse_withdrawn(case, template, case_id)
    codings = Codings(notebook)
    file = codings.file(case_id, coder, kept_apart=notebook.is_kept_apart(path))
    found = codings.read(file)
    if found.has_versions or (found.coding is None and found.findings):
        raise InvalidInput(found.findings)
    keep_coder(workspace.folder, coder)
    coding = found.coding or Coding(case_id, coder)
    marking = marking_of(workspace, replace(case, id=case_id), template, coding)
    session = MarkingSession(workspace, template, file, coding, path)
    return session, marking.with_recent_codes()


def marking_of(
    workspace: Workspace, case: Case, template: Template | None, coding: Coding
) -> Marking:
    """Return the marking of a case with a coding, whose passages are looked for as it is used."""
    present = {answer.digest for answer in case.answers}
    digests = {each.found.said for each in coding.passages if each.found} - present
    coded = CodedAnswers(workspace.notebook, case.id)
    earlier = coded.texts(digests) if digests else {}
    return Marking(case, coding, earlier, template.renamed if template else {})


def reread_marking(session: MarkingSession, marking: Marking) -> Marking:
    """Return a marking with the answers that are in the note by now.

    Raises:
        NotFound: the note was removed.
        InvalidInput: the note is damaged.
    """
    if session.note is None:
        return marking
    case = read_workable_case(session.workspace.notebook, session.note)
    case = replace(case, id=marking.case.id)
    if case.answers == marking.case.answers:
        return marking
    anew = marking_of(session.workspace, case, session.template, marking.coding)
    return replace(marking, case=case, earlier=anew.earlier)


def with_marks(marking: Marking, marks: Iterable[Mark], when: str) -> Marking:
    """Return a marking with passages."""
    for each in marks:
        marking = marking.mark(
            each.answer, each.span, each.codes, each.memo, passage_id=new_passage_id(), when=when
        )
    return marking


def mark_case(
    workspace: Workspace,
    reference: str | Path,
    coder: str,
    passages: Document | Sequence[Mapping[str, Any]] = (),
    *,
    settings: Iterable[str] = (),
    codes: Sequence[str] = (),
    memo: str = "",
    done: bool = False,
) -> MarkedCase:
    """Mark passages that are given as data; all of them are checked first.

    Args:
        workspace: the workspace.
        reference: a reference to the case, or the path of its note.
        coder: who marks: see `coder_name`.
        passages: `{at, voice, quote, codes, memo}` each, or with `start` and `end` for `quote`. As
            a document, they may stand under `passages`, beside `done: true`.
        settings: passages as `ADDRESS=WORDS`, or `ADDRESS@VOICE=WORDS`; `*` is the whole answer.
        codes: the codes of those in `settings`.
        memo: the memo of those in `settings`.
        done: whether the coder has gone through the case.

    Raises:
        InvalidInput: something is wrong with a passage; carries every finding, and nothing is
            saved.
        NotFound: no case, or more than one, has that name.
        WrongUsage: that is no name of a coder.
        CannotSave: the coding could not be written.
    """
    session, marking = open_marking(workspace, reference, require_coder(workspace, coder))
    data = passages if isinstance(passages, Document) else _as_document(passages)
    marks = marks_from_data(data, marking.case) if data.value else []
    marks += marks_from_settings(settings, codes, memo, marking.case)
    now = workspace.clock()
    done = done or says_done(data)
    marking = with_marks(marking, marks, timestamp(now))
    if done:
        marking = marking.done(now.date().isoformat())
    if marks or done:
        session, marking = session.save(marking)
    return MarkedCase(marking.case.id, session.file.path, marking)


def _as_document(passages: Sequence[Mapping[str, Any]]) -> Document:
    return Document(msg("the passages"), [dict(each) for each in passages])
