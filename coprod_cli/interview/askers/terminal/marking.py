"""Full-screen marking: a person goes through the answers of a case, and gives codes to passages.

The engine is `knowledge.marking.Marking`, as it is for lines, data and the editor. Each step is
saved before the next screen shows.
"""

from collections.abc import Callable

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.span import Span
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.marked_passages import kept_line
from coprod_cli.interview.askers.marked_text import MarkedText, passages_meant
from coprod_cli.interview.askers.marks_editor import EditMarks, NotMarked
from coprod_cli.interview.askers.passage_pointer import Pointed
from coprod_cli.interview.askers.terminal.marked_answer import Act, AnswerView
from coprod_cli.interview.askers.terminal.marking_frames import (
    answer_frame,
    case_lines,
    first_notices,
    keys_for_changed,
)
from coprod_cli.interview.askers.terminal.marking_prompts import (
    ask_codes,
    ask_command,
    ask_done,
    ask_memo,
    choose_passage,
    show_help,
)
from coprod_cli.interview.askers.terminal.marking_sitting import Sitting, problem_of
from coprod_cli.interview.askers.terminal.screen import COMMAND, Screen
from coprod_cli.interview.marking_desk import MarkingDesk
from coprod_cli.interview.replies import Back
from coprod_cli.knowledge.marking import Marking, PlacedPassage

_HALF_TYPED = N_("This was half typed when coprod was stopped.")
_NOTHING_HERE = N_("Nothing is marked here.")


def mark_on_screen(desk: MarkingDesk, marking: Marking, edit: EditMarks) -> Marking:
    """Let a person mark a case on the screen, and return what is marked.

    Args:
        desk: the answers, the codes, and what saves.
        marking: what is marked at first.
        edit: lets them mark in their editor.
    """
    with Screen() as screen:
        sitting = Sitting(desk, marking, screen, edit)
        sitting.go_to(desk.first_place(marking))
        sitting.notice = "  ".join(first_notices(desk, marking, sitting.place))
        try:
            _resume(sitting)
            while not sitting.is_over:
                _show_answer(sitting)
        except INTERRUPTIONS:
            pass
    return sitting.marking


def _show_answer(sitting: Sitting) -> None:
    """Show an answer until the person wants something, and do that."""
    sitting.reread()
    desk, answer = sitting.desk, sitting.answer
    shown = MarkedText.of(sitting.marking, answer, desk.others, sitting.pointer.sentences)
    view = AnswerView(shown, sitting.pointer)
    notice = sitting.notice or keys_for_changed(sitting.marking.in_answer(answer))
    frame = answer_frame(desk, sitting.marking, sitting.place, notice, sitting.problem)
    result = sitting.screen.run(view.application(), frame)
    sitting.pointer, sitting.notice, sitting.problem = view.pointer, "", ""
    if result == COMMAND:
        _command(sitting)
    elif isinstance(result, Act):
        _STEPS[result](sitting)
    elif isinstance(result, Back):
        _back(sitting)
    else:
        _leave(sitting)


# --- from answer to answer ---


def _next(sitting: Sitting) -> None:
    if sitting.place + 1 < len(sitting.desk.answers):
        sitting.go_to(sitting.place + 1)
    elif sitting.desk.whole and not sitting.marking.coding.done:
        above = case_lines(sitting.desk, sitting.marking, sitting.place)
        is_done = ask_done(sitting.screen, above)
        if is_done:
            sitting.save(sitting.marking.done(sitting.desk.when()[:10]), "")
        sitting.is_over = is_done is not None and not sitting.problem
    else:
        sitting.is_over = True


def _back(sitting: Sitting) -> None:
    if sitting.place:
        sitting.go_to(sitting.place - 1)
    else:
        sitting.notice = _("This is the first answer.")


def _leave(sitting: Sitting) -> None:
    sitting.is_over = True


def _command(sitting: Sitting) -> None:
    above = case_lines(sitting.desk, sitting.marking, sitting.place)
    typed = ask_command(sitting.screen, above)
    word, _blank, rest = typed.partition(" ")
    if word == "go" and rest.isdecimal() and 0 < int(rest) <= len(sitting.desk.answers):
        sitting.go_to(int(rest) - 1)
    elif word in {"edit", "e"}:
        _edit(sitting)
    elif word in _COMMANDS:
        _STEPS[_COMMANDS[word]](sitting)
    elif typed:
        sitting.problem = _("There is no such command here; :help lists them.")


def _help(sitting: Sitting) -> None:
    show_help(sitting.screen, case_lines(sitting.desk, sitting.marking, sitting.place))


def _edit(sitting: Sitting) -> None:
    """Let the person mark in their editor, and come back to where they were."""
    try:
        with sitting.screen.suspended():
            sitting.marking = sitting.edit(sitting.marking)
    except NotMarked as failure:
        sitting.problem = " ".join(failure.lines)
    except CoprodError as error:
        sitting.problem = problem_of(error)
    sitting.pointer = sitting.pointer.at_nothing()


# --- passages ---


def _enter(sitting: Sitting) -> None:
    if sitting.pointer.kind is Pointed.NOTHING:
        _next(sitting)
    elif not sitting.reread():
        _mark_at(sitting, sitting.pointer.span)


