"""What a person is told of two texts for one answer, whichever way they are asked."""

from unicodedata import east_asian_width

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.message import N_
from coprod_cli.interview.protocol import ConflictStep, Take
from coprod_cli.model.case import Answer

CONFLICT = N_("This answer was changed elsewhere while you wrote. Both texts are safe.")
CONFLICT_END = N_("The other text stays in the case's history.")
_MOST_LINES = 3
_NARROW = 56
"""The columns of a narrow screen's line, of which a long text is given a few."""
_AROUND = 24
"""The characters that are shown before the first one in which two long texts differ."""


def takes(step: ConflictStep) -> list[tuple[str, Take]]:
    """Return what may be chosen, in order."""
    choices = [(_("Take what you wrote"), Take.MINE), (_("Leave what is there now"), Take.THEIRS)]
    if step.can_join:
        choices.append((_("Keep both, one below the other"), Take.BOTH))
    return choices


def texts(step: ConflictStep, *, most_lines: int | None = _MOST_LINES) -> list[tuple[str, str]]:
    """Return the two texts, each with what it is; long ones cut to a few lines that differ."""
    theirs, mine = _shown(step.theirs), _shown(step.mine)
    if most_lines is not None:
        same = _alike(theirs, mine) - _AROUND
        is_cut = any(_cut(each, most_lines) != each for each in (theirs, mine))
        if is_cut and same > _NARROW:
            theirs, mine = f"... {theirs[same:]}", f"... {mine[same:]}"
        theirs, mine = _cut(theirs, most_lines), _cut(mine, most_lines)
    return [(_("There now:"), theirs), (_("You wrote:"), mine)]


def _shown(answer: Answer) -> str:
    if answer.unknown:
        unknown = _("(not known yet)")
        return f"{unknown} {answer.text}".rstrip()
    return answer.text or _("(nothing)")


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have alike at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str, most_lines: int) -> str:
    """Return as much of a text as a few lines of a narrow screen hold, so that all is seen."""
    lines = text.split("\n")
    if sum(map(_height, lines)) <= most_lines:
        return text
    room = most_lines if len(lines) == 1 else most_lines - 1
    shown: list[str] = []
    for line in lines:
        if room <= 0:
            break
        shown.append(_beginning(line, room * _NARROW))
        room -= _height(line)
    rest = len(lines) - len(shown)
    if rest:
        more = ngettext("({count} more line)", "({count} more lines)", rest)
        shown.append(more.format(count=rest))
    return "\n".join(shown)


def _height(line: str) -> int:
    return max(-(-sum(map(_columns, line)) // _NARROW), 1)


def _beginning(line: str, columns: int) -> str:
    """Return a line, cut where it takes more columns than that."""
    taken = 0
    for place, character in enumerate(line):
        taken += _columns(character)
        if taken > columns:
            return f"{line[: max(place - 4, 0)].rstrip()} ..."
    return line


def _columns(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1
