"""A case in the coproduction model: at each place, the first sentences of its own answers.

Nothing is counted, weighed or summarized: a place has the words that stand in the note, with their
addresses and voices, or none.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from coprod_cli.base.message import msg
from coprod_cli.base.sentences import first_sentence
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.case_tree import QuestionAsRead
from coprod_cli.formats.wrong_form import WrongForm
from coprod_cli.model.address import Address
from coprod_cli.model.coproduction import PLACES, Place

# What begins a list item, a task, a heading or a quotation in Markdown.
_BLOCK_MARK = re.compile(
    r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX-]\][ \t]+)?|#+[ \t]+|>[ \t]*)"
)


class Quote(NamedTuple):
    """The first sentence of an answer.

    Attributes:
        address: the answer's address.
        voice: who is speaking; None if nobody is named.
        text: the sentence as it was written, on one line.
        is_asked: whether its question is asked, as the other answers stand.
        evidence: how the answer is known; None if that is not stated.
        sources: the references for it.
    """

    address: Address
    voice: str | None
    text: str
    is_asked: bool
    evidence: str | None = None
    sources: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the quote as plain data."""
        return {
            "address": self.address, "voice": self.voice, "text": self.text, "asked": self.is_asked,
            "evidence": self.evidence, "sources": list(self.sources),
        }  # fmt: skip


class FrameSection(NamedTuple):
    """The questions of a section that stand in no place: around the picture, not in it.

    Attributes:
        title: the section as a heading, such as "1. Situation"; "" for answers to questions that
            the template does not have.
        is_before: whether it comes before all sections that stand in a place.
        quotes: the first sentences of its answers.
    """

    title: str
    is_before: bool
    quotes: tuple[Quote, ...]


class ModelPicture(NamedTuple):
    """A case in the coproduction model.

    Attributes:
        case: the case.
        places: the quotes at each place, in the order of the template; () without words.
        frame: what stands around the picture, in the order of the template.
    """

    case: CaseAsRead
    places: dict[Place, tuple[Quote, ...]]
    frame: tuple[FrameSection, ...]

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data: the case's metadata, the places and the frame."""
        return {
            **self.case.fields(),
            "places": {place: _as_data(quotes) for place, quotes in self.places.items()},
            "frame": [
                {"section": each.title, "quotes": _as_data(each.quotes)} for each in self.frame
            ],
        }


def read_model(case: CaseAsRead) -> ModelPicture:
    """Return a case in the coproduction model.

    Raises:
        WrongForm: the case's template places no question in it.
    """
    if not any(each.place for section in case.sections for each in section.questions):
        message = msg('the form "{template}" has no picture of the model.', template=case.template)
        raise WrongForm(message, lambda template: bool(template.places))
    places: dict[Place, list[Quote]] = {place: [] for place in PLACES}
    frame: list[FrameSection] = []
    is_before = True
    for section in case.sections:
        around: list[Quote] = []
        for question in section.questions:
            found = around if question.place is None else places[question.place]
            found.extend(_quotes(question))
        is_before = is_before and not any(each.place for each in section.questions)
        if any(each.place is None for each in section.questions):
            title = f"{section.number}. {section.title}"
            frame.append(FrameSection(title, is_before, tuple(around)))
    if left_over := tuple(quote for part in case.left_over for quote in _quote(part)):
        frame.append(FrameSection("", is_before=False, quotes=left_over))
    return ModelPicture(case, {name: tuple(each) for name, each in places.items()}, tuple(frame))


def _quotes(question: QuestionAsRead) -> Iterator[Quote]:
    """Yield the first sentences of a question's answers, and of those in its items."""
    for part in question.parts:
        yield from _quote(part)
    for item in question.items:
        for part in (*item.parts, *(part for each in item.questions for part in each.parts)):
            yield from _quote(part)


def _quote(part: AnswerPart) -> Iterator[Quote]:
    """Yield an answer's first sentence; nothing for one that is only marked as not known yet."""
    if sentence := opening_words(part.text):
        facts = part.facts
        yield Quote(
            part.address, part.voice, sentence, facts.is_asked, facts.evidence, part.sources
        )


def opening_words(text: str) -> str:
    """Return the first sentence of an answer on one line, without a list's or a heading's mark.

    It ends at the end of its paragraph, or of its item if the answer is a list.
    """
    lines = iter(text.strip().split("\n"))
    first = next(lines)
    mark = _BLOCK_MARK.match(first)
    words = [first[mark.end() :] if mark else first]
    for line in lines:
        if not line.strip() or _BLOCK_MARK.match(line):
            break
        words.append(line)
    return first_sentence(" ".join(" ".join(words).split()))


def _as_data(quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    return [quote.as_data() for quote in quotes]
