"""Split a code: passage by passage, a person says which codes it gets in its place.

What was decided is saved at once; what was not keeps the code. The code itself stays.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from coprod_cli.base.errors import CoprodError, Finding, InvalidInput, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.model.case import answer_of
from coprod_cli.model.code_name import CodeName, is_code_name
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.notebook.lock import CaseLock
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.code_changes import (
    CodeChange,
    PlannedChange,
    change_codes,
    close_change,
    finish_changes,
    fresh_code_sets,
    open_change,
)
from coprod_cli.operations.coded_passages import (
    CodedPassage,
    CodedPassages,
    change_passages,
    passages_with,
)
from coprod_cli.operations.own_codes import existing_code, own_code
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CodeSetLibrary

_MAX_LINE = 10_000


class Assignment(NamedTuple):
    """Which codes a passage gets; `case` and `coder` are needed where its id is not the only one.

    `line` is where it stands, for findings.
    """

    passage: str
    codes: tuple[str, ...]
    case: str = ""
    coder: str = ""
    line: int = 0


def read_assignments(text: str, source: str) -> list[Assignment]:
    """Return what JSON lines say: `{"passage": "k2m9x4", "codes": ["ours/x"]}`.

    Args:
        text: the lines; `case` and `coder` may name whose passage it is.
        source: the text's file, for findings.

    Raises:
        InvalidInput: a line is no such object; it carries all findings.
    """
    found: list[Assignment] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        assignment = _assignment(line, number)
        if assignment is None:
            message = msg("this must be a JSON object with passage and codes.")
            hint = '{"passage": "k2m9x4", "codes": ["ours/x"]}'
            findings.append(Finding("value", message, source, number, 1, hint))
        else:
            found.append(assignment)
    if findings:
        raise InvalidInput(findings)
    return found


def _assignment(line: str, number: int) -> Assignment | None:
    try:
        value = json.loads(line) if len(line) <= _MAX_LINE else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("passage"), str):
        return None
    codes = value.get("codes")
    if not isinstance(codes, list) or not all(isinstance(each, str) for each in codes):
        return None
    case, coder = (str(value.get(key) or "") for key in ("case", "coder"))
    return Assignment(value["passage"], tuple(codes), case, coder, number)


def split_code(
    workspace: Workspace,
    name: str,
    into: Sequence[str],
    assignments: Iterable[Assignment],
    *,
    source: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Give passages of a code other codes in its place, all at once.

    Args:
        workspace: the workspace.
        name: the code.
        into: the codes that its passages may get.
        assignments: which codes each of them gets; those not named keep the code.
        source: the file of the assignments, for findings.
        reason: why, for the log.
        dry_run: whether to return only what would be done.

    Raises:
        InvalidInput: an assignment names a passage or a code that is not there; nothing is done.
        NotFound: there is no such code.
        CoprodError: see `change_codes`.
    """
    given = list(assignments)

    def plan(library: CodeSetLibrary) -> PlannedChange:
        code, targets = _codes(workspace, library, name, into)
        found = passages_with(workspace.notebook, lambda each: each == code, to_change=True)
        changes, findings = [], []
        for assignment in given:
            passage, problem = _chosen(found, assignment, {code, *targets})
            if problem or passage is None:
                findings.append(Finding("passage", problem, source, assignment.line, 1))
            else:
                changes.append(passage.change_to(_replaced(passage, code, assignment.codes)))
        if findings:
            raise InvalidInput(findings)
        return PlannedChange(
            "split", (code,), targets, passages=tuple(changes), unread=found.unread
        )

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run)


def _codes(
    workspace: Workspace, library: CodeSetLibrary, name: str, into: Sequence[str]
) -> tuple[CodeName, tuple[CodeName, ...]]:
    """Return the code that is split, and those that its passages may get.

    Raises:
        WrongUsage: none are named.
        NotFound: one of them is not there.
    """
    code = own_code(workspace, library, name, inherited=True).name
    targets = tuple(existing_code(library, each) for each in into)
    if not targets:
        raise WrongUsage(msg("name the codes that it is split into."), hint="--into ours/x")
    return code, targets


