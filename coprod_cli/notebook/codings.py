"""Codings: the files `codings/CODER/CASE.yaml`, in which people's marks lie beside the notes.

Those of cases that name people are in `kept-apart/codings`. A change takes the lock of one coder
and one case, reads the file again and writes it in one step, so that two terminals lose nothing.
Git's conflict marks in such a file, and the copies that synchronised folders make of it, are read
as further versions of it; nothing is written to it before they are joined.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.atomic import save_error
from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import msg, nmsg
from coprod_cli.model.passage import Coding
from coprod_cli.notebook.coding_edit import edited_text
from coprod_cli.notebook.coding_reader import read_coding
from coprod_cli.notebook.coding_text import coding_text
from coprod_cli.notebook.coding_versions import joined_versions
from coprod_cli.notebook.lock import CaseLock, lock_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import KEPT_APART, safe_file_name
from coprod_cli.notebook.side_files import (
    Leftovers,
    make_folder,
    move_file,
    plain_files,
    plain_folders,
    write_file,
)
from coprod_cli.notebook.trash import Trash

FOLDER = "codings"
"""The folder of codings, within a notebook or its folder for cases that name people."""
VERSIONS = "coding-versions"
"""The kind of the finding that a coding has several versions."""
_SUFFIX = ".yaml"
_ID_AT_START = re.compile(r"[0-9]{8}-[0-9a-z]{6}(?![0-9a-z])")


class CodingFile(NamedTuple):
    """The files of one coding.

    Attributes:
        coder: the coder, who is the folder's name.
        case_id: the id of the case, which is the file's name.
        path: the file.
        kept_apart: whether it is among those of cases that name people.
        copies: other files with versions of the same coding.
    """

    coder: str
    case_id: str
    path: Path
    kept_apart: bool
    copies: tuple[Path, ...] = ()


class FoundCoding(NamedTuple):
    """A coding, and what is wrong with its files.

    Attributes:
        file: its files.
        coding: what they say together; None if nothing of it is certain.
        findings: what is wrong.
        text: the text of the file, its versions joined; "" if it cannot be read.
        has_versions: whether there are several versions, so that it may not be changed.
        changed_twice: the ids of the passages that two versions changed.
    """

    file: CodingFile
    coding: Coding | None
    findings: tuple[Finding, ...] = ()
    text: str = ""
    has_versions: bool = False
    changed_twice: tuple[str, ...] = ()

    @property
    def can_be_joined(self) -> bool:
        """Whether its versions are all read, so that one file can take their place."""
        return self.coding is not None and {each.kind for each in self.findings} <= {VERSIONS}


@dataclass(frozen=True)
class Codings:
    """The codings of one notebook."""

    notebook: Notebook

    @cached_property
    def _leftovers(self) -> Leftovers:
        return Leftovers()

    def folder(self, *, kept_apart: bool) -> Path:
        """Return the folder of codings."""
        top = self.notebook.folder / KEPT_APART if kept_apart else self.notebook.folder
        return top / FOLDER

    def coders(self, *, kept_apart: bool = False) -> list[str]:
        """Return the names of the coders who have a folder, sorted."""
        return [path.name for path in plain_folders(self.folder(kept_apart=kept_apart))]

    def files(self, *, kept_apart: bool, coder: str | None = None) -> Iterator[CodingFile]:
        """Yield the codings of one coder, or of all, by coder and case."""
        for folder in plain_folders(self.folder(kept_apart=kept_apart)):
            if coder is None or folder.name == coder:
                yield from _files_in(folder, kept_apart=kept_apart)

    def of_case(self, case_id: str, coder: str | None = None) -> Iterator[CodingFile]:
        """Yield the codings of a case, of one coder or of all."""
        name = safe_file_name(case_id)
        for kept_apart in (False, True):
            for folder in plain_folders(self.folder(kept_apart=kept_apart)):
                if coder is None or folder.name == coder:
                    yield from _files_in(folder, kept_apart=kept_apart, only=name)

    def file(self, case_id: str, coder: str, *, kept_apart: bool) -> CodingFile:
        """Return the files of a coding, which need not exist."""
        folder = self.folder(kept_apart=kept_apart) / coder
        name = safe_file_name(case_id)
        found = _files_in(folder, kept_apart=kept_apart, only=name)
        return next(found, CodingFile(coder, name, folder / f"{name}{_SUFFIX}", kept_apart))

    def read(self, file: CodingFile) -> FoundCoding:
        """Return what the files of a coding say; a file that is missing is no coding."""
        versions = joined_versions((file.path, *file.copies))
        text, findings = versions.text, versions.findings
        if not text:
            return FoundCoding(file, None, tuple(findings), "", versions.has_several)
        read = read_coding(text, str(file.path))
        findings += [*read.findings, *_misplaced(file, read.coding)]
        if versions.has_several and not findings:
            findings.append(_versions(file))
        twice = tuple(dict.fromkeys(versions.changed_twice))
        return FoundCoding(file, read.coding, tuple(findings), text, versions.has_several, twice)

    def change(
        self, file: CodingFile, change: Callable[[Coding], Coding], now: datetime,
        case_id: str = "", *, is_listed: bool = False,
    ) -> Coding:  # fmt: skip
        """Change a coding under its lock, and return it; a change that changes nothing writes none.

        Args:
            file: its files.
            change: returns the coding as it is to be, from what it is by now.
            now: the time.
            case_id: the id of the case, if it is not the file's name.
            is_listed: whether its copies were looked for just now. To list a folder for each of
                very many codings in it would take time in proportion to their square.

        Raises:
            InvalidInput: the file is damaged, or has several versions.
            CaseHeld: another process changed it all the while.
            CannotSave: it could not be written; it is unchanged.
            CoprodError: a link leads out of the notebook.
        """
        with self.lock(file, now):
            if not is_listed:
                file = self.file(file.case_id, file.coder, kept_apart=file.kept_apart)
            found = self.read(file)
            before = found.coding or Coding(case_id or file.case_id, file.coder)
            if found.has_versions or (found.coding is None and found.findings):
                raise InvalidInput(found.findings)
            after = change(before)
            if after != before or not found.text:
                text = edited_text(found.text, after) if found.text else coding_text(after)
                self._write(file.path, text)
        return after

    def join(self, file: CodingFile, now: datetime) -> FoundCoding:
        """Write the versions of a coding as one, and remove its copies; return what was found.

        Raises:
            InvalidInput: a version is damaged; nothing is written.
            CannotSave: it could not be written; it is unchanged.
        """
        with self.lock(file, now):
            found = self.read(self.file(file.case_id, file.coder, kept_apart=file.kept_apart))
            if not found.has_versions:
                return found
            if not found.can_be_joined:
                raise InvalidInput(found.findings)
            self._write(file.path, found.text)
            for copy in found.file.copies:
                self._move_to_trash(copy, now)
        return found

    def lock(self, file: CodingFile, now: datetime) -> CaseLock:
        """Lock one coder's coding of one case against other processes.

        Raises:
            CaseHeld: another process has it.
            CannotSave: the lock could not be made.
            CoprodError: a link leads out of the notebook.
        """
        locks = self.notebook.state / "locks"
        for path in (locks, file.path):
            refuse_outside_link(path, self.notebook.folder)
        name = safe_file_name(f"coding-{file.case_id}-{file.coder}")
        lock = lock_case(locks, name, now, interactive=False)
        for written in (lock.holder_file, file.path):
            self._leftovers.remove(written)
        return lock

    def _write(self, path: Path, text: str) -> None:
        write_file(path, text.encode())

    def _move_to_trash(self, path: Path, now: datetime) -> None:
        folder = Trash(self.notebook).new_folder(now)
        move_to(path, folder / path.relative_to(self.notebook.folder))


def move_to(path: Path, target: Path) -> None:
    """Move a coding to a path where nothing is.

    Raises:
        CannotSave: it could not be moved; it is unchanged.
    """
    try:
        make_folder(target.parent)
        move_file(path, target)
    except OSError as error:
        raise save_error(path, error) from error


def _files_in(folder: Path, *, kept_apart: bool, only: str = "") -> Iterator[CodingFile]:
    """Yield the codings in a coder's folder, by case; copies are with the file that they copy.

    Args:
        folder: the folder.
        kept_apart: whether it is among those of cases that name people.
        only: the case that is wanted; "" for all.
    """

    def is_wanted(name: str) -> bool:
        return name.startswith(only) and name.endswith((_SUFFIX, ".yml"))

    paths = sorted(plain_files(folder, is_wanted))
    by_case: dict[str, list[Path]] = {}
    for path in paths:
        if not path.name.startswith("."):
            begins = _ID_AT_START.match(path.name)
            by_case.setdefault(begins[0] if begins else path.stem, []).append(path)
    for case_id, found in by_case.items():
        if only not in ("", case_id):
            continue
        path = folder / f"{case_id}{_SUFFIX}"
        copies = tuple(each for each in found if each != path)
        yield CodingFile(folder.name, case_id, path, kept_apart, copies)


def _versions(file: CodingFile) -> Finding:
    count = len(file.copies) + 1
    message = (
        nmsg(
            "this coding has {count} more version.", "this coding has {count} more versions.",
            count - 1,
        )
        if file.copies
        else msg("git left two versions of this coding.")
    )  # fmt: skip
    return Finding(VERSIONS, message, str(file.path), 1, 1, "coprod check --repair")


def _misplaced(file: CodingFile, coding: Coding | None) -> list[Finding]:
    """Return a finding if a coding says that it is another coder's, or of another case."""
    if coding is None:
        return []
    if coding.coder == file.coder and safe_file_name(coding.case_id) == file.case_id:
        return []
    message = msg("this coding says that it is of another coder, or of another case.")
    hint = msg("correct its first lines, or move the file")
    return [Finding("coding", message, str(file.path), 1, 1, hint)]
