"""A template in one language, prepared to sort and label the answers of many cases."""

from collections.abc import Iterable
from typing import Any

from coprod_cli.formats.answer_part import AnswerFacts, AnswerPart
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case, Status
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import relevant_addresses
from coprod_cli.model.wording import worded

_Outline = tuple[tuple[int, AnswerFacts], ...]
"""The answers of a case in export order: each one's index in the note, and its metadata."""

_MOST_OUTLINES = 128
_LONGEST_OUTLINE = 1_000
_MOST_FACTS = 10_000
"""Limits of what is cached, so that unusual notes do not fill the memory."""


class LocalizedTemplate:
    """A template in one language; or, with None for the template, a stand-in that has no questions.

    Attributes:
        template: the template; None if it is not installed.
        language: the language of the wordings.
        sections: the template's sections, in order.
    """

    def __init__(self, template: Template | None, language: str) -> None:
        self.template = template
        self.language = language
        self.sections: tuple[Section, ...] = template.sections if template else ()
        questions = template.questions.values() if template else ()
        self._has_conditions = any(_has_condition(question) for question in questions)
        self._facts: dict[tuple[Address, bool, str | None, str | None, bool], AnswerFacts] = {}
        # Most notes of a template have the same markers in the same order.
        self._outlines: dict[tuple[Any, ...], _Outline] = {}

    def words(self, question: Question) -> str:
        """Return the wording of a question."""
        return worded(question.text, self.language)

    def question_at(self, address: Address) -> Question | None:
        """Return the question at an address; None if the template has none."""
        return self.template.question_at(address) if self.template else None

    def has(self, address: Address) -> bool:
        """Return True if an address is that of a question, or of an item of a group."""
        if address.item is not None and not address.part:
            return self.template is not None and self.template.group_at(address) is not None
        return self.question_at(address) is not None

    def asked_in(self, case: Case) -> frozenset[Address]:
        """Return the addresses of the questions whose conditions hold in a case."""
        return relevant_addresses(self.template, case) if self.template else frozenset()

    def is_asked(self, address: Address, asked: frozenset[Address]) -> bool:
        """Return True if the question at an address is asked; also if no template is installed.

        Args:
            address: the address of a question, or of an item of a group.
            asked: the result of `asked_in` for the case.
        """
        if self.template is None:
            return True
        is_item = address.item is not None and not address.part
        return (address.outer if is_item else address) in asked

    def part(self, answer: Answer, asked: frozenset[Address]) -> AnswerPart:
        """Return an answer with its metadata, given the result of `asked_in` for its case."""
        is_asked = self.is_asked(answer.address, asked)
        facts = self._facts_of(
            answer.address, answer.unknown, answer.voice, answer.evidence, is_asked=is_asked
        )
        return AnswerPart(facts, answer.text, answer.sources)

    def parts(self, case: Case) -> tuple[AnswerPart, ...]:
        """Return the answers to export in the template's order, also those that are not asked.

        Unanswered questions are left out; answers to questions that the template does not have
        come last, in the note's order.
        """
        if not case.answers:
            return ()
        # Columns instead of a loop over the answers: an export reads half a million of them.
        addresses, texts, *marks, sources = zip(*case.answers, strict=True)
        outline = self._outline(addresses, *marks)
        if self._has_conditions:
            asked = self.asked_in(case)
            outline = tuple(
                (index, facts if self.is_asked(facts.address, asked) else self._not_asked(facts))
                for index, facts in outline
                if texts[index] or facts.status is _UNKNOWN
            )
        return tuple([
            _new_tuple(AnswerPart, (facts, texts[index], sources[index]))
            for index, facts in outline
            if texts[index] or facts.status is _UNKNOWN
        ])  # fmt: skip

    def _not_asked(self, facts: AnswerFacts) -> AnswerFacts:
        """Return the metadata of the same answer where its question is not asked."""
        unknown = facts.status is _UNKNOWN
        return self._facts_of(facts.address, unknown, facts.voice, facts.evidence, is_asked=False)

    def _outline(self, addresses: tuple[Address, ...], *marks: tuple[Any, ...]) -> _Outline:
        """Return the export order of the answers with some addresses and marks.

        Every question of the template counts as asked, whatever its conditions.

        Args:
            addresses: the addresses of a case's answers.
            marks: for each answer whether it is unknown, its voice, and its evidence.
        """
        key = (addresses, *marks)
        if key in self._outlines:
            return self._outlines[key]
        facts = [
            self._facts_of(*answer, is_asked=self.template is None or self.has(answer[0]))
            for answer in zip(addresses, *marks, strict=True)
        ]
        indexes: Iterable[int] = range(len(addresses))
        if self.template:
            sort_key = self.template.sort_key
            indexes = sorted(indexes, key=lambda index: sort_key(addresses[index]))
        outline = tuple((index, facts[index]) for index in indexes)
        if len(self._outlines) < _MOST_OUTLINES and len(outline) < _LONGEST_OUTLINE:
            self._outlines[key] = outline
        return outline

    def _facts_of(
        self,
        address: Address,
        unknown: bool,  # noqa: FBT001 - a field of an answer
        voice: str | None,
        evidence: str | None,
        *,
        is_asked: bool,
    ) -> AnswerFacts:
        key = (address, unknown, voice, evidence, is_asked)
        if key in self._facts:
            return self._facts[key]
        section = self.template.section_at(address) if self.template else None
        question = self.question_at(address)
        is_known = section is not None and question is not None
        facts = AnswerFacts(
            address,
            worded(section.title, self.language) if is_known and section else address.section,
            self.words(question) if is_known and question else "",
            address.item,
            Status.UNKNOWN if unknown else Status.ANSWERED,
            voice,
            evidence,
            question,
            is_asked,
        )
        if len(self._facts) < _MOST_FACTS:
            self._facts[key] = facts
        return facts


def _has_condition(question: Question) -> bool:
    inner = question.questions if isinstance(question, GroupQuestion) else ()
    return bool(question.when) or any(each.when for each in inner)


_new_tuple = tuple.__new__
_UNKNOWN = Status.UNKNOWN
