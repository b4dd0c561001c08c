"""Interview a person about a code or a code set: its words come into the set as one change.

Each confirmed answer is on the disk before the next question, in the code's drafts, and is made a
change of the set when the person finishes or stops. So another coder never sees half a definition,
the log has one line, and the sets are not locked while somebody thinks. What a killed process had
is asked on from there, and `codes list` tells of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from coprod_cli.base.atomic import save_error
from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import Message
from coprod_cli.interview.code_questions import CodeTemplate, code_set_template, code_template
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, Ended
from coprod_cli.interview.protocol import Asker
from coprod_cli.interview.session import Conflict, conduct
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case, answer_of
from coprod_cli.model.code_set import Code, CodeSet
from coprod_cli.model.wording import Wording, worded
from coprod_cli.notebook.code_drafts import CodeDrafts, stem_of_code
from coprod_cli.notebook.drafts import Drafts, DraftState
from coprod_cli.notebook.editor_files import file_stem
from coprod_cli.notebook.lock import CaseLock
from coprod_cli.notebook.rescue import rescue_texts
from coprod_cli.operations.code_changes import CodeChange, fresh_code_sets
from coprod_cli.operations.code_fields import Fields
from coprod_cli.operations.conduct_sitting import load_scan_soon, with_scan
from coprod_cli.operations.edit_codes import edit_code, edit_set, new_code, new_set, refuse_taken
from coprod_cli.operations.own_codes import own_code, own_set
from coprod_cli.operations.workspace import Workspace

_UNDER = AnswerKey("code.under")
"""Where the drafts keep below which code a new one is to be put."""


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
            if each.digest != self.bases.get(each.key, _NOTHING)
        }

    def _keep_said(self, said: Mapping[AnswerKey, str]) -> None:
        if not said:
            self._remove(self.drafts.said)
            return
        texts = {**said, **({_UNDER: self.under} if self.under else {})}
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
            if theirs.digest != self.bases.get(key, _NOTHING) and theirs.text != text:
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


_NOTHING = Answer("code").digest
"""The digest of what is not answered."""


@dataclass(frozen=True)
class CodeSitting:
    """An interview about a code that is ready to be conducted; `notices` is told before it."""

    interview: Interview
    autosave: CodeAutosave
    lock: CaseLock
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True)
class CodeSittingResult:
    """How an interview about a code ended.

    Attributes:
        change: what was changed; None if nothing was.
        paused: whether the person stopped before the end.
        half_typed: whether something is half typed, which is kept.
        is_new: whether there is still no code of that name.
    """

    change: CodeChange | None
    paused: bool
    half_typed: bool
    is_new: bool


def open_code(
    workspace: Workspace,
    name: str,
    language: str,
    *,
    is_new: bool,
    under: str = "",
    reason: str = "",
) -> CodeSitting:
    """Open a code, or a code set, for an interview with a person.

    A new one is opened at its first question, another one at its menu; what was begun before is
    gone on with.

    Args:
        workspace: the workspace.
        name: the name of the code, or the id of the set.
        language: the language of the answers where the set has several.
        is_new: whether it is to be made.
        under: the code that a new one is put below.
        reason: why, for the log.

    Raises:
        NotFound: there is none of that name, and it is not new.
        WrongUsage: it is new, and there is one of that name, or that is no name.
        CoprodError: its set is invalid, or somebody else is asked about it.
    """
    if is_new:
        refuse_taken(workspace, name)
    present = {} if is_new else present_words(workspace, name)
    drafts = CodeDrafts.of(workspace.notebook, name)
    lock = drafts.lock(workspace.clock())
    try:
        notices = drafts.recover(workspace.clock())
        said, typed = drafts.said.read(), drafts.typed.read()
    except BaseException:
        lock.release()
        raise
    notices += [*drafts.said.notices, *drafts.typed.notices]
    template = _template(name)
    texts = {key: worded(words, language) for key, words in present.items()}
    bases = {key: Answer(key.address, text).digest for key, text in texts.items()}
    known = {key: text for key, text in said.texts.items() if template.question_at(key.address)}
    texts.update(known)
    bases.update({key: said.bases.get(key, _NOTHING) for key in known})
    answers = tuple(Answer(key.address, text) for key, text in texts.items())
    case = Case("", name, template.id, language=language, answers=answers)
    has_drafts = bool(known or typed.texts)
    if is_new or has_drafts:
        interview = Interview.resume(
            template, case, at=typed.at, drafts=typed.texts, bases=typed.bases
        )
    else:
        interview = Interview.reopen(template, case, drafts={})
    interview = with_scan(
        replace(interview, asks_title=False), workspace.notebook.read_watched_words()
    )
    under = under or said.texts.get(_UNDER, "")
    autosave = CodeAutosave(workspace, name, is_new, under, reason, drafts, bases)
    return CodeSitting(interview, autosave, lock, tuple(notices))


def conduct_code(sitting: CodeSitting, asker: Asker) -> CodeSittingResult:
    """Ask until the interview is over, and release the lock.

    Raises:
        CoprodError: the person left, and the set could not be changed; what was confirmed is kept
            for the next time.
    """
    load_scan_soon(sitting.interview)
    autosave = sitting.autosave
    with sitting.lock:
        ended = conduct(sitting.interview, asker, autosave, autosave.workspace.clock)
    paused = isinstance(ended.position, Ended) and ended.position.paused
    made = autosave.change
    half_typed = autosave.drafts.typed.path.exists()
    return CodeSittingResult(made, paused, half_typed, autosave.is_new and made is None)


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
    questions = _template(name).questions
    return {AnswerKey(each): getattr(words, each.question) for each in questions}


def _template(name: str) -> CodeTemplate:
    return code_template(name) if "/" in name else code_set_template(name)
