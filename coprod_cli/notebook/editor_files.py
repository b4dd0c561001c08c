"""The private folder in which an editor has one text: made, looked through, and taken away.

Each time an editor is opened there is a folder of its own, `ID.KEY.xxxxxxxx`, so that nothing
that an editor left there before is in the way, and that its swap and backup files go with it. KEY
is `ADDRESS` or `ADDRESS@VOICE`, as `file_stem` writes it. The text is in `KEY.md`; `.before` has
what it was, so that what nobody changed is known after a kill.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.errors import CannotSave
from coprod_cli.base.message import msg
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.side_files import (
    make_new_folder,
    make_private,
    move_file,
    names_in,
    plain_folders,
    read_private_file,
    remove_file,
    remove_folder,
    write_new_file,
)

_ID_LENGTH = 15
_BEFORE = ".before"
_UNFIT = re.compile(r"[^\w-]")
_QUOTED = re.compile(r"%(10[0-9a-f]{4}|[0-9a-f]{1,5});")
LARGEST_TEXT = 1_000_000
"""The most bytes that are taken from an editor: some 150 pages."""


@dataclass(frozen=True)
class EditorFile:
    """A text that an editor has, or had; `folder` is its own."""

    folder: Path
    case_id: str
    key: AnswerKey

    @property
    def path(self) -> Path:
        """The file that the editor opens."""
        return self.folder / f"{file_stem(self.key)}.md"

    def read(self) -> bytes | None:
        """Return what is in the file; None where it is no plain file, or too large to be taken.

        Raises:
            OSError: it is not there, or may not be read.
        """
        return read_private_file(self.path, LARGEST_TEXT)

    def is_unchanged(self) -> bool:
        """Tell whether the file holds what it held when the editor was opened."""
        with suppress(OSError):
            data = self.read()
            return data is not None and data == read_private_file(
                self.folder / _BEFORE, LARGEST_TEXT
            )
        return False

    def has_other_files(self) -> bool:
        """Tell whether an editor left more here than the file: a swap or a backup file, say."""
        with suppress(OSError):
            return bool(names_in(self.folder) - {self.path.name, _BEFORE})
        return False

    def remove(self) -> None:
        """Remove the folder and all that is in it; links in it are not followed."""
        remove_folder(self.folder, ignore_errors=True)

    def move_to(self, folder: Path) -> None:
        """Move all that the editor left to another private folder, which is not there yet.

        Raises:
            OSError: it could not be moved, and is where it was.
        """
        move_file(self.folder, folder)
        with suppress(OSError):
            remove_file(folder / _BEFORE)
            make_private(folder)


def make_editor_file(editing: Path, case_id: str, key: AnswerKey, data: bytes) -> EditorFile:
    """Make a private folder with a text in it for an editor.

    Raises:
        CannotSave: it could not be made, and nothing of it is left.
    """
    if editing.is_symlink():
        message = msg("this could not be saved: a link stands where a private folder is needed.")
        raise CannotSave(message, where=str(editing), hint=msg("take the link away"))
    folder = make_new_folder(editing, f"{case_id}.{file_stem(key)}.")
    editor_file = EditorFile(folder, case_id, key)
    try:
        write_new_file(folder / _BEFORE, data)
        write_new_file(editor_file.path, data)
    except BaseException:
        editor_file.remove()
        raise
    return editor_file


def leftover_editor_files(editing: Path) -> Iterator[EditorFile]:
    """Give what editors have, or had when coprod was killed; a link is not followed to any."""
    if editing.is_symlink():
        return
    for folder in plain_folders(editing):
        case_id, dot, rest = (
            folder.name[:_ID_LENGTH], folder.name[_ID_LENGTH:][:1], folder.name[_ID_LENGTH + 1 :],
        )  # fmt: skip
        stem = rest.rpartition(".")[0]
        if is_case_id(case_id) and dot == "." and stem:
            yield EditorFile(folder, case_id, _key_of(stem))


def file_stem(key: AnswerKey) -> str:
    """Return a key as it stands in a file's name; a voice is quoted, since it may be any word."""
    if key.voice is None:
        return key.address
    quoted = _UNFIT.sub(lambda found: f"%{ord(found[0]):x};", key.voice)
    return f"{key.address}@{quoted}"


def _key_of(stem: str) -> AnswerKey:
    address, voice = AnswerKey.parse(stem)
    if voice is not None:
        voice = _QUOTED.sub(lambda found: chr(int(found[1], 16)), voice)
    return AnswerKey(address, voice)


def text_from_editor(data: bytes) -> str | None:
    """Return what an editor saved as the text of an answer; None where it is not UTF-8 text.

    Editors end a file with a line end, which is no part of the answer.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    return text.replace("\r\n", "\n").removesuffix("\n")
