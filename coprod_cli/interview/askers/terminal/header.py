"""Lines above an input: position, section, question, notes and any problem."""

from collections.abc import Sequence

from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.interview.opening_text import OPENING_HEADER, TITLE_HELP, TITLE_TEXT, opening_lines


def question_lines(
    position: str,
    question: str,
    *,
    section: Sequence[str] = (),
    opening: Sequence[str] = (),
    notes: Sequence[str] = (),
    problem: str | None = None,
) -> StyleAndTextTuples:
    """Return the styled lines above a question's input.

    Args:
        position: the position in the interview, on one line.
        question: the question's text.
        section: the section's title, and its introduction if it is to be shown.
        opening: the introductory lines of the first screen.
        notes: the question's help, hints and remarks; empty ones are left out.
        problem: what is wrong with the last reply.
    """
    parts: StyleAndTextTuples = [("class:position", f"{position}\n")]
    for index, text in enumerate(section):
        parts.append(("class:help" if index else "class:section", f"{screen_line(text)}\n"))
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


def opening_screen_lines() -> StyleAndTextTuples:
    """Return the styled lines of the very first screen, which asks for a case's title."""
    return question_lines(
        _(OPENING_HEADER), _(TITLE_TEXT), opening=opening_lines(), notes=[_(TITLE_HELP)]
    )
