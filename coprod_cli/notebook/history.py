"""History: earlier texts of answers and of whole notes, each in a plain file of its own."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from coprod_cli.notebook.note.source_list import joined_answer, split_answer
from coprod_cli.notebook.side_files import (
    all_files,
    changed_at,
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
_TIME_LENGTH = len("20261124T090000.000000")
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
        kept = list(answers)
        earlier = self._entries_of({answer.key for answer in kept})
        for answer in kept:
            entries = earlier[answer.key]
            is_same = bool(entries) and entries[-1].answer == answer
            text = joined_answer(answer.text, answer.sources, "en")  # read back in any language
            data = f"{marker_for(answer)}\n\n{text}".encode()
            self._write(answer.key, data, now, entries, is_same=is_same)

    def keep_note(self, data: bytes, now: datetime) -> Path:
        """Write a whole note, and return its path; an equal note right before is removed.

        Raises:
            CannotSave: a file could not be written.
        """
        entries = self._entries_of({WHOLE_NOTE})[WHOLE_NOTE]
        is_same = bool(entries) and _has_content(entries[-1].path, data)
        return self._write(WHOLE_NOTE, data, now, entries, is_same=is_same)

    def entries(self, *, all_read: bool = False) -> list[HistoryEntry]:
        """Return all entries, the oldest first; other files are skipped.

        Args:
            all_read: whether a file that cannot be read is an error; otherwise it is skipped.

        Raises:
            CoprodError: a file cannot be read, and `all_read` is True.
        """
        return sorted(self._entries(all_read=all_read), key=attrgetter("when"))

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

    def files(self) -> list[tuple[datetime, Path]]:
        """Return every file in the folder, also copies that other programs made, by its time.

        That is the time in its name, else that of its last change.

        Raises:
            CoprodError: the folder cannot be read.
        """
        found = ((_time_of(path), path) for path in all_files(self.folder))
        return sorted(found)

    def clear(self) -> None:
        """Remove the history for good.

        Raises:
            CannotSave: the folder could not be removed.
        """
        remove_folder(self.folder)

    def _entries_of(self, keys: Collection[AnswerKey]) -> dict[AnswerKey, list[HistoryEntry]]:
        """Return the entries of each answer, or of whole notes, the oldest first.

        The folder is listed once, since many answers may be replaced at once.
        """
        found: dict[AnswerKey, list[HistoryEntry]] = {key: [] for key in keys}
        addresses = {key.address for key in keys}
        for entry in sorted(self._entries(addresses), key=attrgetter("when")):
            if entry.key in found:
                found[entry.key].append(entry)
        return found

    def _entries(
        self, addresses: Collection[str] | None = None, *, all_read: bool = False
    ) -> Iterator[HistoryEntry]:
        """Yield the entries of answers at some addresses; None for all entries."""

        def is_wanted(name: str) -> bool:
            match = _NAME.match(name)
            return match is not None and (addresses is None or match[2] in addresses)

        # A notebook may come from another person: links and pipes in it are not read.
        for path in plain_files(self.folder, is_wanted):
            match = _NAME.match(path.name)
            when = _parse_time(match[1]) if match else None
            if match is None or when is None:
                continue
            if match[2] == WHOLE_NOTE.address:
                yield HistoryEntry(when, None, path)
            elif answer := _read_answer(path, required=all_read):
                yield HistoryEntry(when, answer, path)

    def _write(
        self, key: AnswerKey, data: bytes, now: datetime, entries: list[HistoryEntry],
        *, is_same: bool,
    ) -> Path:  # fmt: skip
        """Write an entry, and return its path.

        Args:
            key: the answer, or WHOLE_NOTE.
            data: the bytes to keep.
            now: the time at which they were replaced.
            entries: the earlier entries, the oldest first.
            is_same: whether the last one of these has the same content; it is removed.
        """
        when = now.astimezone(UTC)
        while os.path.lexists(path := self.folder / f"{when:{_TIME}}Z_{key.address}.md"):
            when += timedelta(microseconds=1)
        write_file(path, data)
        others = entries[:-1] if is_same else entries
        # The new entry always stays: if the clock was set back, it seems to be the oldest one.
        for old in (*entries[len(others) :], *others[: 1 - MAX_ENTRIES]):
            with suppress(OSError):  # an entry too many must not prevent saving
                remove_file(old.path)
        return path


def entry_names(entries: Sequence[HistoryEntry]) -> list[str]:
    """Return the name of each entry: the time, in local time, to which `restore --to` goes back.

    It has its offset from UTC, since in autumn an hour comes twice, and as many decimals as it
    takes to tell the entry from all that are earlier. A later entry changes no name.

    Args:
        entries: all entries of a case, the oldest first.
    """
    names = []
    earlier = last = None
    for entry in entries:
        if entry.when != last:
            earlier, last = last, entry.when
        names.append(_shortest_time(entry.when.astimezone(), earlier))
    return names


def _shortest_time(when: datetime, earlier: datetime | None) -> str:
    """Return a time in ISO 8601, cut to what is still later than another time."""
    for unit, step in (("seconds", 1_000_000), ("milliseconds", 1_000)):
        cut = when.replace(microsecond=when.microsecond // step * step)
        if earlier is None or cut > earlier:
            return cut.isoformat(timespec=unit)
    return when.isoformat(timespec="microseconds")


def _time_of(path: Path) -> datetime:
    name = path.name.removeprefix(".")  # a temporary file has the name behind a dot
    when = _parse_time(name[:_TIME_LENGTH])
    return when or datetime.fromtimestamp(changed_at(path), UTC)


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
    body = text[match.end() :]
    split = split_answer(body, is_listed=marker.sources)
    return Answer(
        marker.address, split.text, marker.unknown, marker.voice, marker.evidence, split.references
    )