def _chosen(
    found: CodedPassages, assignment: Assignment, allowed: set[CodeName]
) -> tuple[CodedPassage | None, Any]:
    """Return the passage that an assignment names, or what is wrong with it."""
    fitting = [
        each
        for each in found.passages
        if each.passage.id == assignment.passage
        and assignment.case in ("", each.file.case_id)
        and assignment.coder in ("", each.file.coder)
    ]
    wrong = [each for each in assignment.codes if not is_code_name(each) or each not in allowed]
    if wrong or not assignment.codes:
        return None, msg("only the codes that it is split into, and itself, can be given.")
    if not fitting:
        return None, msg("no passage with this code has that id.")
    if len(fitting) > 1:
        return None, msg('several passages have that id: say "case" and "coder", too.')
    return fitting[0], ""


def words_of(workspace: Workspace, found: CodedPassage) -> str:
    """Return the words of a passage: those that were marked, or the whole answer as it is by now.

    "" where the answer, or its case, is not there any more, or was withdrawn.
    """
    if not found.passage.is_whole:
        return found.passage.quote
    try:
        case = workspace.notebook.read(workspace.notebook.find(found.file.case_id)).case
    except CoprodError:
        return ""
    if case is None or is_withdrawn(case, workspace.library.find(case.template)):
        return ""
    return answer_of(case, found.passage.at, found.passage.voice or None).text


def _replaced(passage: CodedPassage, code: CodeName, codes: Iterable[str]) -> list[str]:
    return [*(each for each in passage.passage.codes if each != code), *codes]


@dataclass
class Split:
    """A code that a person splits, passage by passage; each decision is saved at once.

    Attributes:
        workspace: the workspace.
        code: the code.
        into: the codes that its passages may get.
        passages: its passages.
        unread: the files of codings that cannot be changed.
    """

    workspace: Workspace
    code: CodeName
    into: tuple[CodeName, ...]
    passages: tuple[CodedPassage, ...]
    unread: tuple[str, ...]
    _files: CodeFiles
    _lock: CaseLock
    _record: dict[str, Any]
    _is_whole: bool = True

    def give(self, passage: CodedPassage, codes: Iterable[str]) -> None:
        """Give a passage codes in place of the one that is split, and save that.

        Raises:
            CoprodError: it could not be saved.
        """
        change = passage.change_to(_replaced(passage, self.code, codes))
        self._record["passages"].append(change._asdict())
        self._is_whole = False
        self._files.update_change(self._record)
        now = self.workspace.clock()
        for problem in change_passages(self.workspace.notebook, [change], now):
            self.workspace.notify(problem)
        self._is_whole = True

    def close(self) -> CodeChange | None:
        """Write the log, and return what was done; None if nothing was, or could be for now.

        What could not be saved is left to the next change of codes, which finishes it.
        """
        try:
            return close_change(self._files, self._record) if self._is_whole else None
        finally:
            self._lock.release()


def passages_to_split(
    workspace: Workspace, name: str, into: Sequence[str]
) -> tuple[CodedPassage, ...]:
    """Return the passages of a code that is to be split.

    Raises:
        NotFound: there is no such code.
        WrongUsage: no codes are named to split it into.
    """
    code, _targets = _codes(workspace, fresh_code_sets(workspace), name, into)
    return passages_with(workspace.notebook, lambda each: each == code).passages


def open_split(workspace: Workspace, name: str, into: Sequence[str], *, reason: str = "") -> Split:
    """Begin to split a code with a person, who then gives each passage its codes.

    Raises:
        NotFound: there is no such code.
        WrongUsage: no codes are named to split it into.
        CaseHeld: another process changes codes.
    """
    files = CodeFiles(workspace.notebook)
    lock = files.lock(workspace.clock(), interactive=True)
    try:
        finish_changes(workspace, files)
        code, targets = _codes(workspace, fresh_code_sets(workspace), name, into)
        found = passages_with(workspace.notebook, lambda each: each == code)
        planned = PlannedChange("split", (code,), targets)
        record = open_change(files, planned, reason, workspace.clock())
    except BaseException:
        lock.release()
        raise
    return Split(workspace, code, targets, found.passages, found.unread, files, lock, record)
