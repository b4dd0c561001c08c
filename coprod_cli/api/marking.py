"""Mark passages of cases with codes, and find what people marked and noted."""

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_cli.api.workspaces import workspace_of
from coprod_cli.knowledge.passages import MarkedPassage
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations import cases_to_mark as _left
from coprod_cli.operations import find_memos as _memos
from coprod_cli.operations import find_passages as _find
from coprod_cli.operations import mark_case as _mark
from coprod_cli.operations.workspace import Workspace


def find_passages(
    notebook: Notebook | Workspace,
    codes: Sequence[str] = (),
    scope: Scope | None = None,
    *,
    coders: Sequence[str] = (),
    deidentify: bool = False,
) -> tuple[MarkedPassage, ...]:
    """Return the passages that people marked, as they stand in the notes now.

    Passages whose words are not found for sure are left out.

    Args:
        notebook: the notebook.
        codes: codes, which include those below them, or code sets; () for all passages.
        scope: which cases; by default all that name nobody.
        coders: whose passages; () for everybody's.
        deidentify: whether to put placeholders for what may tell who somebody is.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter, a code or a coder names what does not exist.
    """
    wanted = _wanted(codes, coders)
    found = _find.find_passages(workspace_of(notebook), wanted, scope, deidentify=deidentify)
    return found.passages


def find_memos(
    notebook: Notebook | Workspace,
    codes: Sequence[str] = (),
    scope: Scope | None = None,
    *,
    coders: Sequence[str] = (),
    deidentify: bool = False,
) -> tuple[_memos.Memo, ...]:
    """Return all memos: of code sets, codes and passages, and the reasons for changes of codes.

    Args:
        notebook: the notebook.
        codes: codes or code sets that the memos are about; () for all.
        scope: which cases; if it has filters, only memos of passages are returned.
        coders: whose memos; () for everybody's.
        deidentify: whether to put placeholders for what may tell who somebody is.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter, a code or a coder names what does not exist.
    """
    wanted = _wanted(codes, coders)
    return _memos.find_memos(workspace_of(notebook), wanted, scope, deidentify=deidentify).memos


def _wanted(codes: Sequence[str], coders: Sequence[str]) -> _find.Wanted:
    return _find.Wanted(tuple(codes), coders=tuple(coders), all_coders=not coders)


def find_cases_to_mark(
    notebook: Notebook | Workspace, coder: str, *, kept_apart: bool = False
) -> tuple[_left.CaseToMark, ...]:
    """Return the cases that have answers to mark, those first with which a coder is not done.

    Args:
        notebook: the notebook.
        coder: who marks, such as `anna`.
        kept_apart: whether to return cases that name people, too.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: that is no name of a coder.
    """
    workspace = workspace_of(notebook)
    coder = _mark.require_coder(workspace, coder)
    return _left.find_cases_to_mark(workspace, coder, kept_apart=kept_apart).cases


def mark_case(
    notebook: Notebook | Workspace,
    reference: str,
    coder: str,
    passages: Sequence[Mapping[str, Any]],
    *,
    done: bool = False,
) -> _mark.MarkedCase:
    """Mark passages of a case; all of them are checked first, and the note is never changed.

    Args:
        notebook: the notebook.
        reference: the case.
        coder: who marks, such as `anna`, or `anna.2` for a second round.
        passages: `{"at": ..., "voice": ..., "quote": ..., "codes": [...], "memo": ...}` each; or
            `start` and `end`, offsets in the answer's text, for `quote`, and `*` for all of it.
        done: whether the coder has gone through the case.

    Raises:
        InvalidInput: something is wrong with a passage; carries every finding, and nothing is
            saved.
        NotFound: no case, or more than one, has that name.
        WrongUsage: that is no name of a coder.
    """
    return _mark.mark_case(workspace_of(notebook), reference, coder, passages, done=done)
