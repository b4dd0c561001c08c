"""Editor files: a private folder for each text that is open in an external editor.

The folder `ID.KEY.xxxxxxxx` is new each time: files that an editor left earlier are not in the way,
and its swap and backup files are removed with the folder. KEY is `ADDRESS` or `ADDRESS@VOICE`, as
`file_stem` writes it. The text is in `KEY.md`, with a comment below it that `.comment` has, too;
`.before` has the original file, so that an unchanged one is known even after coprod was killed.
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
from coprod_cli.notebook.editor_comment import without_comment
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
_COMMENT = ".comment"
_UNSAFE = re.compile(r"[^\w-]")
_QUOTED = re.compile(r"%(10[0-9a-f]{4}|[0-9a-f]{1,5});")
MAX_TEXT_BYTES = 1_000_000
"""The most bytes that are read from an editor: about 150 pages."""


@dataclass(frozen=True)
class EditorFile:
    """A text that is or was open in an editor, in a private folder of its own."""

    folder: Path
    case_id: str
    key: AnswerKey

    @property
    def path(self) -> Path:
        """The file that the editor opens."""
        return self.folder / f"{file_stem(self.key)}.md"

    def read(self) -> bytes | None:
        """Return the file's bytes; None if it is no plain file, or larger than MAX_TEXT_BYTES.

        Raises:
            OSError: the file does not exist, or may not be read.
        """
        return read_private_file(self.path, MAX_TEXT_BYTES)

    def text_in(self, data: bytes) -> str | None:
        """Return the answer's text in the file's bytes; None if they are not UTF-8 text."""
        return text_from_editor(data, self._comment())

    def _comment(self) -> str:
        """Return the comment in the file; "" for one that an earlier version of coprod made."""
        with suppress(OSError):
            data = read_private_file(self.folder / _COMMENT, MAX_TEXT_BYTES)
            return (data or b"").decode("utf-8", "replace")
        return ""

    def is_unchanged(self) -> bool:
        """Return whether the file is the same as when the editor was opened."""
        with suppress(OSError):
            data = self.read()
            return data is not None and data == read_private_file(
                self.folder / _BEFORE, MAX_TEXT_BYTES
            )
        return False

    def has_other_files(self) -> bool:
        """Return whether the editor left other files here, such as a swap or a backup file."""
        with suppress(OSError):
            return bool(names_in(self.folder) - {self.path.name, _BEFORE, _COMMENT})
        return False

    def remove(self) -> None:
        """Remove the folder and everything in it; links are not followed."""
        remove_folder(self.folder, ignore_errors=True)

    def move_to(self, folder: Path) -> None:
        """Move everything the editor left to another private folder, which does not exist yet.

        Raises:
            OSError: the folder could not be moved; it is unchanged.
        """
        move_file(self.folder, folder)
        for name in (_BEFORE, _COMMENT):
            with suppress(OSError):
                remove_file(folder / name)
        with suppress(OSError):
            make_private(folder)


def make_editor_file(
    parent: Path, case_id: str, key: AnswerKey, data: bytes, comment: str = ""
) -> EditorFile:
    """Make a private folder with a text in it for an editor.

    Args:
        parent: the notebook's folder for editor files.
        case_id: the case.
        key: the answer whose text it is.
        data: the text, with the comment below it.
        comment: the comment, from `comment_block`; "" for none.

    Raises:
        CannotSave: the folder could not be made, and nothing is left of it.
    """
    if parent.is_symlink():
        message = msg("this could not be saved: a link stands where a private folder is needed.")
        raise CannotSave(message, where=str(parent), hint=msg("take the link away"))
    folder = make_new_folder(parent, f"{case_id}.{file_stem(key)}.")
    editor_file = EditorFile(folder, case_id, key)
    try:
        write_new_file(folder / _BEFORE, data)
        if comment:
            write_new_file(folder / _COMMENT, comment.encode())
        write_new_file(editor_file.path, data)
    except BaseException:
        editor_file.remove()
        raise
    return editor_file


def leftover_editor_files(parent: Path) -> Iterator[EditorFile]:
    """Yield the editor files in a folder, open or left by a killed process; ignore links."""
    if parent.is_symlink():
        return
    for folder in plain_folders(parent):
        case_id, dot, rest = (
            folder.name[:_ID_LENGTH], folder.name[_ID_LENGTH:][:1], folder.name[_ID_LENGTH + 1 :],
        )  # fmt: skip
        stem = rest.rpartition(".")[0]
        if is_case_id(case_id) and dot == "." and stem:
            yield EditorFile(folder, case_id, _key_of(stem))


def editor_files_of(parent: Path, name: str) -> Iterator[EditorFile]:
    """Yield the editor files of what is no case, such as a code, by the name they were made for."""
    if parent.is_symlink():
        return
    for folder in plain_folders(parent):
        rest = folder.name.removeprefix(f"{name}.")
        stem = rest.rpartition(".")[0]
        if rest != folder.name and stem:
            yield EditorFile(folder, name, _key_of(stem))


def file_stem(key: AnswerKey) -> str:
    """Return a key as part of a file name; the voice is quoted, since it may be any word."""
    if key.voice is None:
        return key.address
    quoted = _UNSAFE.sub(lambda match: f"%{ord(match[0]):x};", key.voice)
    return f"{key.address}@{quoted}"


def _key_of(stem: str) -> AnswerKey:
    address, voice = AnswerKey.parse(stem)
    if voice is not None:
        voice = _QUOTED.sub(lambda match: chr(int(match[1], 16)), voice)
    return AnswerKey(address, voice)


def text_from_editor(data: bytes, comment: str = "") -> str | None:
    """Return the bytes that an editor saved as an answer's text; None if they are not UTF-8 text.

    Editors end a file with a line end, which is not part of the answer, nor is the comment.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else without_comment(text.replace("\r\n", "\n"), comment)
