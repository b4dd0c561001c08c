"""What is asked: a template, and its sections in order."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from coprod_cli.questions import FormModel, Identifier, Language, Question, Sentence, Wording


class Section(FormModel):
    """A titled group of questions; one YAML file in a template's folder."""

    id: Identifier
    title: Wording
    slide_title: Wording | None = None
    intro: Wording | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    def address(self, question: Question) -> str:
        """Return the permanent address of one of the section's questions."""
        return f"{self.id}.{question.id}"


class Source(FormModel):
    """Where a template's wording comes from."""

    citation: Sentence
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    note: Wording | None = None


class TemplateFile(FormModel):
    """The file `template.yaml`, which names the sections' files in their order."""

    id: Identifier
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    title: Wording
    description: Wording | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    source: Source | None = None
    sections: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Template(FormModel):
    """A form: what `template.yaml` says, with its sections in order."""

    id: Identifier
    version: str
    title: Wording
    description: Wording | None = None
    languages: tuple[Language, ...]
    source: Source | None = None
    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its address, in the order in which they are asked."""
        return {
            section.address(question): question
            for section in self.sections
            for question in section.questions
        }

    @cached_property
    def addresses(self) -> list[str]:
        """Every address, in the order in which they are asked."""
        return list(self.questions)

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each address."""
        return {
            section.address(question): section
            for section in self.sections
            for question in section.questions
        }

    def section_number(self, section: Section) -> int:
        """Return a section's place, from 1."""
        return self.sections.index(section) + 1


def json_schema(of: str) -> dict[str, Any]:
    """Return the JSON Schema of a `section` file, or of `template` for template.yaml."""
    model = Section if of == "section" else TemplateFile
    schema = model.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
