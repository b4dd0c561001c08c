"""What an answer said before it was replaced or emptied: plain files, a few for each answer."""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coprod_cli.case import Answer
from coprod_cli.note.markers import marker_for, parse_marker
from coprod_cli.saving import cannot_save, make_private_folder, write_whole

MOST = 20
"""How many earlier texts of one answer are kept; the oldest go first."""
WHOLE_NOTE = "note"
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6})Z_([a-z0-9.#-]{1,200})\.md\Z")
_TIME = "%Y%m%dT%H%M%S.%f"
_FIRST_LINE = re.compile(r"<!-- coprod:([^\n]*)\n\n?")


class Earlier(NamedTuple):
    """One kept text: what stood there until `when`; `answer` is None for a whole note."""

    when: datetime
    answer: Answer | None
    path: Path


@dataclass(frozen=True)
class History:
    """The earlier texts of one case, in a folder of its own.

    A file is called after the moment (UTC) at which its text was replaced, and after the answer. It
    begins with the answer's marker, as it stood in the note; below is the text, as it was. A whole
    note is kept as it was, to the byte.
    """

    folder: Path

    def keep(self, answers: Iterable[Answer], now: datetime) -> None:
        """Keep what is about to be replaced; what was kept last is not kept twice.

        Raises:
            CannotSave: it could not be written.
        """
        for answer in answers:
            if not self._keeps_already(answer):
                self._write(answer.address, f"{marker_for(answer)}\n\n{answer.text}".encode(), now)

    def keep_note(self, data: bytes, now: datetime) -> Path:
        """Keep a whole note, and return where.

        Raises:
            CannotSave: it could not be written.
        """
        return self._write(WHOLE_NOTE, data, now)

    def entries(self) -> list[Earlier]:
        """Return what is kept, the oldest first; a file that is no such text is passed over."""
        return sorted(self._entries(), key=lambda each: each.when)

    def answers_at(self, when: datetime) -> list[Answer]:
        """Return what each answer said at a time, of those that were replaced since."""
        at: dict[tuple[str, str | None], Answer] = {}
        for each in self.entries():
            if each.answer is not None and each.when >= when:
                at.setdefault((each.answer.address, each.answer.voice), each.answer)
        return list(at.values())

    def note_at(self, when: datetime) -> bytes | None:
        """Return the whole note that stood at a time, if one was kept since."""
        for each in self.entries():
            if each.answer is None and each.when >= when:
                return each.path.read_bytes()
        return None

    def clear(self) -> None:
        """Remove all of it, for good.

        Raises:
            CannotSave: it could not be removed.
        """
        try:
            if self.folder.is_dir():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise cannot_save(self.folder, error) from error

    def _keeps_already(self, answer: Answer) -> bool:
        same = [
            each.answer
            for each in self.entries()
            if each.answer is not None
            and (each.answer.address, each.answer.voice) == (answer.address, answer.voice)
        ]
        return same[-1:] == [answer]

    def _entries(self) -> Iterator[Earlier]:
        for path in self.folder.glob("*.md"):
            if found := _NAME.match(path.name):
                when = datetime.strptime(found[1], _TIME).replace(tzinfo=UTC)
                if found[2] == WHOLE_NOTE:
                    yield Earlier(when, None, path)
                elif answer := _read(path):
                    yield Earlier(when, answer, path)

    def _write(self, address: str, data: bytes, now: datetime) -> Path:
        make_private_folder(self.folder)
        when = now.astimezone(UTC)
        while (path := self.folder / f"{when:{_TIME}}Z_{address}.md").exists():
            when += timedelta(microseconds=1)
        write_whole(path, data)
        self._drop_oldest(address)
        return path

    def _drop_oldest(self, address: str) -> None:
        same = sorted(self.folder.glob(f"*Z_{address}.md"))
        for path in same[:-MOST]:
            path.unlink(missing_ok=True)


def _read(path: Path) -> Answer | None:
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    first = _FIRST_LINE.match(text)
    marker = parse_marker(first[1]) if first else None
    if first is None or marker is None:
        return None
    said = text[first.end() :]
    return Answer(marker.address, said, marker.unknown, marker.voice, marker.evidence)
