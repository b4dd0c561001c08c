"""Sentences about a note that is rebuilt: what was recognized in it, and what was not."""

from collections.abc import Iterator

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.notebook.note.rebuild import RebuildReport


def rebuild_messages(report: RebuildReport) -> Iterator[str]:
    """Yield what a person should know before a note is rebuilt."""
    message = _("Known by their headings: {recognized} of {questions} questions. {answers}.")
    answers = ngettext(
        "{count} answer has words", "{count} answers have words", report.answers
    ).format(count=report.answers)
    yield message.format(recognized=report.recognized, questions=report.questions, answers=answers)
    if report.lines_above:
        yield ngettext(
            "{count} line stands above the first heading, in no answer, and stays there.",
            "{count} lines stand above the first heading, in no answer, and stay there.",
            report.lines_above,
        ).format(count=report.lines_above)
    if report.unplaced:
        yield ngettext(
            "{count} more line is like a heading, and stays in the answer above it.",
            "{count} more lines are like a heading, and stay in the answer above them.",
            report.unplaced,
        ).format(count=report.unplaced)
    yield _("What only the comments said is gone, such as what is not known yet.")
