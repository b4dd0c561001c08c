"""Check the files of codings, and join the versions that git and synchronised folders leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.errors import CoprodError, Finding
from coprod_cli.base.message import msg
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.codings import CodingFile, Codings, FoundCoding
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.notebook.query import Selection
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class RepairedCoding:
    """The result for one coding.

    Attributes:
        path: its file.
        joined: whether several versions of it were joined, or would be.
        changed_twice: the ids of the passages that two versions changed; what both did is there.
        findings: what is still wrong.
        error: why it could not be joined, if it could not.
    """

    path: Path
    joined: bool = False
    changed_twice: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: CoprodError | None = None


def codings_of(selection: Selection) -> Iterator[FoundCoding]:
    """Yield the codings of the selected cases; of all cases, if none is named and none left out."""
    codings = Codings(selection.notebook)
    is_all = not selection.query.named and not selection.query.filters.is_set
    wanted = None if is_all else {_file_name(selection, path) for path in selection.paths}
    for kept_apart in (False, True):
        for file in codings.files(kept_apart=kept_apart):
            if wanted is None or file.case_id in wanted:
                yield codings.read(file)


def check_codings(selection: Selection) -> Iterator[tuple[CodingFile, tuple[Finding, ...]]]:
    """Yield each coding that has findings, with these."""
    known: set[str] | None = None
    for found in codings_of(selection):
        findings = list(found.findings)
        if known is None:
            known = {_file_name(selection, path) for path in selection.notebook.paths()}
        if found.file.case_id not in known:
            findings.append(_no_case(found.file))
        if findings:
            yield found.file, tuple(findings)


def repair_codings(
    workspace: Workspace, selection: Selection, *, dry_run: bool = False
) -> Iterator[RepairedCoding]:
    """Join the versions of each coding that has several; copies go into the trash."""
    codings = Codings(selection.notebook)
    for found in codings_of(selection):
        path = found.file.path
        if not found.findings:
            continue
        if not found.has_versions or dry_run:
            is_joined = found.has_versions and found.can_be_joined
            left = () if is_joined else found.findings
            yield RepairedCoding(path, is_joined, found.changed_twice, left)
            continue
        try:
            joined = codings.join(found.file, workspace.clock())
        except CoprodError as error:
            yield RepairedCoding(path, error=error)
        else:
            yield RepairedCoding(path, joined=True, changed_twice=joined.changed_twice)


def _file_name(selection: Selection, path: str) -> str:
    stem = stem_of(path)
    case_id = stem if is_case_id(stem) else selection.notebook.read(path).case_id
    return safe_file_name(case_id or stem)


def _no_case(file: CodingFile) -> Finding:
    message = msg("there is no such case, whose passages these are.")
    hint = msg("bring the case back, or move this file away")
    return Finding("coding-case", message, str(file.path), 1, 1, hint)
