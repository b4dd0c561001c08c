"""Filters: which cases a command reads. A new filter is one more field of `Filters`.

Each field says how its option is described and completed, which values it refuses, and which cases
match it; the command line builds the options of every command from it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import N_, msg

if TYPE_CHECKING:
    from coprod_cli.model.case import Case


class FilterSpec(NamedTuple):
    """The description of one filter.

    `help` is untranslated. `matches` returns whether a case matches a value. `values` names the
    list that the shell completes from: "templates", "statuses", or none. `refuse` raises WrongUsage
    for a value that can match no case; its arguments are the filter's name and the value.
    """

    metavar: str
    help: str
    matches: Callable[["Case", str], bool]
    values: str = ""
    refuse: Callable[[str, str], None] | None = None


def _filter(spec: FilterSpec) -> Any:
    return field(default=None, metadata={"spec": spec})


def _refuse_status(_name: str, value: str) -> None:
    if value not in ("draft", "final"):
        message = msg('there is no status "{name}".', name=value)
        raise WrongUsage(message, hint=msg("draft or final"))


def _refuse_day(name: str, value: str) -> None:
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        message = msg("{option} takes a day, year first.", option=f"--{name}")
        raise WrongUsage(message, hint=f"--{name} 2026-11-24")


@dataclass(frozen=True)
class Filters:
    """The filters of all commands that read cases; None matches every case.

    Raises:
        WrongUsage: a value can match no case.
    """

    template: str | None = _filter(
        FilterSpec(
            "ID",
            N_("Only cases of this template."),
            lambda case, value: case.template == value,
            values="templates",
        )
    )
    status: str | None = _filter(
        FilterSpec(
            "STATUS",
            N_("Only draft or only final cases."),
            lambda case, value: case.status == value,
            values="statuses",
            refuse=_refuse_status,
        )
    )
    tag: str | None = _filter(
        FilterSpec("WORD", N_("Only cases with this tag."), lambda case, value: value in case.tags)
    )
    since: str | None = _filter(
        FilterSpec(
            "DAY",
            N_("Only cases begun on this day or later."),
            lambda case, value: case.created[:10] >= value,
            refuse=_refuse_day,
        )
    )
    until: str | None = _filter(
        FilterSpec(
            "DAY",
            N_("Only cases begun on this day or earlier."),
            lambda case, value: case.created[:10][: len(value)] <= value,
            refuse=_refuse_day,
        )
    )

    def __post_init__(self) -> None:
        """Refuse values that can match no case."""
        for name, spec in filter_specs().items():
            value = getattr(self, name)
            if value is not None and spec.refuse is not None:
                spec.refuse(name, value)

    @property
    def is_set(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) is not None for name in filter_specs())

    def match(self, case: "Case") -> bool:
        """Return whether a case matches all filters that are set."""
        return all(
            spec.matches(case, value)
            for name, spec in filter_specs().items()
            if (value := getattr(self, name)) is not None
        )


_SPECS: dict[str, FilterSpec] = {}


def filter_specs() -> dict[str, FilterSpec]:
    """Return the description of each filter by its name, in the order of the help text."""
    if not _SPECS:
        _SPECS.update({filter_.name: filter_.metadata["spec"] for filter_ in fields(Filters)})
    return _SPECS


NO_FILTERS = Filters()
