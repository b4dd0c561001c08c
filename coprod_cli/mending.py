"""Damaged notes on the disk: what can be mended is shown, and the note as it was is kept."""

from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from coprod_cli.errors import CannotSave, CoprodError, cannot_read
from coprod_cli.note.reading import Note
from coprod_cli.note.repairing import repaired
from coprod_cli.notebook import Notebook
from coprod_cli.records import TemplateLookup
from coprod_cli.saving import ChangedMeanwhile, stamp_of, write_whole


@dataclass(frozen=True)
class Mending:
    """A note before and after."""

    before: Note
    after: Note

    def lines(self) -> list[str]:
        """Return what changes, as a unified diff without line ends."""
        source = self.before.source
        before, after = (note.text.split("\n") for note in (self.before, self.after))
        return list(unified_diff(before, after, source, f"{source} (mended)", lineterm="", n=2))


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
    known = book.read(path).case
    case_id = (known.id if known else "") or path.stem
    hold = book.hold(path, case_id, now, sits=False)
    try:
        stamp = stamp_of(path)
        mending = planned_mending(book.read(path), template_of)
        if mending is None:
            return None
        kept = book.history(case_id).keep_note(path.read_bytes(), now)
        write_whole(path, mending.after.original.encode(), only_over=stamp)
    except ChangedMeanwhile:
        message = "this was not mended: another program has just written it."
        raise CannotSave(message, where=str(path), hint="once more") from None
    except OSError as error:
        message, hint = cannot_read(error)
        raise CoprodError(message, where=str(path), hint=hint) from error
    finally:
        hold.release()
    return kept
