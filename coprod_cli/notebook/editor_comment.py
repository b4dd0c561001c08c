r"""Comment in an editor file: what is asked, below the text, taken out again when it is read.

It begins with a line like git's scissors. Only the lines that coprod wrote are taken out, so that a
line which a person wrote below the scissors, or into the comment, is kept. Line ends are `\n`.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

_SCISSORS = "# ------------------------ >8 ------------------------"
_WIDTH = 70
"""Characters of a line of the comment, without its sign."""


def comment_block(paragraphs: Iterable[str]) -> str:
    """Return paragraphs as a comment that begins with the scissors; "" if there are none."""
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph)]
    return "\n".join([_SCISSORS, *lines]) if lines else ""


def with_comment(text: str, comment: str) -> str:
    """Return a text as an editor's file, with a comment below it."""
    if not comment:
        return f"{text}\n" if text else ""
    return f"{text}\n\n{comment}\n"


def without_comment(edited: str, comment: str) -> str:
    """Return an edited file's text, without its last line end and without the comment's own lines.

    A line below the scissors that is not the comment's is kept, at the end of the text. Without the
    scissors, only what is left of the comment at the very end is taken out.

    Args:
        edited: the file's text.
        comment: the comment that coprod wrote into it; "" for none.
    """
    edited = edited.removesuffix("\n")
    if not comment:
        return edited
    lines, block = edited.split("\n"), comment.split("\n")
    cuts = [index for index, line in enumerate(lines) if line.rstrip() == _SCISSORS]
    if not cuts:
        return "\n".join(_without_tail(lines, block))
    above = lines[: cuts[-1]]
    if above and not above[-1].strip():
        del above[-1]  # the blank line before the comment
    below = "\n".join(_not_in(lines[cuts[-1] + 1 :], block)).strip("\n")
    parts = ["\n".join(above), below] if below else ["\n".join(above)]
    return "\n\n".join(part for part in parts if part)


def _wrapped(paragraph: str) -> Iterator[str]:
    """Yield a paragraph as lines of a comment, and an empty one after it."""
    for line in paragraph.split("\n"):
        for part in textwrap.wrap(line, _WIDTH, break_long_words=False) or [""]:
            yield f"# {part}".rstrip()
    yield "#"


def _not_in(lines: Iterable[str], block: Sequence[str]) -> Iterator[str]:
    """Yield lines that are not the comment's, which stand in its order."""
    rest = list(block)
    for line in lines:
        if line.rstrip() in rest:
            del rest[: rest.index(line.rstrip()) + 1]
        else:
            yield line


def _without_tail(lines: Sequence[str], block: Sequence[str]) -> list[str]:
    """Return lines without those of the comment that they end with, in its order."""
    kept, rest = list(lines), list(block)
    while kept and (line := kept[-1].rstrip()) in rest:
        del rest[len(rest) - 1 - rest[::-1].index(line) :]
        del kept[-1]
    if len(kept) < len(lines) and kept and not kept[-1].strip():
        del kept[-1]
    return kept
