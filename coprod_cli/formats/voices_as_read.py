"""The answers of a case by question and voice, to show what each voice said beside the others."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.case_tree import ItemAsRead, QuestionAsRead
from coprod_cli.model.address import Address
from coprod_cli.model.voice_names import VOICES


class VoicedAnswer(NamedTuple):
    """What one voice said to a question; without parts, it has not answered.

    A damaged note may have more than one part for a voice; each is shown.
    """

    voice: str | None
    parts: tuple[AnswerPart, ...]


class VoicedQuestion(NamedTuple):
    """A question that somebody answered, with each voice.

    Attributes:
        address: its address.
        section: its section as a heading, such as "3. Emotions expressed"; "" if the template has
            no such question.
        item: the name of the group's item that it is asked in, such as "Person 2"; "" for none.
        text: its wording; "" for remarks about an item.
        is_asked: whether its conditions hold.
        answers: one for each voice, in the same order at every question.
    """

    address: Address
    section: str
    item: str
    text: str
    is_asked: bool
    answers: tuple[VoicedAnswer, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the question as plain data."""
        given = [part for each in self.answers for part in each.parts]
        return {
            "address": self.address,
            "section": self.section,
            "item": self.item,
            "question": self.text,
            "asked": self.is_asked,
            "answers": [
                {
                    "voice": part.voice,
                    "text": part.text,
                    "status": str(part.facts.status),
                    "evidence": part.facts.evidence,
                    "sources": list(part.sources),
                }
                for part in given
            ],
            "not_answered": [each.voice for each in self.answers if not each.parts],
        }


class VoicedCase(NamedTuple):
    """A case by question and voice.

    Attributes:
        case: the case.
        voices: the voices that answered anywhere in it; None for answers without a voice.
        questions: the questions that somebody answered, in the template's order; answers to
            questions that the template does not have come last.
    """

    case: CaseAsRead
    voices: tuple[str | None, ...]
    questions: tuple[VoicedQuestion, ...]

    @property
    def has_voices(self) -> bool:
        """Whether any answer has a voice; if not, nothing is told of voices."""
        return self.voices not in ((), (None,))

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data: the case's metadata, the voices and the questions."""
        return {
            **self.case.fields(),
            "voices": list(self.voices),
            "questions": [each.as_data() for each in self.questions],
        }


def read_voices(case: CaseAsRead) -> VoicedCase:
    """Return the answers of a case by question and voice.

    Voices that have a label come first, then other words in the note's order.
    """
    spoken = dict.fromkeys(part.voice for part in case.parts)
    named = [voice for voice in VOICES if voice in spoken]
    others = [voice for voice in spoken if voice not in named and voice is not None]
    voices = (*named, *others, *([None] if None in spoken else []))
    return VoicedCase(case, voices, tuple(_Reading(case, voices).questions()))


class _Reading:
    """Reads the questions of one case."""

    def __init__(self, case: CaseAsRead, voices: tuple[str | None, ...]) -> None:
        self._case = case
        self._voices = voices

    def questions(self) -> Iterator[VoicedQuestion]:
        for section in self._case.sections:
            heading = f"{section.number}. {section.title}"
            for question in section.questions:
                yield from self._question(question, heading)
        left_over: dict[Address, list[AnswerPart]] = {}
        for part in self._case.left_over:
            left_over.setdefault(part.address, []).append(part)
        for address, parts in left_over.items():
            answers = self._answers(parts, self._voices)
            yield VoicedQuestion(address, "", "", "", parts[0].facts.is_asked, answers)

    def _question(self, question: QuestionAsRead, section: str) -> Iterator[VoicedQuestion]:
        """Yield a question that was answered, and those of its items.

        A voice that said nothing in a whole group is told of once, at the group.
        """
        inner = [(item, each) for item in question.items for each in _in_item(question, item)]
        within = {part.voice for _item, each in inner for part in each.parts}
        if not question.parts and not inner:
            return
        silent = [voice for voice in self._voices if voice not in within]
        yield VoicedQuestion(
            question.address, section, "", question.text, question.is_asked,
            self._answers(question.parts, silent),
        )  # fmt: skip
        for item, each in inner:
            answers = self._answers(each.parts, within)
            yield VoicedQuestion(
                each.address, section, item.name, each.text, each.is_asked, answers
            )

    def _answers(
        self, parts: Iterable[AnswerPart], expected: Collection[str | None]
    ) -> tuple[VoicedAnswer, ...]:
        """Return what each voice said, and which of the expected ones said nothing.

        Where an answer without a voice stands, nobody is told to have said nothing: it may be
        anybody's.
        """
        by_voice: dict[str | None, list[AnswerPart]] = {}
        for part in parts:
            by_voice.setdefault(part.voice, []).append(part)
        silent = () if None in by_voice else expected
        return tuple(
            VoicedAnswer(voice, tuple(by_voice.get(voice, ())))
            for voice in self._voices
            if voice in by_voice or (voice in silent and voice is not None)
        )


def _in_item(group: QuestionAsRead, item: ItemAsRead) -> Iterator[QuestionAsRead]:
    """Yield what was answered in an item: remarks as a question without words, then questions."""
    address = group.address.item_at(item.number)
    remarks = QuestionAsRead(address, "", "", group.is_asked, item.parts)
    yield from (each for each in (remarks, *item.questions) if each.parts)
