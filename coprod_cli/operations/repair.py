"""Damaged notes on the disk: what can be mended is shown, and the note as it was is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from coprod_cli.base.message import msg
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.repair import repaired
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.replace import replace_note


@dataclass(frozen=True)
class Mending:
    """A note before and after."""

    before: Note
    after: Note

    def lines(self, translate: Callable[[str], str] = str) -> list[str]:
        """Return what changes, as a unified diff without line ends.

        Args:
            translate: gives the words in its heading in the reader's language.
        """
        source = self.before.source
        mended = translate(msg("{path} (mended)", path=source))
        before, after = (note.text.split("\n") for note in (self.before, self.after))
        return list(unified_diff(before, after, source, mended, lineterm="", n=2))


def planned_mending(note: Note, template_of: TemplateLookup) -> Mending | None:
    """Return what can be mended in a note; None where nothing can."""
    form = template_of(note.case.template) if note.case else None
    after = repaired(note, form)
    return None if after.original == note.original else Mending(note, after)


def mend(book: Notebook, path: Path, template_of: TemplateLookup, now: datetime) -> Path | None:
    """Mend a note, and return where the note as it was is kept; None where nothing was to mend.

    Raises:
        CaseHeld: somebody works on the case.
        CannotSave: it could not be written, or another program wrote it; it is as it was.
        CoprodError: it cannot be read, or is a link that leads out of the notebook.
    """

    def mended(note: Note) -> bytes | None:
        mending = planned_mending(note, template_of)
        return mending.after.original.encode() if mending else None

    return replace_note(book, path, mended, now)
