"""What an answer said before it was replaced or emptied: plain files, a few for each answer."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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

MOST = 20
"""How many earlier texts of one answer are kept; the oldest go first."""
WHOLE_NOTE = AnswerKey("note")
"""What stands in place of an answer's key where a whole note is kept."""
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6})Z_([a-z0-9.#-]{1,200})\.md\Z")
_TIME = "%Y%m%dT%H%M%S.%f"
_FIRST_LINE = re.compile(r"<!-- coprod:([^\n]*)\n\n?")


class HistoryEntry(NamedTuple):
    """One kept text: what stood there until `when`; `answer` is None for a whole note."""

    when: datetime
    answer: Answer | None
    path: Path

    @property
    def key(self) -> AnswerKey:
        """Whose earlier text this is."""
        return WHOLE_NOTE if self.answer is None else self.answer.key


@dataclass(frozen=True)
class History:
    """The earlier texts of one case, in a folder of its own.

    A file is called after the moment (UTC) at which its text was replaced, and after the answer. It
    begins with the answer's marker, as it stood in the note; below is the text, as it was. A whole
    note is kept as it was, to the byte.
    """

    folder: Path

    def keep(self, answers: Iterable[Answer], now: datetime) -> None:
        """Keep what is about to be replaced; of the same text twice in a row, the later one stays.

        Raises:
            CannotSave: it could not be written.
        """
        for answer in answers:
            same = self._same(answer.key)
            last = same[-1].path if same and same[-1].answer == answer else None
            data = f"{marker_for(answer)}\n\n{answer.text}".encode()
            self._write(answer.key, data, now, instead_of=last)

    def keep_note(self, data: bytes, now: datetime) -> Path:
        """Keep a whole note, and return where; of the same one twice in a row, the later one stays.

        Raises:
            CannotSave: it could not be written.
        """
        same = self._same(WHOLE_NOTE)
        last = same[-1].path if same and _holds(same[-1].path, data) else None
        return self._write(WHOLE_NOTE, data, now, instead_of=last)

    def entries(self, *, all_read: bool = False) -> list[HistoryEntry]:
        """Return what is kept, the oldest first; a file that is no such text is passed over.

        Args:
            all_read: whether also one that cannot be read is an error, and not passed over.

        Raises:
            CoprodError: one cannot be read, where all must be.
        """
        found = self._entries("*", all_read=all_read)
        return sorted(found, key=lambda each: each.when)

    def answers_at(self, when: datetime) -> list[Answer]:
        """Return what each answer said at a time, of those that were replaced since.

        Raises:
            CoprodError: a text that is kept cannot be read.
        """
        at: dict[AnswerKey, Answer] = {}
        for each in self.entries(all_read=True):
            if each.answer is not None and each.when >= when:
                at.setdefault(each.key, each.answer)
        return list(at.values())

    def note_at(self, when: datetime) -> bytes | None:
        """Return the whole note that stood at a time, if one was kept since."""
        for each in self.entries():
            if each.answer is None and each.when >= when:
                return read_regular_file(each.path)
        return None

    def clear(self) -> None:
        """Remove all of it, for good.

        Raises:
            CannotSave: it could not be removed.
        """
        remove_folder(self.folder)

    def _same(self, key: AnswerKey) -> list[HistoryEntry]:
        """Return the texts of one answer, or the whole notes, the oldest first."""
        same = [each for each in self._entries(key.address) if each.key == key]
        return sorted(same, key=lambda each: each.when)

    def _entries(self, address: str, *, all_read: bool = False) -> Iterator[HistoryEntry]:
        # A notebook may come from elsewhere: a link or a pipe is no text of its own.
        for path in plain_files(self.folder, f"*Z_{address}.md"):
            found = _NAME.match(path.name)
            when = _moment(found[1]) if found else None
            if found is None or when is None:
                continue
            if found[2] == WHOLE_NOTE.address:
                yield HistoryEntry(when, None, path)
            elif answer := _read(path, must=all_read):
                yield HistoryEntry(when, answer, path)

    def _write(
        self, key: AnswerKey, data: bytes, now: datetime, instead_of: Path | None = None
    ) -> Path:
        when = now.astimezone(UTC)
        while os.path.lexists(path := self.folder / f"{when:{_TIME}}Z_{key.address}.md"):
            when += timedelta(microseconds=1)
        write_file(path, data)
        if instead_of is not None:
            with suppress(OSError):
                remove_file(instead_of)
        # Not by its time alone: where the clock was set back, the new one looks like the oldest.
        others = [each.path for each in self._same(key) if each.path != path]
        for oldest in others[: 1 - MOST]:
            with suppress(OSError):  # one too many is no reason not to save
                remove_file(oldest)
        return path


def _moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_regular_file(path) == data
    except OSError:
        return False


def _read(path: Path, *, must: bool) -> Answer | None:
    try:
        text = read_regular_file(path).decode()
    except UnicodeDecodeError:
        return None
    except OSError as error:
        if not must:
            return None
        raise read_error(error, str(path)) from error
    first = _FIRST_LINE.match(text)
    marker = parse_marker(first[1]) if first else None
    if first is None or marker is None:
        return None
    said = text[first.end() :]
    return Answer(marker.address, said, marker.unknown, marker.voice, marker.evidence)
