"""Paths of notes as plain strings: a notebook may have 100,000, and a `Path` is much slower."""

import os
from pathlib import Path

from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.note.front_matter_keys import key_of
from coprod_cli.notebook.note.markers import MARKER_HINT
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.stand_ins import NOT_HERE, stand_in

UNREADABLE = "unreadable"
"""The kind of the finding about a file or folder that cannot be read."""


def stem_of(path: str) -> str:
    """Return the name of a note without its folder and its ending.

    Of a file in the place of a note (see `stand_ins`), it is that of the note.
    """
    name = os.path.basename(path)  # noqa: PTH119 - for very many strings
    if name.endswith(".md"):
        return name[:-3]
    found = stand_in(name)
    return found.name[:-3] if found else name


def id_or_stem(note: Note) -> str:
    """Return the id of a note's case; without one, the file's name without its ending."""
    return note.case_id or stem_of(note.source)


def case_id_in_name(path: str) -> str:
    """Return the case id that is the name of a file; "" if the file has another name."""
    stem = stem_of(path)
    return stem if is_case_id(stem) else ""


def path_in_notebook(path: str, folder: Path) -> str:
    """Return a note's path relative to the notebook's folder, with `/`, as lists and exports do.

    A path outside the folder is returned unchanged.
    """
    relative = path.removeprefix(f"{folder}{os.sep}")
    return relative.replace(os.sep, "/") if relative != path else path


def is_note(note: Note) -> bool:
    """Return True if a file is a note of coprod: by its name, its markers or its `coprod:` key.

    A file or folder that cannot be read may be one, or have some, and damaged front matter shows
    that a file was one.
    """
    return (
        bool(case_id_in_name(note.source))
        or has_marks(note)
        or (note.case is None and _may_be_note(note))
    )


def has_marks(note: Note) -> bool:
    """Return True if a file's content is that of a note, which may be damaged."""
    front = note.front_matter
    return (
        MARKER_HINT.search(note.text) is not None
        or (front is not None and "coprod" in map(key_of, front.values))
        or (note.case is None and _was_note(note))
    )


def _may_be_note(note: Note) -> bool:
    """Return whether a file cannot be opened, and thus may be a note."""
    kinds = {finding.kind for finding in note.findings}
    is_there = os.path.exists(note.source)  # noqa: PTH110 - not a broken link of another program
    return not kinds.isdisjoint({UNREADABLE, NOT_HERE}) and is_there


def _was_note(note: Note) -> bool:
    """Return whether a file begins with damaged front matter of coprod."""
    if "coprod" not in note.text:
        return False
    from coprod_cli.notebook.note.front_matter_lines import damage_at_top

    block = damage_at_top(note.text)
    return block is not None and any(key_of(line.partition(":")[0]) == "coprod" for line in block)
