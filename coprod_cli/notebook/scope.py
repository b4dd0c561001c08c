"""Scope: which cases are read together across a notebook, and at which questions."""

from dataclasses import dataclass, replace
from typing import Self

from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.query import Query


@dataclass(frozen=True)
class Scope:
    """Which cases to read, and which of their answers.

    Attributes:
        filters: the cases; `voice` also says whose answers are read. `template` and `at` are None.
        templates: the ids of the templates whose cases are read; () for all.
        kept_apart: whether to read notes that name people, too; those of named templates are read
            in any case.
    """

    filters: Filters = NO_FILTERS
    templates: tuple[str, ...] = ()
    kept_apart: bool = False

    @classmethod
    def of(cls, filters: Filters) -> Self:
        """Return the scope of all cases that match filters, among which may be a template."""
        templates = (filters.template,) if filters.template is not None else ()
        return cls(replace(filters, template=None), templates)

    def within(self, at: str | None) -> Self:
        """Return the scope of the answers at an address alone; None leaves it as it is."""
        return self if at is None else replace(self, filters=replace(self.filters, at=at))

    @property
    def queries(self) -> tuple[Query, ...]:
        """The queries that together choose the cases: one for each named template."""
        names = self.templates or (None,)
        chosen = (replace(self.filters, template=name) for name in names)
        return tuple(Query(filters=each, kept_apart=self.kept_apart) for each in chosen)
