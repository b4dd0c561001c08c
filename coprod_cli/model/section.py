"""Sections of a template: titled groups of questions, each in a file of its own."""

from typing import Annotated

from pydantic import Field

from coprod_cli.model.address import Address
from coprod_cli.model.coproduction import Place
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.wording import (
    EarlierWordings,
    FormModel,
    Identifier,
    Wording,
    every_wording,
)


class Section(FormModel):
    """A titled group of questions; one YAML file in a template's folder."""

    id: Identifier
    title: Wording
    title_plain: Wording | None = None
    slide_title: Wording | None = None
    earlier_title: EarlierWordings = ()
    intro: Wording | None = None
    intro_plain: Wording | None = None
    model: Place | None = None
    sourced: bool = False
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles of the section: its own, plain and earlier ones, and its slide's."""
        today = (*every_wording(self.title), *every_wording(self.slide_title))
        return (*today, *self.other_titles)

    @property
    def other_titles(self) -> tuple[str, ...]:
        """The titles that stand for today's: in the other words, plain or not, and earlier ones."""
        return (*every_wording(self.title_plain), *self.earlier_title)

    @property
    def asked_count(self) -> int:
        """How many questions a new case is asked: all but those that are asked again later on."""
        later = (isinstance(each, GroupQuestion) and each.is_asked_again for each in self.questions)
        return len(self.questions) - sum(later)

    def address(self, question: Question) -> Address:
        """Return the permanent address of one of the section's questions."""
        return Address(self.id).child(question.id)

    def place_of(self, question: Question) -> Place | None:
        """Return where one of its questions stands in the coproduction model; None: in no place."""
        return question.model or self.model
