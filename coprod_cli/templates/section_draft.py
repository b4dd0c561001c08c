"""A section of a template that extends another, while its questions may still change."""

from dataclasses import dataclass

from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.section import Section
from coprod_cli.templates.extends_schema import Rewording
from coprod_cli.templates.lint import WrittenQuestion


@dataclass
class SectionDraft:
    """A section, and its questions as they are so far; `section` still has those of before."""

    section: Section
    questions: list[WrittenQuestion]

    def index_of(self, address: str) -> int | None:
        """Return the index of the question with an address; None if there is none."""
        found = (index for index, each in enumerate(self.questions) if each.address == address)
        return next(found, None)

    def addresses(self) -> list[Address]:
        """Return the addresses of the questions, including those within groups."""
        addresses: list[Address] = []
        for each in self.questions:
            addresses.append(each.address)
            if isinstance(each.question, GroupQuestion):
                addresses += [each.address.child(inner.id) for inner in each.question.questions]
        return addresses

    def replace(self, index: int, question: Question) -> None:
        """Put a question in the place of another one, which stays where it was written."""
        self.questions[index] = self.questions[index]._replace(question=question)


def reworded(question: Question, rewording: Rewording) -> Question:
    """Return a question with other words; its earlier text is kept as that of the source."""
    fields = {name: getattr(rewording, name) for name in rewording.model_fields_set}
    if "text" in fields and question.source_text is None:
        fields["source_text"] = question.text
    if rewording.earlier_text:
        fields["earlier_text"] = (*question.earlier_text, *rewording.earlier_text)
    return question.model_copy(update=fields)
