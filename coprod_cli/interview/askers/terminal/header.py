"""Lines above an input: the case, position, section, question, notes and any problem."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import Message
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.interview.askers.case_name import case_name
from coprod_cli.interview.askers.speakers import as_speaker, with_speaker
from coprod_cli.interview.askers.terminal.frame import CASE_STYLE, UNCUT
from coprod_cli.interview.opening_text import TITLE_HELP, TITLE_TEXT, opening_lines

if TYPE_CHECKING:
    from coprod_cli.interview.step_parts import CaseLabel  # whose questions need pydantic


def case_lines(label: "CaseLabel") -> StyleAndTextTuples:
    """Return the styled line at the top of each screen: the case's name, and who speaks."""
    name = case_name(label.title, label.created)
    speaker = f"{UNCUT} - {as_speaker(label.voice)}" if label.voice else ""
    return [(CASE_STYLE, f"{name}{speaker}\n")]


def question_lines(
    position: str,
    question: str,
    *,
    case: "CaseLabel | None" = None,
    section: Sequence[str] = (),
    opening: Sequence[str] = (),
    notice: str = "",
    notes: Sequence[str] = (),
    problem: str | None = None,
) -> StyleAndTextTuples:
    """Return the styled lines above a question's input.

    Args:
        position: the position in the interview, on one line; "" for none.
        question: the question's text.
        case: what names the case; None where it has no name yet.
        section: the section's title, and its introduction if it is to be shown.
        opening: the introductory lines of the first screen.
        notice: what is to be said about the reply before; "" for nothing.
        notes: the question's help, hints and remarks; empty ones are left out.
        problem: what is wrong with the last reply.
    """
    parts: StyleAndTextTuples = [] if case is None else case_lines(case)
    if position:
        parts.append(("class:position", f"{position}\n"))
    for index, text in enumerate(section):
        parts.append(("class:help" if index else "class:section", f"{screen_line(text)}\n"))
    if notice:
        parts.append(("class:help", f"{screen_text(translated(notice))}\n"))
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


def opening_screen_lines(
    header: Message, *, introduced: bool = False, voice: str | None = None
) -> StyleAndTextTuples:
    """Return the styled lines of the very first screen, which asks for a case's title.

    Args:
        header: what is new, such as a new case.
        introduced: whether the whole introduction was shown before.
        voice: who speaks; None if nobody said.
    """
    return question_lines(
        with_speaker(translated(header), voice),
        _(TITLE_TEXT),
        opening=opening_lines(introduced=introduced),
        notes=[_(TITLE_HELP)],
    )
