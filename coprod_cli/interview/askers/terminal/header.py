"""What stands above the place to write: where one is, the question, its help, and any problem."""

from collections.abc import Sequence

from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.interview.opening_text import OPENING_HEADER, TITLE_HELP, TITLE_TEXT, opening_lines


def question_head(
    where: str,
    question: str,
    *,
    section: Sequence[str] = (),
    opening: Sequence[str] = (),
    notes: Sequence[str] = (),
    problem: str | None = None,
) -> StyleAndTextTuples:
    """Return the lines above a question.

    Args:
        where: the position, in one line.
        question: the question.
        section: the section's title, and its introduction where it is shown.
        opening: the lines of the first screen.
        notes: the question's help and hints.
        problem: what is wrong with what was typed.
    """
    parts: StyleAndTextTuples = [("class:where", f"{where}\n")]
    for place, text in enumerate(section):
        parts.append(("class:help" if place else "class:section", f"{screen_line(text)}\n"))
    if opening:
        parts.append(("", "\n"))
        parts += [("class:opening", f"{translated(line)}\n") for line in opening]
    parts.append(("", "\n"))
    parts.append(("class:question", f"{screen_text(translated(question)).strip()}\n"))
    parts += [
        ("class:help", f"{screen_text(translated(note)).strip()}\n") for note in notes if note
    ]
    if problem:
        parts.append(("class:problem", f"{screen_text(translated(problem))}\n"))
    return parts


def opening_head() -> StyleAndTextTuples:
    """Return the lines of the very first screen."""
    return question_head(
        _(OPENING_HEADER), _(TITLE_TEXT), opening=opening_lines(), notes=[_(TITLE_HELP)]
    )
