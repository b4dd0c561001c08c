"""Autosave: writes answers to the note, and drafts to a file beside it, during an interview."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.atomic import Stamp, save_error
from coprod_cli.base.clock import Clock
from coprod_cli.base.errors import CoprodError
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, AtQuestion, AtSources, Ended
from coprod_cli.interview.session import Conflict
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case, answer_of
from coprod_cli.model.template import Template
from coprod_cli.notebook.drafts import Drafts, DraftState
from coprod_cli.notebook.editor_files import file_stem
from coprod_cli.notebook.first_word import FirstWord
from coprod_cli.notebook.history import History
from coprod_cli.notebook.note.apply_case import (
    conflicting_answer,
    with_answer_confirmed,
    with_case_changes,
)
from coprod_cli.notebook.note.edit import refuse_if_uncertain
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rescue import rescue_texts
from coprod_cli.notebook.rewrite import rewrite_note


@dataclass
class Autosave:
    """Saves the interview about one case, whose lock the process holds.

    Attributes:
        notebook: the notebook.
        path: the path of the case's note.
        template: the case's template, in the case's wording.
        drafts: the file for text that is not submitted yet.
        clock: returns the time.
        first_word: writes the note of a new case with its first word; None if the note exists.
    """

    notebook: Notebook
    path: Path
    template: Template
    drafts: Drafts
    clock: Clock
    first_word: FirstWord | None = None
    _saved_stamp: Stamp | None = None

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Save a draft of the answer to the current question; a full disk raises no error here."""
        key = _current_key(interview)
        if key is None:
            return
        base = interview.bases.get(key) or answer_of(interview.case, key.address, key.voice).digest
        texts = {**interview.drafts, key: text}
        try:
            if self.first_word is not None:
                self.first_word.write()
            bases = {**interview.bases, key: base}
            self.drafts.write(DraftState(key, texts, bases, interview.voice, interview.chosen))
        except CoprodError:
            # The person learns of it when they submit the answer; typing is not interrupted.
            return

    def save(self, before: Interview, after: Interview) -> Case | Conflict:
        """Save the changed answers to the note, then the drafts to their file.

        Changes that another program made to the note stay: an answer that both changed is not
        saved, and a conflict is returned.

        Raises:
            CannotSave: the note or the drafts could not be written.
            InvalidInput: an answer in the note cannot be attributed to its question.
        """
        if self.first_word is not None and not self.first_word.is_written:
            if after.case == before.case and not after.drafts:
                return after.case
            self.first_word.write()
        self._record_discarded_text(before, after)
        confirmed = before.asked_before.keys() - after.asked_before.keys()
        saved = self._merge_into_note(before.case, after.case, confirmed)
        if isinstance(saved, Conflict):
            return saved
        ended = after.position if isinstance(after.position, Ended) else None
        if ended and not ended.paused and not after.drafts:
            try:
                self.drafts.remove()
            except OSError as error:
                raise save_error(self.drafts.path, error) from error
            return saved
        key = ended.at if ended else _current_key(after)
        self.drafts.write(DraftState(key, after.drafts, after.bases, after.voice, after.chosen))
        return saved

    def save_case(self, before: Case, after: Case) -> None:
        """Save the differences between two states of the case to the note.

        Raises:
            CannotSave: the note could not be written; it is unchanged.
            InvalidInput: an answer in the note cannot be attributed to its question.
        """
        if after == before:
            return

        def edit(note: Note) -> Note:
            return with_case_changes(note, before, after, self.template, self.clock())

        rewrite_note(self.notebook, self.path, edit, self.clock())

    def rescue(self, drafts: Mapping[AnswerKey, str]) -> Path | None:
        """Write drafts into a private folder, in the notebook or outside it; None if none works."""
        texts = {
            f"{file_stem(key)}.md": text.encode("utf-8", "replace") for key, text in drafts.items()
        }
        folders = [self.notebook.rescued_texts_folder]
        return rescue_texts(texts, folders, self.clock(), self.drafts.path.stem)

    @property
    def history(self) -> History:
        """The case's history."""
        return self.notebook.history(self.drafts.path.stem)

    def _merge_into_note(
        self, before: Case, after: Case, confirmed: AbstractSet[AnswerKey]
    ) -> Case | Conflict:
        """Save the changed answers, unless another program changed the same one meanwhile.

        `confirmed` are the answers that the person confirmed for a reworded question.
        """
        if (
            after == before
            and not confirmed
            and self._saved_stamp is not None
            and self._saved_stamp == self._stamp()
        ):
            return after
        conflict: Conflict | None = None

        def edit(note: Note) -> Note:
            nonlocal conflict
            conflict = None
            if after == before and not confirmed:
                return note
            in_note = refuse_if_uncertain(note)
            if mine := conflicting_answer(before, after, in_note):
                conflict = Conflict(mine, in_note)
                return note
            result = with_case_changes(note, before, after, self.template, self.clock())
            for key in sorted(confirmed, key=str):
                result = with_answer_confirmed(result, key, self.template, after.language)
            return result

        note = rewrite_note(self.notebook, self.path, edit, self.clock())
        self._saved_stamp = self._stamp()
        if conflict is not None:
            return conflict
        # A note that another program damaged is an error only when there is an answer to save.
        return after if note.case is None or note.uncertain else note.case

    def _record_discarded_text(self, before: Interview, after: Interview) -> None:
        """Add to the history the side that lost a conflict, and drafts in a removed item."""
        if before.position == after.position:  # only removing an item leaves the interview in place
            keys = [key for key in before.drafts if key not in after.drafts and key.address.item]
            removed = [Answer(key.address, before.drafts[key], voice=key.voice) for key in keys]
            self.history.keep([answer for answer in removed if answer.text], self.clock())
        if not isinstance(before.position, AtConflict) or after.position != before.position.then:
            return
        mine = before.position.mine
        taken = answer_of(after.case, mine.address, mine.voice)
        if mine.text not in taken.text or not set(mine.sources) <= set(taken.sources):
            self.history.keep([mine], self.clock())

    def _stamp(self) -> Stamp | None:
        return self.notebook.store.stamp(self.path)


_AT_AN_ANSWER = AtQuestion | AtConflict | AtSources


def _current_key(interview: Interview) -> AnswerKey | None:
    """Return the key of the answer that is being given; None in the menu and the review."""
    return interview.key if isinstance(interview.position, _AT_AN_ANSWER) else None


class NullAutosave:
    """Saves nothing: for answers that are given as data and saved once, at the end."""

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Do nothing."""

    def save(self, before: Interview, after: Interview) -> Case | Conflict:  # noqa: ARG002 - the protocol's signature
        """Return the case after the reply."""
        return after.case

    def rescue(self, drafts: Mapping[AnswerKey, str]) -> Path | None:  # noqa: ARG002 - the protocol's signature
        """Return None: answers that are given as data have no drafts."""
        return None