def _mark_at(sitting: Sitting, span: Span | None, half_typed: str = "") -> None:
    """Ask for the codes of a place, None for the whole answer, and mark it."""
    answer, desk = sitting.answer, sitting.desk
    words = answer.text[span.start : span.end] if span else None
    above = case_lines(desk, sitting.marking, sitting.place)
    codes = ask_codes(
        sitting.screen, above, words, sitting.marking, desk.codes,
        keep=sitting.keeper(span=span), text=half_typed,
        notice=_(_HALF_TYPED) if half_typed else "",
    )  # fmt: skip
    if not codes or not answer.text:
        desk.keep(None)
        sitting.notice = _("not kept.")
        return
    try:
        marked = desk.mark(sitting.marking, answer, span, codes)
    except CoprodError as error:
        sitting.problem = problem_of(error)
        return
    desk.keep(None)
    if marked is None:
        sitting.reread()
        return
    sitting.marking, sitting.pointer = marked, sitting.pointer.at_nothing()
    sitting.notice = kept_line(marked, answer, span, codes)
    placed = marked.passage_at(answer, span)
    sitting.marked = placed.passage.id if placed else ""


def _memo(sitting: Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        _ask_memo(sitting, each)


def _ask_memo(sitting: Sitting, each: PlacedPassage, half_typed: str | None = None) -> None:
    above = case_lines(sitting.desk, sitting.marking, sitting.place)
    memo, stops = ask_memo(
        sitting.screen, above, each, sitting.keeper(passage=each.passage.id, is_memo=True),
        text=half_typed, notice=_(_HALF_TYPED) if half_typed else "",
    )  # fmt: skip
    if memo is None:
        sitting.desk.keep(None)
    else:
        sitting.marked = each.passage.id
        marking = sitting.marking.recode(each.passage.id, memo=memo)
        sitting.save(marking, _("The memo is kept."))
    sitting.is_over = stops


def _codes(sitting: Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        _ask_codes(sitting, each)


def _ask_codes(sitting: Sitting, each: PlacedPassage, half_typed: str = "") -> None:
    above = case_lines(sitting.desk, sitting.marking, sitting.place)
    text = half_typed or "".join(f"{code} " for code in each.passage.codes)
    keep = sitting.keeper(passage=each.passage.id)
    codes = ask_codes(
        sitting.screen, above, each.part, sitting.marking, sitting.desk.codes, keep=keep,
        text=text, notice=_(_HALF_TYPED) if half_typed else "",
    )  # fmt: skip
    if not codes:
        sitting.desk.keep(None)
        return
    sitting.marked = each.passage.id
    notice = _("kept: {codes}").format(codes=" ".join(codes))
    sitting.save(sitting.marking.recode(each.passage.id, codes), notice)


def _resume(sitting: Sitting) -> None:
    """Bring back what was half typed when a sitting before this one was killed."""
    desk, begun = sitting.desk, sitting.desk.half_typed
    place = desk.place_of(begun.key) if begun else None
    if begun is None or place is None:
        return
    sitting.go_to(place)
    passages = sitting.marking.in_answer(sitting.answer)
    each = next((each for each in passages if each.passage.id == begun.passage), None)
    if each is not None and begun.is_memo:
        _ask_memo(sitting, each, begun.text)
    elif each is not None:
        _ask_codes(sitting, each, begun.text)
    elif not begun.passage and begun.said == sitting.answer.digest:
        _mark_at(sitting, begun.span, begun.text)
    else:
        kept = _("What was half typed belongs nowhere any more; it is kept in {folder}")
        sitting.problem = kept.format(folder=desk.rescue(begun.text))
        desk.keep(None)


def _remove(sitting: Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        sitting.save(sitting.marking.remove(each.passage.id), _("Taken out; u brings it back."))


def _accept(sitting: Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        marking = sitting.marking.accept(each.passage.id, sitting.desk.when())
        sitting.save(marking, _("kept as it stands now."))


def _undo(sitting: Sitting) -> None:
    if sitting.marking.before:
        sitting.save(sitting.marking.undo(), _("undone."))
    else:
        sitting.notice = _("There is nothing to undo.")


def _chosen(sitting: Sitting) -> PlacedPassage | None:
    """Return the passage that is meant; of several that may be, the one that the person chooses."""
    passages = passages_meant(sitting.marking, sitting.answer, sitting.pointer, last=sitting.marked)
    if not passages:
        sitting.notice = _(_NOTHING_HERE)
        return None
    if len(passages) == 1:
        return passages[0]
    above = case_lines(sitting.desk, sitting.marking, sitting.place)
    return choose_passage(sitting.screen, above, passages)


_STEPS: dict[Act, Callable[[Sitting], None]] = {
    Act.ENTER: _enter, Act.NEXT: _next, Act.BACK: _back, Act.LEAVE: _leave, Act.HELP: _help,
    Act.MEMO: _memo, Act.CODES: _codes, Act.REMOVE: _remove, Act.ACCEPT: _accept, Act.UNDO: _undo,
}  # fmt: skip
_COMMANDS = {
    "help": Act.HELP, "h": Act.HELP, "?": Act.HELP, "quit": Act.LEAVE, "q": Act.LEAVE,
    "back": Act.BACK, "b": Act.BACK, "next": Act.NEXT, "n": Act.NEXT, "undo": Act.UNDO,
    "u": Act.UNDO, "memo": Act.MEMO, "m": Act.MEMO,
}  # fmt: skip
