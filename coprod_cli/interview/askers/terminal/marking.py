"""Full-screen marking: a person goes through the answers of a case, and gives codes to passages.

The engine is `knowledge.marking.Marking`, as it is for lines, data and the editor. Each step is
saved before the next screen shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.marked_passages import CHANGED_MEANWHILE
from coprod_cli.interview.askers.marked_text import MarkedText, passages_meant
from coprod_cli.interview.askers.marks_editor import EditMarks, NotMarked
from coprod_cli.interview.askers.passage_pointer import PassagePointer, Pointed
from coprod_cli.interview.askers.terminal.marked_answer import Act, AnswerView
from coprod_cli.interview.askers.terminal.marking_frames import (
    answer_frame,
    case_lines,
    first_notices,
)
from coprod_cli.interview.askers.terminal.marking_prompts import (
    ask_codes,
    ask_command,
    ask_done,
    ask_memo,
    choose_passage,
    show_help,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND, Screen
from coprod_cli.interview.marking_desk import MarkingDesk
from coprod_cli.interview.replies import Back
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.model.case import Answer

_NOTHING_HERE = N_("Nothing is marked here.")


def mark_on_screen(desk: MarkingDesk, marking: Marking, edit: EditMarks) -> Marking:
    """Let a person mark a case on the screen, and return what is marked.

    Args:
        desk: the answers, the codes, and what saves.
        marking: what is marked at first.
        edit: lets them mark in their editor.
    """
    with Screen() as screen:
        sitting = _Sitting(desk, marking, screen, edit)
        sitting.go_to(desk.first_place(marking))
        sitting.notice = "  ".join(first_notices(marking, sitting.place))
        try:
            while not sitting.is_over:
                _show_answer(sitting)
        except INTERRUPTIONS:
            pass
    return sitting.marking


@dataclass
class _Sitting:
    """One sitting: what is marked by now, which answer is shown, and what is pointed at in it.

    Attributes:
        desk: the answers, the codes, and what saves.
        marking: what is marked by now.
        screen: the screen.
        edit: lets the person mark in their editor.
        place: which answer is shown, from 0.
        pointer: what is pointed at in it.
        marked: the id of the passage that was marked or changed last in it; "" for none.
        notice: what is to be said about the step before; "" for nothing.
        problem: what is wrong with it.
        is_over: whether the person leaves.
    """

    desk: MarkingDesk
    marking: Marking
    screen: Screen
    edit: EditMarks
    place: int = 0
    pointer: PassagePointer = field(default_factory=lambda: PassagePointer.of(""))
    marked: str = ""
    notice: str = ""
    problem: str = ""
    is_over: bool = False

    @property
    def answer(self) -> Answer:
        return self.desk.answer_now(self.marking, self.place)

    def go_to(self, place: int) -> None:
        """Show an answer, with nothing pointed at."""
        self.place = place
        self.pointer, self.marked = PassagePointer.of(self.answer.text), ""

    def reread(self) -> bool:
        """Take the answers as they are in the note by now; return whether this one has changed."""
        before = self.answer.text
        self.marking = self.desk.reread(self.marking)
        if self.answer.text == before:
            return False
        self.go_to(self.place)
        self.problem = _(CHANGED_MEANWHILE)
        return True

    def save(self, marking: Marking, notice: str) -> None:
        """Save a step, and say so; if it cannot be saved, say that, and stay where it was."""
        try:
            self.marking = self.desk.save(marking)
        except CoprodError as error:
            self.problem = _problem_of(error)
        else:
            self.notice = notice


def _problem_of(error: CoprodError) -> str:
    return " ".join(translated(line) for line in error.lines())


def _show_answer(sitting: _Sitting) -> None:
    """Show an answer until the person wants something, and do that."""
    sitting.reread()
    desk, answer = sitting.desk, sitting.answer
    shown = MarkedText.of(sitting.marking, answer, desk.others, sitting.pointer.sentences)
    view = AnswerView(shown, sitting.pointer)
    frame = answer_frame(desk, sitting.marking, sitting.place, sitting.notice, sitting.problem)
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


def _next(sitting: _Sitting) -> None:
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


def _back(sitting: _Sitting) -> None:
    if sitting.place:
        sitting.go_to(sitting.place - 1)
    else:
        sitting.notice = _("This is the first answer.")


def _leave(sitting: _Sitting) -> None:
    sitting.is_over = True


def _command(sitting: _Sitting) -> None:
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


def _help(sitting: _Sitting) -> None:
    show_help(sitting.screen, case_lines(sitting.desk, sitting.marking, sitting.place))


def _edit(sitting: _Sitting) -> None:
    """Let the person mark in their editor, and come back to where they were."""
    try:
        with sitting.screen.suspended():
            sitting.marking = sitting.edit(sitting.marking)
    except NotMarked as failure:
        sitting.problem = " ".join(failure.lines)
    except CoprodError as error:
        sitting.problem = _problem_of(error)
    sitting.pointer = sitting.pointer.at_nothing()


# --- passages ---


def _enter(sitting: _Sitting) -> None:
    if sitting.pointer.kind is Pointed.NOTHING:
        _next(sitting)
    elif not sitting.reread():
        _mark(sitting)


def _mark(sitting: _Sitting) -> None:
    answer, span, desk = sitting.answer, sitting.pointer.span, sitting.desk
    words = answer.text[span.start : span.end] if span else None
    above = case_lines(desk, sitting.marking, sitting.place)
    codes = ask_codes(sitting.screen, above, words, sitting.marking, desk.codes)
    if not codes or not answer.text:
        sitting.notice = _("not kept.")
        return
    try:
        marked = desk.mark(sitting.marking, answer, span, codes)
    except CoprodError as error:
        sitting.problem = _problem_of(error)
        return
    if marked is None:
        sitting.reread()
        return
    sitting.marking, sitting.pointer = marked, sitting.pointer.at_nothing()
    sitting.notice = _("kept: {codes}").format(codes=" ".join(codes))
    sitting.marked = next(
        (
            each.passage.id
            for each in marked.in_answer(answer)
            if each.passage.is_whole == (span is None) and span in {None, each.place.span}
        ),
        "",
    )


def _memo(sitting: _Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        above = case_lines(sitting.desk, sitting.marking, sitting.place)
        memo, stops = ask_memo(sitting.screen, above, each)
        if memo is not None:
            sitting.marked = each.passage.id
            marking = sitting.marking.recode(each.passage.id, memo=memo)
            sitting.save(marking, _("The memo is kept."))
        sitting.is_over = stops


def _codes(sitting: _Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        above = case_lines(sitting.desk, sitting.marking, sitting.place)
        text = "".join(f"{code} " for code in each.passage.codes)
        codes = ask_codes(
            sitting.screen, above, each.part, sitting.marking, sitting.desk.codes, text=text
        )
        if codes:
            sitting.marked = each.passage.id
            notice = _("kept: {codes}").format(codes=" ".join(codes))
            sitting.save(sitting.marking.recode(each.passage.id, codes), notice)


def _remove(sitting: _Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        sitting.save(sitting.marking.remove(each.passage.id), _("Taken out; u brings it back."))


def _accept(sitting: _Sitting) -> None:
    if (each := _chosen(sitting)) is not None:
        marking = sitting.marking.accept(each.passage.id, sitting.desk.when())
        sitting.save(marking, _("kept as it stands now."))


def _undo(sitting: _Sitting) -> None:
    if sitting.marking.before:
        sitting.save(sitting.marking.undo(), _("undone."))
    else:
        sitting.notice = _("There is nothing to undo.")


def _chosen(sitting: _Sitting) -> PlacedPassage | None:
    """Return the passage that is meant; of several that may be, the one that the person chooses."""
    passages = passages_meant(sitting.marking, sitting.answer, sitting.pointer, last=sitting.marked)
    if not passages:
        sitting.notice = _(_NOTHING_HERE)
        return None
    if len(passages) == 1:
        return passages[0]
    above = case_lines(sitting.desk, sitting.marking, sitting.place)
    return choose_passage(sitting.screen, above, passages)


_STEPS: dict[Act, Callable[[_Sitting], None]] = {
    Act.ENTER: _enter, Act.NEXT: _next, Act.BACK: _back, Act.LEAVE: _leave, Act.HELP: _help,
    Act.MEMO: _memo, Act.CODES: _codes, Act.REMOVE: _remove, Act.ACCEPT: _accept, Act.UNDO: _undo,
}  # fmt: skip
_COMMANDS = {
    "help": Act.HELP, "h": Act.HELP, "?": Act.HELP, "quit": Act.LEAVE, "q": Act.LEAVE,
    "back": Act.BACK, "b": Act.BACK, "next": Act.NEXT, "n": Act.NEXT, "undo": Act.UNDO,
    "u": Act.UNDO, "memo": Act.MEMO, "m": Act.MEMO,
}  # fmt: skip
