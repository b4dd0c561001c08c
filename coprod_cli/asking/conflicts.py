"""What a person is told of two texts for one answer, whichever way they are asked."""

from coprod_cli.case import Answer
from coprod_cli.steps import ConflictStep, Take

CONFLICT = "This answer was changed elsewhere while you wrote. Both texts are safe."
CONFLICT_END = "The other text stays in the case's history."
_MOST_LINES = 3


def takes(step: ConflictStep) -> list[tuple[str, Take]]:
    """Return what may be chosen, in order."""
    choices = [("Take what you wrote", Take.MINE), ("Leave what is there now", Take.THEIRS)]
    if step.can_join:
        choices.append(("Keep both, one below the other", Take.BOTH))
    return choices


def texts(step: ConflictStep, *, most_lines: int | None = _MOST_LINES) -> list[tuple[str, str]]:
    """Return the two texts, each with what it is; long ones cut to a few lines."""
    return [
        ("There now:", _shown(step.theirs, most_lines)),
        ("You wrote:", _shown(step.mine, most_lines)),
    ]


def _shown(answer: Answer, most_lines: int | None) -> str:
    if not answer.text:
        return "(not known yet)" if answer.unknown else "(nothing)"
    lines = answer.text.split("\n")
    if most_lines is None or len(lines) <= most_lines:
        return answer.text
    rest = len(lines) - most_lines + 1
    return "\n".join([*lines[: most_lines - 1], f"({rest} more lines)"])
