"""Joins the versions of a coding in memory: git's conflict marks, and copies of its file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coprod_cli.base.errors import Finding, InvalidInput, unreadable_message
from coprod_cli.base.message import msg
from coprod_cli.notebook.coding_merge import (
    has_conflict_marks,
    merge_texts,
    without_conflict_marks,
)
from coprod_cli.notebook.side_files import read_regular_file


@dataclass
class JoinedVersions:
    """What several files say of one coding.

    Attributes:
        text: their joined text; "" if there is none.
        findings: what is wrong with them.
        has_several: whether there is more than one version.
        changed_twice: the ids of the passages that two versions changed.
    """

    text: str = ""
    findings: list[Finding] = field(default_factory=list)
    has_several: bool = False
    changed_twice: list[str] = field(default_factory=list)

    def add(self, path: Path, text: str) -> None:
        """Join the text of one more file."""
        if has_conflict_marks(text):
            self.has_several = True
            joined = without_conflict_marks(text, str(path))
            if joined is None:
                self.findings.append(_unclear_marks(path))
                return
            text = joined.text
            self.changed_twice += joined.changed_twice
        if not self.text:
            self.text = text
            return
        self.has_several = True
        try:
            merged = merge_texts(None, self.text, text, str(path))
        except InvalidInput as error:
            self.findings += error.findings
        else:
            self.text = merged.text
            self.changed_twice += merged.changed_twice


def joined_versions(paths: Iterable[Path]) -> JoinedVersions:
    """Return what files say together of a coding; files that do not exist are left out."""
    versions = JoinedVersions()
    for path in paths:
        try:
            text = read_regular_file(path).decode()
        except FileNotFoundError:
            continue
        except OSError as error:
            message, hint = unreadable_message(error)
            versions.findings.append(Finding("unreadable", message, str(path), 0, 0, hint))
        except UnicodeDecodeError:
            versions.findings.append(
                Finding("encoding", msg("this is no text in UTF-8."), str(path))
            )
        else:
            versions.add(path, text)
    return versions


def _unclear_marks(path: Path) -> Finding:
    message = msg("git left its conflict marks here, and they cannot be joined.")
    hint = msg("choose the lines to keep, and take out the marks")
    return Finding("conflict", message, str(path), 1, 1, hint)
