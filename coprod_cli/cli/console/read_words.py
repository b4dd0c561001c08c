"""The words around the answers that are read across cases."""

from collections.abc import Iterator

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.knowledge.read_across import ReadCase, ReadQuestion
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.voices import voice_label


def case_line(case: ReadCase, part: AnswerPart | None = None) -> str:
    """Return the line above what a case says, with the voice of a part of it."""
    line = "  ".join(filter(None, (case.id, screen_line(case.title))))
    return line if part is None or part.voice is None else f"{line}  ({_voice(part.voice)})"


def _voice(voice: str) -> str:
    from coprod_cli.base.i18n import current_language

    return screen_line(voice_label(voice, current_language()))


def lines_of(part: AnswerPart, question: ReadQuestion, case: ReadCase) -> Iterator[str]:
    """Yield what one voice said, with its question where several are read, and remarks on it."""
    if len(question.addresses) > 1 or part.address.part:
        yield f"{screen_line(part.facts.question)}"
    if part.is_unknown:
        yield _("Not known yet.")
    if part.text:
        yield screen_text(part.text)
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
