"""Markdown table of a case's rounds: a column for each round, and the questions in the last one.

The answers stand first and are padded, so that the table reads as well where it is shown as text,
also where a long question is broken into lines. Nothing is counted, weighed or coloured.
"""

from collections.abc import Iterator, Sequence

from coprod_cli.base.text import one_line
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.table_lines import cell, padded_rows
from coprod_cli.formats.markdown.writing_space import boxes, limits
from coprod_cli.formats.rounds_as_read import RoundsAsRead
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
    rows = [
        [round_cell(each.cells[index], language, notes) for each in rounds.rounds]
        for index in range(len(rounds.questions))
    ]
    header = _numbers(len(rounds.rounds))
    yield from padded_rows([header, *rows], ["", *map(cell, rounds.questions)])


def blank_rounds(group: GroupQuestion, language: str) -> Iterator[str]:
    """Yield the lines of a table to fill in by hand: a column for each of some rounds."""
    rows = [[_blank_cell(each, language)] * _BLANK_ROUNDS for each in group.questions]
    questions = (_blank_question(each, language) for each in group.questions)
    yield from padded_rows([_numbers(_BLANK_ROUNDS), *rows], ["", *questions])


def _numbers(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def _blank_cell(question: SingleQuestion, language: str) -> str:
    return cell(" ".join(boxes(question, language))) or "_" * _BLANK_WIDTH


def _blank_question(question: SingleQuestion, language: str) -> str:
    """Return a question with its help, and what a day or a number looks like."""
    help_text = f"*{one_line(worded(question.help, language))}*" if question.help else ""
    words = (worded(question.text, language), help_text, limits(question, language))
    return cell(" ".join(filter(None, words)))


def round_cell(parts: Sequence[AnswerPart], language: str, notes: Footnotes) -> str:
    """Return the answers of one question in one round on one line, each with its voice."""
    return "; ".join(_cell_part(part, language, notes) for part in parts) or _OPEN


def _cell_part(part: AnswerPart, language: str, notes: Footnotes) -> str:
    voice = f"{voice_label(part.voice, language)}:" if part.voice else ""
    unknown = "?" if part.is_unknown else ""
    evidence = part.facts.evidence
    known_by = f"({evidence_label(evidence, language)})" if evidence else ""
    return " ".join(
        filter(None, (voice, cell(part.text), unknown, known_by, notes.marks(part.sources)))
    )
