"""Recovery: turns texts that were open in an editor when coprod was killed into drafts."""

from contextlib import suppress
from datetime import datetime

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import links_outside, refuse_outside_link
from coprod_cli.base.message import Message, msg
from coprod_cli.model.case import Answer
from coprod_cli.notebook.drafts import Drafts
from coprod_cli.notebook.editor_files import EditorFile, leftover_editor_files
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rescue import rescue_editor_file
from coprod_cli.notebook.side_files import GIT_IGNORE, remove_old_leftovers

_NOTE_PATTERN = "????????-??????.md"


def recover(notebook: Notebook, now: datetime) -> list[str]:
    """Recover what editors had open when coprod was killed; return messages for the person.

    Temporary files that were never renamed are removed. A text becomes the draft of its question;
    other files of the editor are moved to the rescued texts. Cases that are locked are skipped.
    """
    drafts = notebook.drafts("").path.parent
    remove_old_leftovers(notebook.folder, _NOTE_PATTERN, now.timestamp())
    if not links_outside(drafts, notebook.folder):
        remove_old_leftovers(drafts, "*", now.timestamp())
        remove_old_leftovers(notebook.state, GIT_IGNORE, now.timestamp())
    messages: list[str] = []
    for file in leftover_editor_files(notebook.editor_files_folder):
        note_path = notebook.folder / f"{file.case_id}.md"
        # If the case is locked, or the disk fails, the file stays where it is.
        with (
            suppress(CoprodError, OSError),
            notebook.lock_case(note_path, file.case_id, now, interactive=False, timeout=0),
        ):
            messages += recover_file(notebook, notebook.drafts(file.case_id), file, now)
    return messages


def recover_file(
    notebook: Notebook, drafts: Drafts, file: EditorFile, now: datetime
) -> list[Message]:
    """Take what an editor had open as a draft; return what the person should know.

    Args:
        notebook: the notebook.
        drafts: the drafts of what was edited.
        file: what the editor had open.
        now: the time.

    Raises:
        CoprodError: it could not be kept; it stays where it is.
        OSError: it could not be moved.
    """
    messages: list[Message] = []
    is_saved = file.is_unchanged()
    if not is_saved:
        try:
            data = file.read()
        except OSError as error:
            # Some editors rename the file before they write a new one.
            data, is_saved = None, isinstance(error, FileNotFoundError)
        text = None if data is None else file.text_in(data)
        if text is not None:
            messages += _keep_as_draft(notebook, drafts, file, text, now)
            is_saved = True
    if is_saved and not file.has_other_files():
        file.remove()
        return messages
    folder = rescue_editor_file(file, notebook.rescued_texts_folder, now)
    message = msg("What an editor had when coprod was stopped is kept in {folder}", folder=folder)
    return [*messages, message]


def _keep_as_draft(
    notebook: Notebook, drafts: Drafts, file: EditorFile, text: str, now: datetime
) -> list[Message]:
    """Save a text as the draft of its question; an earlier draft goes into the history.

    Returns:
        What is to be told of drafts that were there and cannot be used.
    """
    refuse_outside_link(drafts.path, notebook.folder)
    saved = drafts.read()
    before = saved.texts.get(file.key, "")
    if text in ("", before):
        return drafts.notices
    if before and before not in text:
        notebook.history(file.case_id).keep(
            [Answer(file.key.address, before, voice=file.key.voice)], now
        )
    at = saved.at or file.key
    drafts.write(saved._replace(at=at, texts={**saved.texts, file.key: text}))
    return drafts.notices
