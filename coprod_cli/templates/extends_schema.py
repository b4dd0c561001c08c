"""Schema of the file `template.yaml` in a template that extends another one."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from coprod_cli.base.message import N_
from coprod_cli.model.address import Address
from coprod_cli.model.question_base import address_field
from coprod_cli.model.questions import Question
from coprod_cli.model.template import TemplateFile
from coprod_cli.model.wording import EarlierWordings, FormModel, Identifier, Wording

QuestionAddress = Annotated[Address, address_field(r"^[a-z0-9-]+\.[a-z0-9-]+(\.[a-z0-9-]+)?$")]
"""The address of a question: `section.question`, or `section.group.question` within a group."""
SectionOrQuestionAddress = Annotated[
    Address, address_field(r"^[a-z0-9-]+(\.[a-z0-9-]+){0,2}$", 200)
]


class Rewording(FormModel):
    """New wordings of a question; fields that are not set keep their wording.

    The question keeps its earlier text as `source_text`.
    """

    text: Wording | None = None
    text_plain: Wording | None = None
    help: Wording | None = None
    help_plain: Wording | None = None
    earlier_text: EarlierWordings = ()

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(N_('say "text", "help" or their plain words'))
        return self


class Addition(FormModel):
    """A question to insert: after another one, before it, or at the end of a section."""

    after: QuestionAddress | None = None
    before: QuestionAddress | None = None
    within: Annotated[Identifier | None, Field(alias="in")] = None
    question: Question

    @model_validator(mode="after")
    def _has_one_position(self) -> Self:
        if len({"after", "before", "within"} & self.model_fields_set) != 1:
            raise ValueError(N_('say one of "after", "before" and "in"'))
        return self

    @property
    def key(self) -> str:
        """The YAML key that names the position: `after`, `before` or `in`."""
        return "in" if self.within else "after" if self.after else "before"


class ExtendingFile(TemplateFile):
    """The file `template.yaml` of a template that extends another one.

    Without `sections` the sections keep the order of the extended template. `languages`, `source`,
    `names_people`, `answered_by`, `noun`, `plain`, `timeline`, `tables`, `consent` and `minutes`
    are inherited unless they are set.
    """

    extends: Identifier
    sections: Annotated[tuple[Identifier, ...], Field(min_length=1)] = ()
    leave_out: tuple[SectionOrQuestionAddress, ...] = ()
    reword: Annotated[dict[QuestionAddress, Rewording], Field(default_factory=dict)]
    add: tuple[Addition, ...] = ()
    order: Annotated[dict[Identifier, tuple[Identifier, ...]], Field(default_factory=dict)]


EXTENDS_KEYS = frozenset(
    name
    for model in (ExtendingFile, Rewording, Addition)
    for name in ("in" if name == "within" else name for name in model.model_fields)
)
