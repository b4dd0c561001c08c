"""Filters: which cases a command reads. A new filter is one more field of `Filters`.

Each field says how its option is described and completed, which values it refuses, and which cases
match it; the command line builds the options of every command from it. A field may also say which
values a case has: then a value that no case has is refused or reported by `check_filters`.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import N_, Message, msg
from coprod_cli.base.text import looks_like_name

if TYPE_CHECKING:
    from coprod_cli.model.case import Case
    from coprod_cli.templates.library import TemplateLibrary

_MAX_NAMES_COMPARED = 1000
"""The most names in which a near one is searched: each takes about 20 µs."""


class ValueCheck(NamedTuple):
    """How to find a value that no case has, such as a misspelt one.

    `values_of` returns the values that a case has. `unknown` returns a notice for a value that no
    case has, or raises WrongUsage; its arguments are the value and the nearest one that exists, or
    "". `installed` returns the values that exist without any case.
    """

    values_of: Callable[["Case"], Collection[str]]
    unknown: Callable[[str, str], Message]
    installed: Callable[["TemplateLibrary"], Collection[str]] = lambda _library: ()


class FilterSpec(NamedTuple):
    """The description of one filter.

    `help` is untranslated. `matches` returns whether a case matches a value. `values` names the
    list that the shell completes from: "templates", "statuses", or none. `refuse` raises WrongUsage
    for a value that can match no case; its arguments are the filter's name and the value.
    `check` finds a value that no case has; without it, such a value just matches nothing.
    """

    metavar: str
    help: str
    matches: Callable[["Case", str], bool]
    values: str = ""
    refuse: Callable[[str, str], None] | None = None
    check: ValueCheck | None = None


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


def _refuse_template(value: str, nearest: str) -> Message:
    message = msg("there is no template of that name.")
    if looks_like_name(value):
        message = msg('there is no template "{name}".', name=value)
    raise WrongUsage(message, hint=nearest or "coprod templates list")


def _no_case_has_tag(value: str, nearest: str) -> Message:
    if nearest:
        return msg('0 cases have the tag "{tag}". Did you mean "{name}"?', tag=value, name=nearest)
    return msg('0 cases have the tag "{tag}".', tag=value)


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
            check=ValueCheck(
                lambda case: (case.template,), _refuse_template, lambda library: library.locations()
            ),
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
        FilterSpec(
            "WORD",
            N_("Only cases with this tag."),
            lambda case, value: value in case.tags,
            check=ValueCheck(lambda case: case.tags, _no_case_has_tag),
        )
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


def check_filters(
    filters: Filters, library: "TemplateLibrary", cases: Callable[[], Iterable["Case"]]
) -> tuple[Message, ...]:
    """Return a notice for each filter whose value no case has, such as a misspelt tag.

    Cases are read only until each value is found, and none if all values are known without them.

    Args:
        filters: the filters.
        library: the installed templates.
        cases: returns all cases of the notebook.

    Raises:
        WrongUsage: the value of a filter does not exist, such as a misspelt template.
    """
    missing: list[_Missing] = []
    for name, spec in filter_specs().items():
        value = getattr(filters, name)
        if value is not None and spec.check is not None:
            installed = set(spec.check.installed(library))
            if value not in installed:
                missing.append(_Missing(value, spec.check, installed))
    for case in cases() if missing else ():
        missing = [each for each in missing if not each.is_of(case)]
        if not missing:
            break
    return tuple(each.check.unknown(each.value, _nearest(each)) for each in missing)


class _Missing(NamedTuple):
    """A filter's value that was not found yet, and the other values that were."""

    value: str
    check: ValueCheck
    others: set[str]

    def is_of(self, case: "Case") -> bool:
        """Return whether a case has the value; if not, note the values that it has."""
        values = self.check.values_of(case)
        self.others.update(values)
        return self.value in values


def _nearest(missing: _Missing) -> str:
    """Return the existing value that is spelt most like a missing one; "" if none is near."""
    from difflib import get_close_matches

    others = sorted(missing.others)[:_MAX_NAMES_COMPARED]
    by_folded = {name.casefold(): name for name in others}
    matches = get_close_matches(missing.value.casefold(), by_folded, 1)
    return by_folded[matches[0]] if matches else ""
