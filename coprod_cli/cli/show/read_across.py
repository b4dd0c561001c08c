"""Show the answers to a question in many cases: to read, tab-separated, as Markdown or JSON."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_json,
    show_message,
    show_raw,
)
from coprod_cli.cli.console.read_words import blocks_of, case_line, footnotes_of, tally_line
from coprod_cli.cli.console.table import show_table
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.knowledge.read_across import ReadCase, ReadQuestion, Which
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.answer_reference import first_words
from coprod_cli.operations.read_across import Readable, ReadAcross


def show_readable(questions: Sequence[Readable], *, json: bool) -> None:
    """Print the addresses and wordings of questions."""
    if json:
        show_json([each._asdict() for each in questions])
        return
    columns = (_("Question"), _("Wording"))
    rows = [(each.address, each.text) for each in questions]
    show_table(columns, rows, empty=_("No case fits."))


def show_read_across(
    found: ReadAcross, which: Which, *, output: Path | None, json: bool, columns: bool = False
) -> None:
    """Print what was read, or write it into a file as Markdown.

    Args:
        found: what was read.
        which: which cases were read.
        output: the file; None for standard output.
        json: whether to print JSON.
        columns: whether questions beside each other stand in columns on a terminal.
    """
    questions = [each for each in found.questions if each.cases or which is not Which.UNKNOWN]
    if output is not None:
        from coprod_cli.base.output_file import output_file

        with output_file(output) as write:
            write("".join(f"{line}\n" for line in _markdown(questions, which)).encode())
    elif json:
        show_json([_as_data(each) for each in questions])
    elif not is_stdout_terminal():
        show_raw("".join("\t".join(row) + "\n" for each in questions for row in _rows(each)))
    elif any(each.cases for each in questions):
        from coprod_cli.cli.console.read_across import show_drawn_answers

        show_drawn_answers(questions, which, columns=columns)
    if not json and not any(each.cases for each in questions):
        show_nothing(questions, which)


def show_nothing(questions: Sequence[ReadQuestion], which: Which) -> None:
    """Print that there is nothing to read."""
    show_message(_nothing(questions, which))


def answer_label(answer: tuple[ReadCase, AnswerPart]) -> str:
    """Return the line of an answer in a list: its case, who is speaking, and its first words."""
    case, part = answer
    return f"{case_line(case, part)}: {screen_line(first_words(part.text))}"


def _nothing(questions: Sequence[ReadQuestion], which: Which) -> str:
    if which is Which.ANSWERED and any(each.tally.asked for each in questions):
        tally = tally_line(questions[0])
        return _("No case answers this. {count}").format(count=tally)
    return _("No case fits.")


def _rows(question: ReadQuestion) -> Iterator[Sequence[str]]:
    """Yield the fields of each line for other programs."""
    for case in question.cases:
        for part in case.parts:
            status = str(part.facts.status)
            yield case.id, part.address, part.voice or "", status, screen_line(part.text)
        if not case.parts:
            yield case.id, question.addresses[0], "", "unanswered", ""


def _markdown(questions: Sequence[ReadQuestion], which: Which) -> Iterator[str]:
    notes = footnotes_of(questions)
    for number, question in enumerate(questions):
        if number:
            yield ""
        yield f"# {' / '.join(' '.join(text.split()) for text in question.texts)}"
        yield ""
        yield f"{', '.join(question.addresses)} - {tally_line(question)}"
        for case in question.cases:
            if which is Which.OPEN or not case.parts:
                yield f"\n## {case_line(case)}"
            for part in case.parts:
                yield f"\n## {case_line(case, part)}\n"
                yield "\n\n".join(blocks_of(part, question, case, notes))
    yield from notes.lines()


def _as_data(question: ReadQuestion) -> dict[str, Any]:
    """Return the object of a question that `coprod read --json` prints."""
    tally = question.tally
    return {
        "addresses": list(question.addresses),
        "questions": list(question.texts),
        "answered": tally.answered,
        "unknown": tally.unknown,
        "open": tally.open,
        "cases": [
            {
                "id": case.id,
                "title": case.title,
                "path": case.path,
                "answers": [
                    {
                        **part.as_data(),
                        "reworded": AnswerKey(part.address, part.voice) in case.reworded,
                    }
                    for part in case.parts
                ],
            }
            for case in question.cases
        ],
    }
