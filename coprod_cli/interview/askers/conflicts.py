"""Texts and choices of a merge conflict, shared by the terminal and the plain asker."""

from unicodedata import east_asian_width

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.question_text import answer_text
from coprod_cli.interview.replies import Take
from coprod_cli.interview.steps import ConflictStep
from coprod_cli.model.case import Answer

CONFLICT = N_("This answer was changed elsewhere while you wrote. Both texts are safe.")
CONFLICT_END = N_("The other text stays in the history.")
_MAX_LINES = 3
_LINE_WIDTH = 56
"""Columns of a line on a narrow screen."""
_CONTEXT_LENGTH = 24
"""Characters shown before the first difference of two long texts."""


def conflict_choices(step: ConflictStep) -> list[tuple[str, Take]]:
    """Return the ways to resolve a conflict, each with its label, in order."""
    choices = [(_("Take what you wrote"), Take.MINE), (_("Leave what is there now"), Take.THEIRS)]
    if step.can_join:
        choices.append((_("Keep both, one below the other"), Take.BOTH))
    return choices


def conflict_texts(
    step: ConflictStep, *, max_lines: int | None = _MAX_LINES
) -> list[tuple[str, str]]:
    """Return the two texts, each with its label.

    Long texts are cut to a few lines around their first difference.

    Args:
        step: the conflict.
        max_lines: how many lines of a narrow screen each text may have; None for all.
    """
    theirs, mine = _displayed(step.theirs), _displayed(step.mine)
    if max_lines is not None:
        start = _common_prefix_length(theirs, mine) - _CONTEXT_LENGTH
        is_cut = any(_truncated(text, max_lines) != text for text in (theirs, mine))
        if is_cut and start > _LINE_WIDTH:
            theirs, mine = f"... {theirs[start:]}", f"... {mine[start:]}"
        theirs, mine = _truncated(theirs, max_lines), _truncated(mine, max_lines)
    return [(_("There now:"), theirs), (_("You wrote:"), mine)]


def _displayed(answer: Answer) -> str:
    text = answer_text(answer) or _("(nothing)")
    return "\n".join([text, *(f"- {reference}" for reference in answer.sources)])


def _common_prefix_length(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _truncated(text: str, max_lines: int) -> str:
    """Return the beginning of a text that fits on `max_lines` lines of a narrow screen."""
    lines = text.split("\n")
    if sum(map(_height, lines)) <= max_lines:
        return text
    lines_left = max_lines if len(lines) == 1 else max_lines - 1
    shown: list[str] = []
    for line in lines:
        if lines_left <= 0:
            break
        shown.append(_truncated_line(line, lines_left * _LINE_WIDTH))
        lines_left -= _height(line)
    rest = len(lines) - len(shown)
    if rest:
        more = ngettext("({count} more line)", "({count} more lines)", rest)
        shown.append(more.format(count=rest))
    return "\n".join(shown)


def _height(line: str) -> int:
    """Return how many lines of a narrow screen a line of text takes."""
    return max(-(-sum(map(_width, line)) // _LINE_WIDTH), 1)


def _truncated_line(line: str, columns: int) -> str:
    """Return a line, cut with `...` if it takes more than `columns` columns."""
    width = 0
    for index, character in enumerate(line):
        width += _width(character)
        if width > columns:
            return f"{line[: max(index - 4, 0)].rstrip()} ..."
    return line


def _width(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1
