"""Template keys for tables and timelines of several cases: which questions they show."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from coprod_cli.base.message import N_
from coprod_cli.model.address import Address
from coprod_cli.model.question_base import QuestionAddress
from coprod_cli.model.wording import FormModel, Wording, as_list_of_words


class Timeline(FormModel):
    """The questions from which a bar of a timeline is drawn.

    `start` and `end` (`from` and `to` in YAML) are answered with years or days; `ongoing` by yes or
    no; `levels` by choices; `name` names the bar, which is the case's title without it.
    """

    start: Annotated[QuestionAddress, Field(alias="from")]
    end: Annotated[QuestionAddress | None, Field(alias="to")] = None
    ongoing: QuestionAddress | None = None
    levels: QuestionAddress | None = None
    name: QuestionAddress | None = None

    def named(self) -> Iterator[tuple[str, Address]]:
        """Yield each address with its key in YAML."""
        places = {
            "from": self.start, "to": self.end, "ongoing": self.ongoing, "levels": self.levels,
            "name": self.name,
        }  # fmt: skip
        yield from ((key, address) for key, address in places.items() if address is not None)


class TableColumn(FormModel):
    """A column: the answers at some addresses, or the years of the template's timeline."""

    title: Wording
    show: Annotated[tuple[QuestionAddress, ...], BeforeValidator(as_list_of_words)] = ()
    years: bool = False

    @model_validator(mode="after")
    def _shows_one(self) -> Self:
        if bool(self.show) == self.years:
            raise ValueError(N_('say one of "show" and "years"'))
        return self


class CaseTable(FormModel):
    """A table of several cases, with a row for each."""

    title: Wording
    columns: Annotated[tuple[TableColumn, ...], Field(min_length=1)]
