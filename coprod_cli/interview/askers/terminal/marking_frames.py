"""What stands above and below the screens on which a person marks: the case, the question, keys."""

from collections.abc import Iterable, Sequence

from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.interview.askers.case_name import case_name
from coprod_cli.interview.askers.marked_passages import (
    BEHIND_LAST,
    DONE_QUESTION,
    WHY_DONE,
    changed_line,
    lost_line,
    on_one_line,
)
from coprod_cli.interview.askers.speakers import spoken_label
from coprod_cli.interview.askers.terminal.frame import CASE_STYLE, UNCUT, Frame
from coprod_cli.interview.marking_desk import MarkingDesk
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.model.code_name import CodeName

_ANSWER_KEYS = N_(
    "Arrows, 1-9: a sentence   e: one more   w: words   *: all\n"
    "Enter: mark it; with none chosen, go on   b: back\n"
    "m: memo   d: take out   u: undo   ?: help   Esc: leave"
)
_FEW_ANSWER_KEYS = N_("Arrows: choose   Enter: mark or go on\n?: all keys   Esc: leave")
_CHANGED_KEYS = N_("Words have changed. o: it is right as it stands now. d: take it out.")
_CODE_KEYS = N_(
    "Type: search   Arrows, Tab: choose   +name: a new code\n"
    "Enter: keep it   Esc: back, nothing is kept"
)
_FEW_CODE_KEYS = N_("Tab: choose   Enter: keep   Esc: back")
_MEMO_KEYS = N_("Enter: keep it   Alt+Enter: new line   Esc: back, not kept")
_FEW_MEMO_KEYS = N_("Enter: keep   Esc: back, not kept")
_DONE_KEYS = N_("y, Enter: it is done   Enter alone: not yet   Esc: back")
_PAGE_KEYS = N_("Arrows: move   Esc, Enter: back")
_LIST_KEYS = N_("Arrows, Enter: choose   Esc: back")
_NO_BREAK = "\N{NO-BREAK SPACE}"
COMMANDS = ":help   :back   :next   :go 7   :edit   :undo   :quit"
_HELP = (
    N_("Nothing in the note changes when you mark. Each passage is kept at once."),
    "",
    N_("Down, Up: the next sentence, the one before. 7: sentence 7."),
    N_("e or Shift+Down: one sentence more. E or Shift+Up: one less."),
    N_("w: its words. Then Left and Right move, e or Shift+Right takes one more."),
    N_("*: the whole answer, whatever it becomes."),
    N_("Enter: give codes to what is chosen. If nothing is, the next answer."),
    N_("n, b: the next answer, the one before. PageDown, PageUp: read on, read back."),
    "",
    N_("m: a memo. c: other codes. d: take a passage out. u: undo."),
    N_("o: a passage whose words have changed is right as it stands now."),
    N_("They go for what you chose; if nothing is chosen, for what you marked last."),
    "",
    N_("Codes: type a part of the name, or of what it means. Several with blanks."),
    N_("1 to 5: a code that you gave last. =: the same as before. +name: a new one."),
    "",
    N_("[words](code): what is marked. [1 words 1](code): where two overlap."),
    N_(":go 7: answer 7. :edit: mark all answers in your editor. :quit: leave."),
    N_("coprod mark --plain asks line by line, for a screen reader."),
)


def help_lines() -> list[str]:
    """Return the lines of the help page."""
    return [_(line) if line else "" for line in _HELP]


def first_notices(desk: MarkingDesk, marking: Marking, place: int) -> list[str]:
    """Return what is to be said on the first screen, which shows the answer at a place from 0."""
    lines = [lost_line(each) for each in marking.lost]
    if changed := desk.places_to_look_at(marking):
        lines.append(changed_line(changed))
    if place:
        lines.append(_(BEHIND_LAST))
    if marking.coding.done:
        day = marking.coding.done
        lines.append(_("You were done with this case on {day}.").format(day=day))
    return lines


def keys_for_changed(passages: Iterable[PlacedPassage]) -> str:
    """Return which keys there are for passages whose words have changed; "" if there are none."""
    return _(_CHANGED_KEYS) if any(each.place.state.is_changed for each in passages) else ""


