"""A notebook's own code sets as files: `codes/SET.yaml`, changed under one lock.

| path in the notebook | what it is |
| --- | --- |
| `codes/SET.yaml` | a code set of the notebook's own |
| `codes/log.jsonl` | one line for each change of the sets, and why |
| `.coprod/code-changes/ID/change.json` | a change: what it did, and what its files were |
| `.coprod/code-changes/ID/before`, `after` | the files of the sets before it, and after it |

A change is first written down as a whole, then made, and then marked as done: one that was killed
halfway is finished by the next change (see `operations.code_changes`).
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from coprod_cli.base.errors import CoprodError, read_error
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.settings import NOTEBOOK_PROMPTS
from coprod_cli.notebook.lock import LOCK_TIMEOUT, CaseLock, lock_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.side_files import (
    make_folder,
    plain_folders,
    read_private_file,
    read_regular_file,
    remove_file,
    remove_leftovers_in,
    write_file,
    write_new_file,
)

CODES = "codes"
"""The folder of code sets in a notebook."""
LOG = "log.jsonl"
"""The log of changes, in that folder and in those of coders."""
_CHANGES = "code-changes"
CHANGE = "change.json"
"""The file that says what a change is."""
_LOCK = "code-sets"
_MAX_CHANGE_BYTES = 50_000_000


@dataclass(frozen=True)
class CodeFiles:
    """The files of a notebook's own code sets, and of their changes."""

    notebook: Notebook

    @property
    def folder(self) -> Path:
        """The folder of the sets."""
        return self.notebook.folder / CODES

    def path(self, set_id: str) -> Path:
        """Return the file of a set, which need not exist."""
        return self.folder / f"{set_id}.yaml"

    def lock(
        self, now: datetime, *, interactive: bool = False, timeout: float = LOCK_TIMEOUT
    ) -> CaseLock:
        """Lock all sets of the notebook against other processes that change them.

        Raises:
            CaseHeld: another process has locked them.
            CannotSave: the lock could not be made.
            CoprodError: a link leads out of the notebook.
        """
        locks = self.notebook.state / "locks"
        for path in (locks, self.folder, self.changes_folder):
            refuse_outside_link(path, self.notebook.folder)
        lock = lock_case(locks, _LOCK, now, interactive=interactive, timeout=timeout)
        remove_leftovers_in(self.folder)
        return lock

    def read(self, set_id: str) -> str | None:
        """Return the text of a set's file; None if it does not exist.

        Raises:
            CoprodError: it cannot be read.
        """
        return _read(self.path(set_id))

    def write(self, set_id: str, text: str | None) -> None:
        """Write the file of a set, or remove it for None.

        Raises:
            CannotSave: it could not be written; it is unchanged.
            CoprodError: a link leads out of the notebook.
        """
        path = self.path(set_id)
        refuse_outside_link(path, self.notebook.folder)
        if text is None:
            remove_file(path)
        else:
            write_file(path, text.encode())

    def add_schema(self, text: str) -> None:
        """Write the schema that the files of new sets name, unless there is one; or do without."""
        path = self.notebook.folder / NOTEBOOK_PROMPTS / "schema" / "codes.json"
        with suppress(OSError, CoprodError):
            refuse_outside_link(path.parent, self.notebook.folder)
            make_folder(path.parent)
            write_new_file(path, text.encode())

    # --- changes ---

    @property
    def changes_folder(self) -> Path:
        """The folder with a folder for each change."""
        return self.notebook.state / _CHANGES

    def write_change(
        self, change: Mapping[str, Any], texts: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Write down a change before it is made.

        Args:
            change: what it is; `id` names it.
            texts: for "before" and "after", the text of each file by the id of its set.

        Raises:
            CannotSave: it could not be written; there is no such change.
        """
        folder = self.changes_folder / str(change["id"])
        for when, by_set in texts.items():
            for set_id, text in by_set.items():
                write_file(folder / when / f"{set_id}.yaml", text.encode())
        self.update_change(change)

    def update_change(self, change: Mapping[str, Any]) -> None:
        """Write down what a change is by now, such as done.

        Raises:
            CannotSave: it could not be written.
        """
        data = json.dumps(change, ensure_ascii=False, indent=1)
        write_file(self.changes_folder / str(change["id"]) / CHANGE, data.encode())

    def changes(self) -> Iterator[dict[str, Any]]:
        """Yield the changes that were written down, the oldest first; damaged ones are left out."""
        for folder in plain_folders(self.changes_folder):
            with suppress(OSError, ValueError):
                data = read_private_file(folder / CHANGE, _MAX_CHANGE_BYTES)
                change = json.loads(data) if data else None
                if isinstance(change, dict) and change.get("id") == folder.name:
                    yield change

    def next_number(self) -> int:
        """Return the number with which the id of the next change begins."""
        last = next(reversed(plain_folders(self.changes_folder)), None)
        digits = last.name.partition("-")[0] if last else ""
        return int(digits) + 1 if digits.isdecimal() else 1

    def kept_text(self, change_id: str, when: str, set_id: str) -> str | None:
        """Return the text of a set's file "before" or "after" a change; None if there was none.

        Raises:
            CoprodError: it cannot be read.
        """
        return _read(self.changes_folder / change_id / when / f"{set_id}.yaml")

    # --- the log ---

    def add_to_log(self, folder: Path, line: Mapping[str, Any]) -> None:
        """Add a line to the log in a folder, unless it has one of the same change already.

        Raises:
            CannotSave: it could not be written; it is unchanged.
            CoprodError: a link leads out of the notebook.
        """
        path = folder / LOG
        refuse_outside_link(path, self.notebook.folder)
        text = _read(path) or ""
        if any(each.get("id") == line["id"] for each in _lines(text)):
            return
        end = "" if not text or text.endswith("\n") else "\n"
        written = json.dumps(line, ensure_ascii=False)
        write_file(path, f"{text}{end}{written}\n".encode())

    def read_log(self, folder: Path) -> list[dict[str, Any]]:
        """Return the lines of the log in a folder; [] if there is none.

        Raises:
            CoprodError: it cannot be read.
        """
        return list(_lines(_read(folder / LOG) or ""))


def _lines(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON lines; what is no object, such as git's marks, is left out."""
    for line in text.splitlines():
        with suppress(ValueError):
            value = json.loads(line)
            if isinstance(value, dict):
                yield value


def _read(path: Path) -> str | None:
    try:
        return read_regular_file(path).decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return read_regular_file(path).decode("utf-8", "replace")
    except OSError as error:
        raise read_error(error, str(path)) from error
