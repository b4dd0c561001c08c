"""What a killed process left behind: texts go back to where they were written, the rest goes."""

from contextlib import suppress
from datetime import datetime

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import links_outside, refuse_outside_link
from coprod_cli.base.message import msg
from coprod_cli.model.case import Answer
from coprod_cli.notebook.drafts import DraftState
from coprod_cli.notebook.editor_files import EditorFile, leftover_editor_files, text_from_editor
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rescue import rescue_editor_file
from coprod_cli.notebook.side_files import remove_old_leftovers

_NOTE = "????????-??????.md"


def recover(book: Notebook, now: datetime) -> list[str]:
    """Take back what editors had when coprod was killed; return what the person is to be told.

    Parts of files that were never put in their place go away. A text becomes the half-typed text
    of its question; what is no text, and what an editor left beside one, goes to the rescued texts.
    Cases that somebody works on are passed over.
    """
    drafts = book.drafts("").path.parent
    remove_old_leftovers(book.folder, _NOTE, now.timestamp())
    if not links_outside(drafts, book.folder):
        remove_old_leftovers(drafts, "*", now.timestamp())
    told = []
    for edited in leftover_editor_files(book.editor_files_folder):
        note = book.folder / f"{edited.case_id}.md"
        # Where somebody works on the case, or the disk fails, it stays where it is.
        with (
            suppress(CoprodError, OSError),
            book.lock_case(note, edited.case_id, now, interactive=False, timeout=0),
        ):
            told.append(_recover(book, edited, now))
    return [sentence for sentence in told if sentence]


def _recover(book: Notebook, edited: EditorFile, now: datetime) -> str:
    is_taken = edited.is_unchanged()
    if not is_taken:
        try:
            data = edited.read()
        except OSError as error:
            # Some editors move the file away before they write it anew.
            data, is_taken = None, isinstance(error, FileNotFoundError)
        text = None if data is None else text_from_editor(data)
        if text is not None:
            _keep_as_draft(book, edited, text, now)
            is_taken = True
    if is_taken and not edited.has_other_files():
        edited.remove()
        return ""
    folder = rescue_editor_file(edited, book.rescued_texts_folder, now)
    return msg("What an editor had when coprod was stopped is kept in {folder}", folder=folder)


def _keep_as_draft(book: Notebook, edited: EditorFile, text: str, now: datetime) -> None:
    """Let a text be half typed at its question; what was half typed there goes to the history."""
    drafts = book.drafts(edited.case_id)
    refuse_outside_link(drafts.path, book.folder)
    kept = drafts.read()
    before = kept.texts.get(edited.key, "")
    if text in ("", before):
        return
    if before and before not in text:
        book.history(edited.case_id).keep(
            [Answer(edited.key.address, before, voice=edited.key.voice)], now
        )
    at = kept.at or edited.key
    drafts.write(DraftState(at, {**kept.texts, edited.key: text}, kept.bases))
