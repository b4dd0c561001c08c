"""A case on the disk while it is worked on: what is saved in its note, and beside it."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_cli.base.atomic import Stamp, cannot_save, stamp_of
from coprod_cli.base.errors import CannotSave
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.protocol import AtConflict, Ended
from coprod_cli.interview.session import Conflict
from coprod_cli.model.address import item_address, item_place
from coprod_cli.model.case import TITLE, Answer, Case, said_by
from coprod_cli.model.plain_language import PLAIN, WORDS
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint, worded
from coprod_cli.notebook.drafts import Drafts, Unfinished
from coprod_cli.notebook.history import History
from coprod_cli.notebook.note.edit import (
    refuse_if_uncertain,
    set_answer,
    set_front_matter,
    set_title,
)
from coprod_cli.notebook.note.group_items import with_item, without_item_block
from coprod_cli.notebook.note.headings import confirmed_answer, under_its_wording
from coprod_cli.notebook.note.new_note import heading_of, new_note
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rescue import keep_safe

Clock = Callable[[], datetime]


@dataclass
class NoteKeeper:
    """Keeps an interview in its note, and what is half typed beside it."""

    notebook: Notebook
    path: Path
    template: Template
    drafts: Drafts
    clock: Clock
    _seen: Stamp | None = None

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Keep text in the making; a full disk does not disturb the typing."""
        address = getattr(interview.place, "address", None)
        if address is None:
            return
        base = interview.bases.get(address) or interview.case.answer(address).digest
        texts = {**interview.drafts, address: text}
        try:
            self.drafts.write(Unfinished(address, texts, {**interview.bases, address: base}))
        except CannotSave:
            # The person is told when the answer itself is saved; until then they may go on.
            return

    def save(self, before: Interview, after: Interview) -> Case | Conflict:
        """Save the answers that changed into the note, then what is half typed.

        What another program did to the note meanwhile stays: an answer that both changed is not
        saved, but returned as a conflict.

        Raises:
            CannotSave: one of the two could not be written.
            InvalidInput: the note is in a state in which nothing should be written to it.
        """
        self._keep_what_lost(before, after)
        confirmed = before.asked_before.keys() - after.asked_before.keys()
        saved = self._save_beside_others(before.case, after.case, confirmed)
        if isinstance(saved, Conflict):
            return saved
        place = after.place
        if isinstance(place, Ended) and not place.paused and not after.drafts:
            try:
                self.drafts.remove()
            except OSError as error:
                raise cannot_save(self.drafts.path, error) from error
            return saved
        at = place.at if isinstance(place, Ended) else getattr(place, "address", None)
        self.drafts.write(Unfinished(at, after.drafts, after.bases))
        return saved

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

        self.notebook.rewrite(self.path, edit, self.clock())

    def rescue(self, drafts: Mapping[str, str]) -> Path | None:
        """Put half-typed text into a private folder, in the notebook or outside of it."""
        texts = {f"{name}.md": text.encode("utf-8", "replace") for name, text in drafts.items()}
        return keep_safe(texts, [self.notebook.rescued_folder], self.clock())

    @property
    def history(self) -> History:
        """The earlier texts of this case."""
        return self.notebook.history(self.drafts.path.stem)

    def _save_beside_others(
        self, before: Case, after: Case, confirmed: AbstractSet[str]
    ) -> Case | Conflict:
        """Save what is new in a case; what is new in its note stays."""
        if (
            after == before
            and not confirmed
            and self._seen is not None
            and self._seen == self._stamp()
        ):
            return after
        conflict: Conflict | None = None

        def edit(note: Note) -> Note:
            nonlocal conflict
            conflict = None
            if after == before and not confirmed:
                return note
            refuse_if_uncertain(note)
            if note.case and (mine := contested_answer(before, after, note.case)):
                conflict = Conflict(mine, note.case)
                return note
            result = edited(note, before, after, self.template, self.clock())
            for address in sorted(confirmed):
                result = _as_asked_now(result, address, self.template, after.language)
            return result

        note = self.notebook.rewrite(self.path, edit, self.clock())
        self._seen = self._stamp()
        if conflict is not None:
            return conflict
        # A note that another program damaged is told of when something is to be saved in it.
        return after if note.case is None or note.uncertain else note.case

    def _keep_what_lost(self, before: Interview, after: Interview) -> None:
        """Keep the text against which a person decided, and what was half typed in an item."""
        if before.place == after.place:  # an item was taken out; all else leads on
            lost = [each for each in before.drafts if item_place(each) and each not in after.drafts]
            typed = [Answer(address, before.drafts[address]) for address in lost]
            self.history.keep([each for each in typed if each.text], self.clock())
        if not isinstance(before.place, AtConflict) or after.place != before.place.then:
            return
        mine = before.place.mine
        if mine.text not in said_by(after.case, mine.address, mine.voice).text:
            self.history.keep([mine], self.clock())

    def _stamp(self) -> Stamp | None:
        try:
            return stamp_of(self.path)
        except OSError:
            return None


