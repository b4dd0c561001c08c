"""Search cases for the references of their answers, and for answers that should have one."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from coprod_cli.model.case import Answer, Case
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.reference_forms import ReferenceKind, wrong_forms
from coprod_cli.model.template import Template
from coprod_cli.model.wording import worded


class FoundSources(NamedTuple):
    """An answer with its references.

    Attributes:
        name: the name by which commands take its case.
        title: the case's title.
        path: the note's path, relative to the notebook's folder.
        language: the case's language.
        question: the question's wording; its address if the template has no such question.
        answer: the answer.
    """

    name: str
    title: str
    path: str
    language: str
    question: str
    answer: Answer

    @property
    def wrong(self) -> tuple[tuple[str, tuple[ReferenceKind, ...]], ...]:
        """Each reference, with the kinds of its identifiers that cannot be right."""
        return tuple(
            (reference, tuple(dict.fromkeys(wrong_forms(reference))))
            for reference in self.answer.sources
        )

    def as_data(self) -> dict[str, Any]:
        """Return the object that `coprod sources --json` prints."""
        answer = self.answer
        return {
            "case": self.name,
            "title": self.title,
            "address": answer.address,
            "question": self.question,
            "voice": answer.voice,
            "evidence": answer.evidence,
            "sources": [
                {"text": reference, "wrong": [str(kind) for kind in kinds]}
                for reference, kinds in self.wrong
            ],
            "path": self.path,
        }


def answers_with_sources(case: Case, template: Template | None) -> Iterator[tuple[str, Answer]]:
    """Yield the answers of a case that have references, each with its question's wording."""
    for answer in _in_order(case, template):
        if answer.sources:
            yield _question(case, template, answer), answer


def answers_without_sources(case: Case, template: Template | None) -> Iterator[tuple[str, Answer]]:
    """Yield the answers without a reference in the sections that the template says have them.

    "Not known yet" alone has nothing that a reference could stand beside.
    """
    if template is None:
        return
    sections = {section.id for section in template.sections if section.sourced}
    for answer in _in_order(case, template):
        if answer.text and not answer.sources and answer.address.section in sections:
            yield _question(case, template, answer), answer


def _in_order(case: Case, template: Template | None) -> list[Answer]:
    """Return the answers of a case in its template's order."""
    if template is None:
        return list(case.answers)
    return sorted(case.answers, key=lambda answer: template.sort_key(answer.address))


def _question(case: Case, template: Template | None, answer: Answer) -> str:
    asked = as_worded_for(case, template).question_at(answer.address) if template else None
    return worded(asked.text, case.language) if asked else str(answer.address)
