"""A case on the disk while it is worked on: what is saved in its note, and beside it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.atomic import Stamp, save_error
from coprod_cli.base.clock import Clock
from coprod_cli.base.errors import CannotSave
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.protocol import AtConflict, AtQuestion, Ended
from coprod_cli.interview.session import Conflict
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case, said_by
from coprod_cli.model.template import Template
from coprod_cli.notebook.drafts import Drafts, Unfinished
from coprod_cli.notebook.editor_files import file_stem
from coprod_cli.notebook.history import History
from coprod_cli.notebook.note.apply_case import as_asked_now, contested_answer, edited
from coprod_cli.notebook.note.edit import (
    refuse_if_uncertain,
)
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rescue import keep_safe


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
        key = _answer_at(interview)
        if key is None:
            return
        base = interview.bases.get(key) or said_by(interview.case, key.address, key.voice).digest
        texts = {**interview.drafts, key: text}
        try:
            self.drafts.write(Unfinished(key, texts, {**interview.bases, key: base}))
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
                raise save_error(self.drafts.path, error) from error
            return saved
        at = place.at if isinstance(place, Ended) else _answer_at(after)
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

    def rescue(self, drafts: Mapping[AnswerKey, str]) -> Path | None:
        """Put half-typed text into a private folder, in the notebook or outside of it."""
        texts = {
            f"{file_stem(key)}.md": text.encode("utf-8", "replace") for key, text in drafts.items()
        }
        return keep_safe(texts, [self.notebook.rescued_folder], self.clock())

    @property
    def history(self) -> History:
        """The earlier texts of this case."""
        return self.notebook.history(self.drafts.path.stem)

    def _save_beside_others(
        self, before: Case, after: Case, confirmed: AbstractSet[AnswerKey]
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
            now = refuse_if_uncertain(note)
            if mine := contested_answer(before, after, now):
                conflict = Conflict(mine, now)
                return note
            result = edited(note, before, after, self.template, self.clock())
            for key in sorted(confirmed, key=str):
                result = as_asked_now(result, key, self.template, after.language)
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
            lost = [key for key in before.drafts if key not in after.drafts and key.address.item]
            typed = [Answer(key.address, before.drafts[key], voice=key.voice) for key in lost]
            self.history.keep([each for each in typed if each.text], self.clock())
        if not isinstance(before.place, AtConflict) or after.place != before.place.then:
            return
        mine = before.place.mine
        if mine.text not in said_by(after.case, mine.address, mine.voice).text:
            self.history.keep([mine], self.clock())

    def _stamp(self) -> Stamp | None:
        return self.notebook.store.stamp(self.path)


def _answer_at(interview: Interview) -> AnswerKey | None:
    """Return which answer is being given; None in the menu and the review."""
    return interview.key if isinstance(interview.place, AtQuestion | AtConflict) else None


class NoKeeper:
    """Keeps nothing: for answers that come as data and are saved once, at the end."""

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Do nothing."""

    def save(self, before: Interview, after: Interview) -> Case | Conflict:  # noqa: ARG002 - as asked
        """Return the case as it is."""
        return after.case

    def rescue(self, drafts: Mapping[AnswerKey, str]) -> Path | None:  # noqa: ARG002 - as asked
        """Return None: nothing is typed where data answers."""
        return None
