"""Takes the versions of a note apart that git left in one file, with its conflict marks.

The marks are described in git's manual of `git merge`, "How conflicts are presented". The styles
`merge`, `diff3` and `zdiff3` are understood.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.notebook.note.edit import original_lines
from coprod_cli.notebook.note.merge import NO_EARLIER_TEXTS, EarlierTexts, Merged, merge_notes
from coprod_cli.notebook.note.reader import Note, read_note

_MARK = re.compile(r"(<<<<<<<|\|\|\|\|\|\|\||>>>>>>>)(?: [^\r\n]*)?[\r\n]*\Z|(=======)[\r\n]*\Z")
_NEXT = {"": "<", "<": "|=", "|": "=", "=": ">"}
"""The marks that may follow each mark, each by its first character."""


class Sides(NamedTuple):
    """The versions in a note with conflict marks; `base` is None if git did not write it."""

    base: Note | None
    ours: Note
    theirs: Note


class TextSides(NamedTuple):
    """The versions of a text with conflict marks; `base` is None if git did not write it."""

    base: str | None
    ours: str
    theirs: str


def text_sides(lines: Iterable[str]) -> TextSides | None:
    """Return the versions of a text with conflict marks; None if the marks are not in pairs.

    Args:
        lines: the lines of the text, with their line ends.
    """
    texts: dict[str, list[str]] = {"<": [], "|": [], "=": []}
    part, has_base = "", True
    for line in lines:
        match = _MARK.match(line)
        if match is None:
            for side, found in texts.items():
                if part in ("", side):
                    found.append(line)
            continue
        mark = (match[1] or match[2])[0]
        if mark not in _NEXT[part]:
            return None
        has_base = has_base and (mark != "=" or part == "|")
        part = "" if mark == ">" else mark
    if part:
        return None
    base, ours, theirs = ("".join(texts[side]) for side in ("|", "<", "="))
    return TextSides(base if has_base else None, ours, theirs)


def conflict_sides(note: Note) -> Sides | None:
    """Return the versions of a note with conflict marks; None if the marks are not in pairs."""
    texts = text_sides(original_lines(note))
    if texts is None:
        return None
    ours, theirs = (read_note(each.encode(), note.source) for each in texts[1:])
    base = None if texts.base is None else read_note(texts.base.encode(), note.source)
    return Sides(base, ours, theirs)


def merged_sides(
    note: Note,
    earlier: EarlierTexts = NO_EARLIER_TEXTS,
    mend: Callable[[Note], Note] = lambda side: side,
) -> Merged | None:
    """Return the merge of the versions in a note with conflict marks.

    Args:
        note: the note.
        earlier: texts of answers that are known to have been replaced by a later one.
        mend: repairs a version, which another program may have damaged.

    Returns:
        None if the note has no marks, or its versions cannot be merged with certainty.
    """
    if not any(finding.kind == "conflict" for finding in note.findings):
        return None
    sides = conflict_sides(note)
    if sides is None:
        return None
    try:
        base = None if sides.base is None else mend(sides.base)
        return merge_notes(base, mend(sides.ours), mend(sides.theirs), earlier)
    except CoprodError:
        return None
