"""Marks in the person's editor: all answers of a case in one file, with the passages in braces."""

from collections.abc import Callable

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.i18n import _, translated
from coprod_cli.interview.askers.external_editor import EditorFolders, edit_with_comment
from coprod_cli.interview.marking_desk import MarkingDesk
from coprod_cli.knowledge.brace_marks import Notation, notation_for, read_marks, written_marks
from coprod_cli.knowledge.edited_memos import MarkProblem
from coprod_cli.knowledge.marked_answers import marked_answers, with_marked_answers
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.answer_key import AnswerKey

EditMarks = Callable[[Marking], Marking]
"""Opens a marking in the person's editor, and returns what is saved then; raises `NotMarked`."""
WHAT = "passages"
"""What an editor is given, in the name of its file."""


class NotMarked(Exception):
    """An edited text could not be taken, and nothing was saved.

    Attributes:
        lines: what is wrong, a sentence each.
        text: the edited text; "" if there is none.
    """

    def __init__(self, lines: list[str], text: str = "") -> None:
        super().__init__("; ".join(lines))
        self.lines = lines
        self.text = text


def mark_in_editor(desk: MarkingDesk, marking: Marking, folders: EditorFolders) -> Marking:
    """Open the answers in the person's editor, and return and save what is marked then.

    Raises:
        NotMarked: the editor failed, or something is wrong with the text.
    """
    marking = desk.reread(marking)
    answers = desk.answers_now(marking)
    marked = marked_answers(marking, answers)
    try:
        notation = notation_for(answers, [memo for each in marked for memo in each.memos])
    except InvalidAnswer as error:
        raise NotMarked([translated(error.message)]) from None
    text = written_marks(marked, notation).rstrip("\n")
    key = AnswerKey(WHAT, marking.coding.coder)
    result = edit_with_comment(text, _explained(notation), folders, marking.case.id, key)
    if result.problem is not None:
        raise NotMarked([result.problem])
    edited, problems = read_marks(result.text, answers, notation)
    if problems:
        raise NotMarked([_line(each) for each in problems], result.text)
    return desk.save(with_marked_answers(marking, edited, desk.new_id, desk.when()))


def _explained(notation: Notation) -> list[str]:
    """Return what stands below the answers: how to mark."""
    opening, closing, fence = notation
    codes = "[ours/waiting levels/micro]"
    words = _("a long wait")
    plain = f"{opening * 2}{words}{closing * 2}{codes}"
    first, second = f"{opening}1{opening}a {opening}2{opening}b", f"{closing}1{closing}[ours/one] c"
    numbered = f"{first}{second}{closing}2{closing}[ours/two]"
    whole = f"{fence} emotions.what-helps {fence} [ours/told]"
    return [
        _("Mark words with these signs, and their codes behind them: {example}").format(
            example=f"\n{plain}"
        ),
        _("Where two passages overlap in part, number them: {example}").format(
            example=f"\n{numbered}"
        ),
        _("Codes behind a header are those of the whole answer: {example}").format(
            example=f"\n{whole}"
        ),
        _(
            "A memo has a number behind the codes, and a header of its own at the end: {example}"
        ).format(example=f"\n{plain[:-1]} ^1]\n{fence} ^1 {fence}"),
        _("Change nothing else; an answer that you take out stays as it is."),
    ]


def _line(problem: MarkProblem) -> str:
    message = _("line {line}: {message}")
    return message.format(line=problem.line, message=translated(problem.message))
