"""History: earlier texts of answers and of whole notes, each in a plain file of its own."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import read_error
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.markers import marker_for, parse_marker
from coprod_cli.notebook.side_files import (
    plain_files,
    read_regular_file,
    remove_file,
    remove_folder,
    write_file,
)

MAX_ENTRIES = 20
"""How many earlier texts of one answer are kept; the oldest are removed first."""
WHOLE_NOTE = AnswerKey("note")
"""The key of an entry that is a whole note."""
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6})Z_([a-z0-9.#-]{1,200})\.md\Z")
_TIME = "%Y%m%dT%H%M%S.%f"
_FIRST_LINE = re.compile(r"<!-- coprod:([^\n]*)\n\n?")


class HistoryEntry(NamedTuple):
    """One earlier text, which was replaced at `when`; `answer` is None for a whole note."""

    when: datetime
    answer: Answer | None
    path: Path

    @property
    def key(self) -> AnswerKey:
        """The answer that was replaced, or WHOLE_NOTE."""
        return WHOLE_NOTE if self.answer is None else self.answer.key


@dataclass(frozen=True)
class History:
    """The earlier texts of one case, in a folder of its own.

    A file is named after the time (UTC) at which its text was replaced, and after the answer. It
    has the answer's marker as it was in the note, and the text below. A whole note is kept byte by
    byte.
    """

    folder: Path

    def keep(self, answers: Iterable[Answer], now: datetime) -> None:
        """Write answers that are about to be replaced; an equal entry right before is removed.

        Raises:
            CannotSave: a file could not be written.
        """
        for answer in answers:
            entries = self._entries_of(answer.key)
            is_same = bool(entries) and entries[-1].answer == answer
            last = entries[-1].path if is_same else None
            data = f"{marker_for(answer)}\n\n{answer.text}".encode()
            self._write(answer.key, data, now, replaces=last)

    def keep_note(self, data: bytes, now: datetime) -> Path:
        """Write a whole note, and return its path; an equal note right before is removed.

        Raises:
            CannotSave: a file could not be written.
        """
        entries = self._entries_of(WHOLE_NOTE)
        is_same = bool(entries) and _has_content(entries[-1].path, data)
        last = entries[-1].path if is_same else None
        return self._write(WHOLE_NOTE, data, now, replaces=last)

    def entries(self, *, all_read: bool = False) -> list[HistoryEntry]:
        """Return all entries, the oldest first; other files are skipped.

        Args:
            all_read: whether a file that cannot be read is an error; otherwise it is skipped.

        Raises:
            CoprodError: a file cannot be read, and `all_read` is True.
        """
        return sorted(self._entries("*", all_read=all_read), key=attrgetter("when"))

    def answers_at(self, when: datetime) -> list[Answer]:
        """Return the answers that were replaced since a time, as they were at that time.

        Raises:
            CoprodError: an entry cannot be read.
        """
        answers: dict[AnswerKey, Answer] = {}
        for entry in self.entries(all_read=True):
            if entry.answer is not None and entry.when >= when:
                answers.setdefault(entry.key, entry.answer)
        return list(answers.values())

    def note_at(self, when: datetime) -> bytes | None:
        """Return the whole note as it was at a time; None if no note was replaced since."""
        for entry in self.entries():
            if entry.answer is None and entry.when >= when:
                return read_regular_file(entry.path)
        return None

    def clear(self) -> None:
        """Remove the history for good.

        Raises:
            CannotSave: the folder could not be removed.
        """
        remove_folder(self.folder)

    def _entries_of(self, key: AnswerKey) -> list[HistoryEntry]:
        """Return the entries of one answer, or of whole notes, the oldest first."""
        entries = (entry for entry in self._entries(key.address) if entry.key == key)
        return sorted(entries, key=attrgetter("when"))

    def _entries(self, address: str, *, all_read: bool = False) -> Iterator[HistoryEntry]:
        # A notebook may come from another person: links and pipes in it are not read.
        for path in plain_files(self.folder, f"*Z_{address}.md"):
            match = _NAME.match(path.name)
            when = _parse_time(match[1]) if match else None
            if match is None or when is None:
                continue
            if match[2] == WHOLE_NOTE.address:
                yield HistoryEntry(when, None, path)
            elif answer := _read_answer(path, required=all_read):
                yield HistoryEntry(when, answer, path)

    def _write(
        self, key: AnswerKey, data: bytes, now: datetime, replaces: Path | None = None
    ) -> Path:
        when = now.astimezone(UTC)
        while os.path.lexists(path := self.folder / f"{when:{_TIME}}Z_{key.address}.md"):
            when += timedelta(microseconds=1)
        write_file(path, data)
        if replaces is not None:
            with suppress(OSError):
                remove_file(replaces)
        # The new entry always stays: if the clock was set back, it seems to be the oldest one.
        others = [entry.path for entry in self._entries_of(key) if entry.path != path]
        for oldest in others[: 1 - MAX_ENTRIES]:
            with suppress(OSError):  # an entry too many must not prevent saving
                remove_file(oldest)
        return path


def _parse_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _has_content(path: Path, data: bytes) -> bool:
    try:
        return read_regular_file(path) == data
    except OSError:
        return False


def _read_answer(path: Path, *, required: bool) -> Answer | None:
    try:
        text = read_regular_file(path).decode()
    except UnicodeDecodeError:
        return None
    except OSError as error:
        if not required:
            return None
        raise read_error(error, str(path)) from error
    match = _FIRST_LINE.match(text)
    marker = parse_marker(match[1]) if match else None
    if match is None or marker is None:
        return None
    return Answer(
        marker.address, text[match.end() :], marker.unknown, marker.voice, marker.evidence
    )
