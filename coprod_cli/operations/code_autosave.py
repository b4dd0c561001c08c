"""Saves an interview about a code: each answer as a draft at once, all of them as one change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coprod_cli.base.atomic import save_error
from coprod_cli.base.errors import CoprodError
from coprod_cli.interview.code_questions import CodeTemplate, code_set_template, code_template
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, Ended
from coprod_cli.interview.session import Conflict
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case, answer_of
from coprod_cli.model.code_set import Code, CodeSet
from coprod_cli.model.wording import Wording, worded
from coprod_cli.notebook.code_drafts import CodeDrafts, stem_of_code
from coprod_cli.notebook.drafts import Drafts, DraftState
from coprod_cli.notebook.editor_files import file_stem
from coprod_cli.notebook.rescue import rescue_texts
from coprod_cli.operations.code_changes import CodeChange, fresh_code_sets
from coprod_cli.operations.code_fields import Fields
from coprod_cli.operations.edit_codes import edit_code, edit_set, new_code, new_set
from coprod_cli.operations.own_codes import own_code, own_set
from coprod_cli.operations.workspace import Workspace

UNDER = AnswerKey("code.under")
"""Where the drafts keep below which code a new one is to be put."""


NOTHING = Answer("code").digest
"""The digest of what is not answered."""


@dataclass
class CodeAutosave:
    """Saves the interview about one code, whose drafts are locked.

    Attributes:
        workspace: the workspace.
        name: the name of the code, or the id of the set.
        is_new: whether there is none of that name yet.
        under: the code that a new one is put below; "" for the top of its set.
        reason: why it is changed, for the log.
        drafts: its drafts.
        bases: by answer, the digest of what the set had when the interview began.
        change: the change that was made of it; None as long as there is none.
    """

    workspace: Workspace
    name: str
    is_new: bool
    under: str
    reason: str
    drafts: CodeDrafts
    bases: dict[AnswerKey, str]
    change: CodeChange | None = field(default=None, init=False)

    def keep_draft(self, interview: Interview, text: str) -> None:
        """Save half-typed text; a full disk raises no error here."""
        key = interview.key
        if key is None:
            return
        base = interview.bases.get(key) or answer_of(interview.case, key.address, None).digest
        state = DraftState(
            key, {**interview.drafts, key: text}, {**interview.bases, key: base}
        )  # fmt: skip
        try:
            self.drafts.typed.write(state)
        except CoprodError:
            return

    def save(self, before: Interview, after: Interview) -> Case | Conflict:
        """Save what is confirmed, and at the end make it a change of the code's set.

        An answer that somebody else changed in the set meanwhile is not saved, and a conflict is
        returned.

        Raises:
            CoprodError: it could not be saved, or the set cannot be changed so.
        """
        ended = after.position if isinstance(after.position, Ended) else None
        said = self._said(after.case)
        texts = dict(after.drafts)
        if ended and ended.paused and isinstance(before.position, AtConflict):
            texts[before.position.mine.key] = before.position.mine.text
            said.pop(before.position.mine.key, None)
        self._keep_said(said)
        at = ended.at if ended else after.key
        self.drafts.typed.write(DraftState(at, texts, after.bases))
        if ended is None:
            return after.case
        if said or (self.is_new and not ended.paused):
            present = self._present()
            if (conflict := self._conflict(after.case, said, present)) is not None:
                return conflict
            self._make(said, present, after.case.language)
        self._remove(self.drafts.said)
        if not texts:
            self._remove(self.drafts.typed)
        return after.case

    def rescue(self, drafts: Mapping[AnswerKey, str]) -> Path | None:
        """Write drafts into a private folder, in the notebook or outside it; None if none works."""
        texts = {f"{file_stem(key)}.md": text.encode("utf-8", "replace")
                 for key, text in drafts.items()}  # fmt: skip
        folders = [self.workspace.notebook.rescued_texts_folder]
        return rescue_texts(texts, folders, self.workspace.clock(), stem_of_code(self.name))

    def _said(self, case: Case) -> dict[AnswerKey, str]:
        """Return the confirmed answers that are not what the set had."""
        return {
            each.key: each.text
            for each in case.answers
            if each.digest != self.bases.get(each.key, NOTHING)
        }

    def _keep_said(self, said: Mapping[AnswerKey, str]) -> None:
        if not said:
            self._remove(self.drafts.said)
            return
        texts = {**said, **({UNDER: self.under} if self.under else {})}
        bases = {key: self.bases[key] for key in said if key in self.bases}
        self.drafts.said.write(DraftState(None, texts, bases))

    def _present(self) -> dict[AnswerKey, Wording | None]:
        return {} if self.is_new else present_words(self.workspace, self.name)

    def _conflict(
        self, case: Case, said: Mapping[AnswerKey, str], present: Mapping[AnswerKey, Wording | None]
    ) -> Conflict | None:
        """Return the first answer that the set has otherwise than when the interview began."""
        for key, text in said.items():
            theirs = Answer(key.address, worded(present.get(key), case.language))
            if theirs.digest != self.bases.get(key, NOTHING) and theirs.text != text:
                self.bases[key] = theirs.digest
                return Conflict(Answer(key.address, text), case.with_answer(theirs))
        return None

    def _make(
        self,
        said: Mapping[AnswerKey, str],
        present: Mapping[AnswerKey, Wording | None],
        language: str,
    ) -> None:
        fields: Fields = {
            key.address.question: {language if isinstance(present.get(key), dict) else "": text}
            for key, text in said.items()
        }
        workspace, name, reason = self.workspace, self.name, self.reason
        if not self.is_new:
            self.change = (edit_code if "/" in name else edit_set)(
                workspace, name, fields, reason=reason
            )
        elif "/" in name:
            self.change = new_code(workspace, name, fields, under=self.under, reason=reason)
        else:
            self.change = new_set(workspace, name, fields, reason=reason)

    def _remove(self, drafts: Drafts) -> None:
        try:
            drafts.remove()
        except OSError as error:
            raise save_error(drafts.path, error) from error


def present_words(workspace: Workspace, name: str) -> dict[AnswerKey, Wording | None]:
    """Return the words that a code, or a set, has by now, by the answers that they are.

    Raises:
        NotFound: there is none of that name.
        WrongUsage: it is not in a set of the notebook's own.
        InvalidInput: its set is invalid.
    """
    library = fresh_code_sets(workspace)
    words: Code | CodeSet
    if "/" in name:
        words = own_code(workspace, library, name, inherited=True).placed.code
    else:
        words = own_set(workspace, library, name).code_set
    questions = questions_about(name).questions
    return {AnswerKey(each): getattr(words, each.question) for each in questions}


def questions_about(name: str) -> CodeTemplate:
    """Return the questions about the code with a name, or about the set with an id."""
    return code_template(name) if "/" in name else code_set_template(name)
