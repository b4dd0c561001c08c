"""The state of a sitting in which a person marks a case on the screen."""

from dataclasses import dataclass, field

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.span import Span
from coprod_cli.interview.askers.marked_passages import CHANGED_MEANWHILE
from coprod_cli.interview.askers.marks_editor import EditMarks
from coprod_cli.interview.askers.passage_pointer import PassagePointer
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.marking_desk import MarkingDesk
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.case import Answer
from coprod_cli.model.half_typed_mark import HalfTypedMark


@dataclass
class Sitting:
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
        """The answer that is shown, as it is in the note by now."""
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

    def keeper(
        self, *, span: Span | None = None, passage: str = "", is_memo: bool = False
    ) -> KeepDraft:
        """Return what keeps a half-typed text about a passage, or about a new one at a place."""
        answer = self.answer

        def keep(text: str) -> None:
            mark = HalfTypedMark(answer.key, answer.digest, passage, span, is_memo, text)
            self.desk.keep(mark if text.strip() else None)

        return keep

    def save(self, marking: Marking, notice: str) -> None:
        """Save a step, and say so; if it cannot be saved, say that, and stay where it was."""
        try:
            self.marking = self.desk.save(marking)
        except CoprodError as error:
            self.problem = problem_of(error)
        else:
            self.desk.keep(None)
            self.notice = notice


def problem_of(error: CoprodError) -> str:
    """Return what an error says, on one line."""
    return " ".join(translated(line) for line in error.lines())