class NoKeeper:
    """Keeps nothing: for answers that come as data and are saved once, at the end."""

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Do nothing."""

    def save(self, before: Interview, after: Interview) -> Case | Conflict:  # noqa: ARG002 - as asked
        """Return the case as it is."""
        return after.case

    def rescue(self, drafts: Mapping[str, str]) -> Path | None:  # noqa: ARG002 - as asked
        """Return None: nothing is typed where data answers."""
        return None


def contested_answer(before: Case, after: Case, now: Case) -> Answer | None:
    """Return an answer that is new in `after`, and that also `now` has changed since `before`.

    A title counts as an answer under its own address.
    """
    if before.title not in (after.title, now.title) and after.title != now.title:
        return Answer(TITLE, after.title)
    known = frozenset(before.answers)
    for mine in after.answers:
        if mine not in known:
            theirs = said_by(now, mine.address, mine.voice)
            if theirs not in (mine, said_by(before, mine.address, mine.voice)):
                return mine
    return None


def edited(note: Note, before: Case, after: Case, template: Template, now: datetime) -> Note:
    """Return the note with what differs between two states of its case.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    result = note
    if after.title != before.title:
        result = set_title(result, after.title)
    gone = removed_items(before, after)
    for item in gone:
        result = without_item_block(result, item)
    unchanged = frozenset(before.answers)
    for answer in after.answers:
        is_anew = answer.given and _item_of(answer.address) in gone
        if is_anew or answer not in unchanged:
            result = _with_answer(result, answer, template, after.language)
    if after.status != before.status:
        result = set_front_matter(result, {"status": str(after.status)})
    return result if result is note else set_front_matter(result, {"updated": timestamp(now)})


def _with_answer(note: Note, answer: Answer, template: Template, language: str) -> Note:
    group = template.group_at(answer.address)
    if group is not None:
        note = with_item(note, answer.address, group, language)
    question = template.question_at(answer.address)
    heading = heading_of(answer.address, template, language)
    if question is None:
        return set_answer(note, answer, heading)
    asked = fingerprint(worded(question.text, language))
    return set_answer(under_its_wording(note, answer, heading), answer, heading, asked)


def _as_asked_now(note: Note, address: str, template: Template, language: str) -> Note:
    """Return the note with an answer that was confirmed under the wording of now."""
    question = template.question_at(address)
    if question is None:
        return note
    asked = fingerprint(worded(question.text, language))
    return confirmed_answer(note, address, heading_of(address, template, language), asked)


def removed_items(before: Case, after: Case) -> list[str]:
    """Return the addresses of items that are in one state of a case and not in another.

    One that was taken out and begun anew under its number is another item.
    """
    items = {_item_of(answer.address) for answer in after.answers}
    said = {(answer.address, answer.voice) for answer in after.answers}
    gone = set()
    for answer in before.answers:
        item = _item_of(answer.address)
        is_kept = not answer.given or (answer.address, answer.voice) in said
        if item and not (item in items and is_kept):
            gone.add(item)
    return sorted(gone)


def _item_of(address: str) -> str:
    place = item_place(address)
    return item_address(place.group, place.number) if place else ""


def blank_case(
    case_id: str, template: Template, language: str, title: str, now: datetime,
    *, plain_words: bool = False,
) -> Case:  # fmt: skip
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
        extra={WORDS: PLAIN} if plain_words else {},
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
