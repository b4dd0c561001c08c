"""One sitting: ask, apply, save, until the interview is over."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from coprod_cli.case import Case
from coprod_cli.drafts import Drafts, Unfinished
from coprod_cli.errors import CannotSave, CoprodError, InvalidInput
from coprod_cli.interview import Interview
from coprod_cli.note.editing import set_answer, set_front_matter, set_title
from coprod_cli.note.reading import Note, read_note
from coprod_cli.note.writing import new_note, question_heading
from coprod_cli.notebook import Notebook
from coprod_cli.steps import Asker, Ended, Reply
from coprod_cli.template import Template

Clock = Callable[[], datetime]


class Keeper(Protocol):
    """Whoever keeps an interview safe while it goes on."""

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Keep text in the making at the interview's question."""

    def save(self, before: Interview, after: Interview) -> None:
        """Save what a reply changed.

        Raises:
            CannotSave: nothing was saved, and what stood before still stands.
        """


def conduct(interview: Interview, asker: Asker, keeper: Keeper) -> Interview:
    """Ask until the interview is over; everything accepted is saved before the next step shows.

    Raises:
        CannotSave: the person stopped, and what was half typed could not be kept in the notebook;
            the error says where it is.
    """
    while (step := interview.step) is not None:
        current = interview

        def keep(text: str, current: Interview = current) -> None:
            keeper.keep_draft(current, text)

        reply = asker.ask(step, keep)
        after = interview.apply(reply)
        try:
            keeper.save(interview, after)
        except CoprodError as error:
            # A full disk, or a note that was damaged from outside meanwhile.
            if isinstance(after.place, Ended) and after.place.paused:
                raise _with_rescued_text(error, after) from error
            interview = _unsaved(interview, reply, error)
        else:
            interview = after
    return interview


def _unsaved(interview: Interview, reply: Reply, error: CoprodError) -> Interview:
    first = error.lines()[0] if isinstance(error, InvalidInput) else error.message
    sentence = first[:1].upper() + first[1:]
    refused = interview.refused(reply, sentence)
    kept = " Your text is still here." if refused.drafts else ""
    hint = f" Try: {error.hint}." if error.hint else ""
    return replace(refused, problem=f"{sentence}{kept}{hint}")


def _with_rescued_text(error: CoprodError, interview: Interview) -> CoprodError:
    """Put half-typed text into a private folder outside the notebook, and say where."""
    if not interview.drafts:
        return error
    try:
        folder = Path(tempfile.mkdtemp(prefix="coprod-"))
        for address, text in interview.drafts.items():
            (folder / f"{address}.md").write_text(text, "utf-8", "replace")
    except OSError:
        return error
    hint = f"{error.hint}. What you had typed is kept in {folder}"
    return CannotSave(error.message, where=error.where, hint=hint)


@dataclass
class NoteKeeper:
    """Keeps an interview in its note, and what is half typed beside it."""

    notebook: Notebook
    path: Path
    template: Template
    drafts: Drafts
    clock: Clock

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Keep text in the making; a full disk does not disturb the typing."""
        address = getattr(interview.place, "address", None)
        if address is None:
            return
        try:
            self.drafts.write(Unfinished(address, {**interview.drafts, address: text}))
        except CannotSave:
            # The person is told when the answer itself is saved; until then they may go on.
            return

    def save(self, before: Interview, after: Interview) -> None:
        """Save the answers that changed into the note, then what is half typed.

        Raises:
            CannotSave: one of the two could not be written.
        """
        self.save_case(before.case, after.case)
        place = after.place
        if isinstance(place, Ended) and not place.paused and not after.drafts:
            self.drafts.remove()
            return
        at = place.at if isinstance(place, Ended) else getattr(place, "address", None)
        self.drafts.write(Unfinished(at, after.drafts))

    def save_case(self, before: Case, after: Case) -> None:
        """Save into the note what differs between two states of its case.

        Raises:
            CannotSave: the note could not be written, and is as it was.
            InvalidInput: the note is in a state in which nothing should be written to it.
        """
        if after == before:
            return

        def edit(note: Note) -> Note:
            return edited(note, before, after, self.template, self.clock())

        self.notebook.rewrite(self.path, edit)


class NoKeeper:
    """Keeps nothing: for answers that come as data and are saved once, at the end."""

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Do nothing."""

    def save(self, before: Interview, after: Interview) -> None:
        """Do nothing."""


def edited(note: Note, before: Case, after: Case, template: Template, now: datetime) -> Note:
    """Return the note with what differs between two states of its case.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    result = note
    if after.title != before.title:
        result = set_title(result, after.title)
    unchanged = frozenset(before.answers)
    for answer in after.answers:
        if answer not in unchanged:
            heading = question_heading(template.questions[answer.address], after.language)
            result = set_answer(result, answer, heading)
    if after.status != before.status:
        result = set_front_matter(result, {"status": str(after.status)})
    return result if result is note else set_front_matter(result, {"updated": timestamp(now)})


def blank_case(case_id: str, template: Template, language: str, title: str, now: datetime) -> Case:
    """Return a new case in which nothing is answered yet."""
    stamp = timestamp(now)
    return Case(
        id=case_id,
        title=title,
        template=template.id,
        template_version=template.version,
        language=language,
        created=stamp,
        updated=stamp,
    )


def blank_note(case: Case, template: Template) -> Note:
    """Return the note of a case in which nothing is answered yet, as it is read from its text."""
    return read_note(new_note(case, template).encode(), case.id)


def timestamp(now: datetime) -> str:
    """Return a time as notes have it: ISO 8601 with an offset, to the second."""
    return now.isoformat(timespec="seconds")


def local_now() -> datetime:
    """Return the time now, with this place's offset."""
    return datetime.now().astimezone()
