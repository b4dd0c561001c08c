"""Tables the rounds of a case in Markdown: one column a round, the questions last.

The answers stand first and are padded, so that the table reads as well where it is shown as text,
also where a long question is broken into lines. Nothing is counted, weighed or coloured.
"""

from collections.abc import Iterator, Sequence

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.rounds_as_read import RoundsAsRead
from coprod_cli.model.choice_questions import YesNoQuestion
from coprod_cli.model.questions import GroupQuestion, SingleQuestion
from coprod_cli.model.sources import evidence_label
from coprod_cli.model.voices import voice_label
from coprod_cli.model.wording import worded

_OPEN = "-"
_BLANK_ROUNDS = 4
_BLANK_WIDTH = 10


def rounds_table(rounds: RoundsAsRead, language: str, notes: Footnotes) -> Iterator[str]:
    """Yield the lines of a list of the rounds, and of a table of their answers."""
    for number, each in enumerate(rounds.rounds, 1):
        yield f"{number}. {' '.join(each.label.split())}"
    yield ""
    numbers = [str(number) for number in range(1, len(rounds.rounds) + 1)]
    rows = [
        [round_cell(each.cells[index], language, notes) for each in rounds.rounds]
        for index in range(len(rounds.questions))
    ]
    widths = [max(map(len, column)) for column in zip(numbers, *rows, strict=True)]
    widths = [max(width, 3) for width in widths]
    yield _row(numbers, widths, "")
    yield _row(["-" * width for width in widths], widths, "---")
    for row, question in zip(rows, rounds.questions, strict=True):
        yield _row(row, widths, _one_line(question))


def blank_rounds(group: GroupQuestion, language: str) -> Iterator[str]:
    """Yield the lines of a table to fill in by hand: a column for each of some rounds."""
    numbers = [str(number) for number in range(1, _BLANK_ROUNDS + 1)]
    cells = [_blank_cell(question, language) for question in group.questions]
    width = max(map(len, cells))
    widths = [width] * _BLANK_ROUNDS
    yield _row(numbers, widths, "")
    yield _row(["-" * width for width in widths], widths, "---")
    for cell, question in zip(cells, group.questions, strict=True):
        text = _one_line(worded(question.text, language))
        help_text = f" *{_one_line(worded(question.help, language))}*" if question.help else ""
        yield _row([cell] * _BLANK_ROUNDS, widths, f"{text}{help_text}")


def _blank_cell(question: SingleQuestion, language: str) -> str:
    if isinstance(question, YesNoQuestion):
        return " / ".join(question.labels(language))
    return "_" * _BLANK_WIDTH


def round_cell(parts: Sequence[AnswerPart], language: str, notes: Footnotes) -> str:
    """Return the answers of one question in one round on one line, each with its voice."""
    return "; ".join(_cell_part(part, language, notes) for part in parts) or _OPEN


def _cell_part(part: AnswerPart, language: str, notes: Footnotes) -> str:
    voice = f"{voice_label(part.voice, language)}:" if part.voice else ""
    unknown = "?" if part.is_unknown else ""
    evidence = part.facts.evidence
    known_by = f"({evidence_label(evidence, language)})" if evidence else ""
    return " ".join(
        filter(None, (voice, _one_line(part.text), unknown, known_by, notes.marks(part.sources)))
    )


def _row(cells: Sequence[str], widths: Sequence[int], last: str) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} | {last} |"


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
