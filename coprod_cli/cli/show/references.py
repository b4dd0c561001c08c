"""Show answers and passages as references: a line each, for a theme or a page."""

from collections.abc import Iterable
from pathlib import Path

from coprod_cli.base.i18n import current_language
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.output import show_raw
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.knowledge.passages import MarkedPassage
from coprod_cli.knowledge.read_across import ReadCase
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.answer_reference import first_words, reference_line


def show_answer_references(answers: Iterable[tuple[ReadCase, AnswerPart]]) -> None:
    """Print references to answers, with the first words of each."""
    _show(
        (case.id, AnswerKey(part.address, part.voice), first_words(part.text))
        for case, part in answers
    )


def show_passage_references(
    passages: Iterable[MarkedPassage], *, output: Path | None = None
) -> None:
    """Print references to passages, with all their words; into a file, if one is given.

    Args:
        passages: the passages.
        output: the file; None for standard output.
    """
    _show(
        (
            (
                each.case.id,
                each.key,
                first_words(each.words) if each.passage.is_whole else each.words,
            )
            for each in passages
        ),
        output,
    )


def _show(references: Iterable[tuple[str, AnswerKey, str]], output: Path | None = None) -> None:
    language = current_language()
    lines = (reference_line(*reference, language) for reference in references)
    if output is None:
        show_raw("".join(f"{screen_line(line)}\n" for line in lines))
        return
    from coprod_cli.base.output_file import output_file

    with output_file(output) as write:
        write("".join(f"{line}\n" for line in lines).encode())