def case_lines(desk: MarkingDesk, marking: Marking, place: int) -> StyleAndTextTuples:
    """Return the lines about the case, who marks, and which answer of its section this is."""
    case = marking.case
    coder = _("as {voice}").format(voice=marking.coding.coder)
    name = case_name(case.title, case.created)
    number, count = desk.place_in_section(place)
    section_id = desk.answers[place].address.section
    section = screen_line(desk.sections.get(section_id, section_id))
    position = _("answer {number} of {count}").format(number=number, count=count)
    if count < len(desk.answers):
        overall = _("{number} of {count} in all").format(number=place + 1, count=len(desk.answers))
        position = f"{position} ({overall})"
    lines = (f"{name}{UNCUT} - {coder}", f"{section}{UNCUT}: {position}")
    return [(CASE_STYLE, f"{line}\n") for line in lines]


def answer_frame(
    desk: MarkingDesk, marking: Marking, place: int, notice: str, problem: str
) -> Frame:
    """Return the frame of an answer.

    Args:
        desk: the answers.
        marking: what is marked.
        place: which answer, from 0.
        notice: what is to be said about the step before; "" for nothing.
        problem: what is wrong with it.
    """
    answer = desk.answers[place]
    question = screen_line(desk.wording(answer)).strip()
    if answer.voice:
        question = f"{question} ({spoken_label(answer.voice)})"
    if answer.unknown:
        question = " - ".join((question, _("not known yet")))
    lines = [*case_lines(desk, marking, place), ("", "\n"), ("class:question", f"{question}\n")]
    lines += _remarks(notice, problem)
    return [*lines, ("", "\n")], (_(_ANSWER_KEYS), _(_FEW_ANSWER_KEYS))


def codes_frame(
    above: StyleAndTextTuples, words: str | None, last: Sequence[CodeName], notice: str,
    problem: str,
) -> Frame:  # fmt: skip
    """Return the frame of the line for codes.

    Args:
        above: the lines about the case.
        words: the words of the passage; None for the whole answer.
        last: the codes that were given last.
        notice: what is to be said first; "" for nothing.
        problem: what is wrong with those that were typed; "" for nothing.
    """
    lines = [*above, ("", "\n"), ("class:question", f"{_quoted(words)}\n")]
    if last:
        offered = [f"{number}: {name}" for number, name in enumerate(last, 1)]
        offered.append(_("=: the same as before"))
        whole = "   ".join(each.replace(" ", _NO_BREAK) for each in offered)
        lines.append(("class:help", f"{whole}\n"))
    return [*lines, *_remarks(notice, problem), ("", "\n")], (_(_CODE_KEYS), _(_FEW_CODE_KEYS))


def memo_frame(above: StyleAndTextTuples, words: str | None, notice: str) -> Frame:
    """Return the frame of the input for a memo about a passage, with a notice or ""."""
    question = _("What do you think about it?")
    lines = [*above, ("", "\n"), ("class:help", f"{_quoted(words)}\n")]
    lines += [("class:question", f"{question}\n"), *_remarks(notice, "")]
    return [*lines, ("", "\n")], (
        _(_MEMO_KEYS),
        _(_FEW_MEMO_KEYS),
    )


def choice_frame(above: StyleAndTextTuples) -> Frame:
    """Return the frame of a list of passages, of which one is meant."""
    question = _("Which passage?")
    return [*above, ("", "\n"), ("class:question", f"{question}\n")], _(_LIST_KEYS)


def done_frame(above: StyleAndTextTuples) -> Frame:
    """Return the frame of the question whether a case is done."""
    question, why = _(DONE_QUESTION), _(WHY_DONE)
    lines = [("", "\n"), ("class:question", f"{question}\n"), ("class:help", f"{why}\n")]
    return [*above, *lines, ("", "\n")], _(_DONE_KEYS)


def page_frame(above: StyleAndTextTuples) -> Frame:
    """Return the frame of the help page."""
    return [*above, ("", "\n")], _(_PAGE_KEYS)


def _remarks(notice: str, problem: str) -> StyleAndTextTuples:
    lines: StyleAndTextTuples = [("class:help", f"{screen_line(notice)}\n")] if notice else []
    return [*lines, ("class:problem", f"{screen_line(problem)}\n")] if problem else lines


def _quoted(words: str | None) -> str:
    if words is None:
        return _("the whole answer")
    return f'"{screen_line(on_one_line(words))}"'
