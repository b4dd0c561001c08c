"""The words around the answers that are read across cases."""

from collections.abc import Iterable, Iterator

from coprod_cli.base.i18n import _, current_language, translated
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.formats.markdown.render import lines_of_words
from coprod_cli.interview.askers.case_name import id_and_title
from coprod_cli.knowledge.read_across import ReadCase, ReadQuestion
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.voices import voice_label


def case_line(case: ReadCase, part: AnswerPart | None = None) -> str:
    """Return the line above what a case says, with the voice of a part of it."""
    line = id_and_title(case.id, case.title)
    return line if part is None or part.voice is None else f"{line}  ({_voice(part.voice)})"


def _voice(voice: str) -> str:
    return screen_line(voice_label(voice, current_language()))


def footnotes_of(questions: Iterable[ReadQuestion]) -> Footnotes:
    """Return the footnotes of a page with what cases say to some questions."""
    cases = (case for question in questions for case in question.cases)
    return Footnotes(part for case in cases for part in case.parts)


def blocks_of(
    part: AnswerPart,
    question: ReadQuestion,
    case: ReadCase,
    notes: Footnotes,
    *,
    with_question: bool | None = None,
) -> Iterator[str]:
    """Yield what one voice said, and remarks on it.

    Each block may have several lines. The references of the answer are added to `notes`.

    Args:
        part: what was said.
        question: the question that is read.
        case: the case.
        notes: the footnotes of the page.
        with_question: whether its question stands above; by default where several are read.
    """
    if with_question is None:
        with_question = len(question.addresses) > 1 or bool(part.address.part)
    if with_question:
        yield screen_line(part.facts.question)
    words = lines_of_words(part, current_language(), notes, page_word)
    if words:
        yield screen_text("\n".join(words))
    if AnswerKey(part.address, part.voice) in case.reworded:
        yield _("(The question had other words when this was answered.)")


def tally_line(question: ReadQuestion) -> str:
    """Return how many cases answer a question, do not know, and leave it open."""
    tally = question.tally
    cases = nmsg("{count} case", "{count} cases", tally.asked)
    message = msg(
        "{cases}: {answered} answered, {unknown} not known, {open} left open",
        cases=cases, answered=tally.answered, unknown=tally.unknown, open=tally.open,
    )  # fmt: skip
    return translated(message)
