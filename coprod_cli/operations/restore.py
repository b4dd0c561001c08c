"""Restore a case from the trash, or earlier answers or a whole earlier note from the history."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import reduce
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from coprod_cli.base.errors import NotFound, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case, answer_of
from coprod_cli.model.voices import answers_there, several_voices, voices_of
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.removed_codings import bring_codings_back
from coprod_cli.notebook.rewrite import replace_note
from coprod_cli.notebook.trash import Trash
from coprod_cli.notebook.withdrawn import refuse_withdrawn
from coprod_cli.operations.lock_case import lock_case
from coprod_cli.operations.workspace import Workspace


class RestoredAnswers(NamedTuple):
    """The path of a note, and the restored answers: `ADDRESS`, or `ADDRESS@VOICE` with a voice."""

    path: Path
    addresses: tuple[str, ...]


def restore_case(workspace: Workspace, reference: str) -> Path:
    """Move a case from the trash back into the notebook, and return the path of its note.

    Its codings come back first: a restore that was killed halfway can be done again.

    Raises:
        NotFound: no case in the trash, or more than one, has that name.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be moved; it is still in the trash.
        CoprodError: another file, or a link that leads out of the notebook, is in its place.
    """
    notebook = workspace.notebook
    trash = Trash(notebook)
    try:
        path = trash.find(reference)
    except NotFound as error:
        raise _not_in_trash(notebook, reference, error) from None
    name = notebook.case_id_of(path)
    with notebook.lock_case(
        notebook.folder / path.name, name, workspace.clock(), interactive=False
    ):
        bring_codings_back(Codings(notebook), name, path)
        return trash.restore(path)


def restore_answers(
    workspace: Workspace, reference: str, when: datetime, only: Collection[str] = ()
) -> RestoredAnswers:
    """Restore answers of a case to what they were at a time.

    Args:
        workspace: the workspace.
        reference: the case.
        when: the time, with a time zone.
        only: the answers to restore, each `ADDRESS` or `ADDRESS@VOICE`; by default all that changed
            since.

    Raises:
        NotFound: no case has that name, or no answer changed since then.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be written; it is unchanged.
        InvalidInput: an answer in the note cannot be attributed to its question.
        WrongUsage: `only` names none of several voices that answered a question.
    """
    notebook = workspace.notebook
    path = notebook.find_to_change(reference)
    autosave, case, lock = lock_case(workspace, path, interactive=False)
    with lock:
        refuse_withdrawn(case, autosave.template, case.id or path.stem)
        earlier = autosave.history.answers_at(when)
        keys = {_named_key(name, case, earlier) for name in only}
        answers = [
            answer
            for answer in earlier
            if (not only or answer.key in keys)
            and answer_of(case, answer.address, answer.voice) != answer
        ]
        if not answers:
            name = case.id or path.stem
            hint = f"coprod history {name}"
            raise NotFound(msg("nothing was replaced since then."), where=name, hint=hint)
        autosave.save_case(case, reduce(Case.with_answer, answers, case))
    return RestoredAnswers(path, tuple(str(answer.key) for answer in answers))


def _named_key(name: str, case: Case, earlier: Sequence[Answer]) -> AnswerKey:
    """Return the key of the answer that `ADDRESS` or `ADDRESS@VOICE` names.

    Raises:
        WrongUsage: no voice is named, and several answered the question, now or before.
    """
    key = AnswerKey.parse(name)
    if "@" in name:
        return key
    before = [answer for answer in earlier if answer.address == key.address]
    there = (*answers_there(case, key.address), *before)
    voices = voices_of(answer for answer in there if answer.voice is not None or answer.given)
    if len(voices) > 1:
        message = several_voices(key.address, voices)
        voice = next(voice for voice in voices if voice is not None)
        raise WrongUsage(message, hint=f"--only {quote(str(AnswerKey(key.address, voice)))}")
    return AnswerKey(key.address, *voices)


def restore_note(workspace: Workspace, reference: str, when: datetime) -> Path:
    """Restore a whole note to what it was at a time; its present text goes into the history.

    Raises:
        NotFound: no case has that name, or the history has no whole note since then.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be written; it is unchanged.
    """
    notebook = workspace.notebook
    path = notebook.find_to_change(reference)
    name = notebook.case_id_of(path)
    if (case := notebook.read(path).case) is not None:
        refuse_withdrawn(case, workspace.library.find(case.template), name)

    def earlier_content(_note: Note) -> bytes:
        content = notebook.history(name).note_at(when)
        if content is None:
            hint = f"coprod history {name}"
            raise NotFound(msg("no whole note was kept since then."), where=name, hint=hint)
        return content

    replace_note(notebook, path, earlier_content, workspace.clock())
    return path


def parse_moment(text: str) -> datetime:
    """Return the time that an ISO 8601 text names; a day alone is its beginning in local time.

    Raises:
        WrongUsage: the text is no time, or a local time that comes twice, when summer time ends.
    """
    try:
        named = datetime.fromisoformat(text.strip())
        # A time in a far year may not exist in the local time zone.
        when, again = named.astimezone(), named.replace(fold=1).astimezone()
    except (ValueError, OverflowError, OSError):
        hint = msg("--to 2026-11-24T09:30, as coprod history lists them")
        raise WrongUsage(msg("--to takes a day, or a day and a time."), hint=hint) from None
    # A time that the clock skips in spring is no local time of either.
    if when.replace(tzinfo=None) == named == again.replace(tzinfo=None) and again > when:
        message = msg("this time comes twice, as the clock goes back: say which one.")
        hint = msg("{command}, or {other}", command=_to(when), other=_to(again))
        raise WrongUsage(message, hint=hint)
    return when


def _to(when: datetime) -> str:
    return f"--to {when.isoformat()}"


def _not_in_trash(notebook: Notebook, reference: str, error: NotFound) -> NotFound:
    """Return the error, or a more helpful one if the case is in the notebook."""
    try:
        notebook.find(reference)
    except NotFound:
        return error
    command = f"coprod restore {reference} --to WHEN"
    hint = msg("{command}, for earlier texts of its answers", command=command)
    return NotFound(
        msg("this case is not in the bin: it is in the notebook."),
        hint=hint,
    )
