"""Tells of filters whose value no case has, such as a misspelt tag."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.base.nearest import nearest
from coprod_cli.notebook.filters import Filters, ValueCheck, filter_specs

if TYPE_CHECKING:
    from coprod_cli.model.case_like import CaseLike
    from coprod_cli.templates.library import TemplateLibrary

_MAX_NAMES_COMPARED = 1000
"""The most names in which a near one is searched: each takes about 20 µs."""


def check_filters(
    filters: Filters, library: "TemplateLibrary", cases: Callable[[], Iterable["CaseLike"]]
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
    missing = [each for each in missing if not each.is_among(each.check.elsewhere(library))]
    return tuple(each.check.unknown(each.value, _nearest(each)) for each in missing)


class _Missing(NamedTuple):
    """A filter's value that was not found yet, and the other values that were."""

    value: str
    check: ValueCheck
    others: set[str]

    def is_of(self, case: "CaseLike") -> bool:
        """Return whether a case has the value; if not, note the values that it has."""
        return self.is_among(self.check.values_of(case))

    def is_among(self, values: Collection[str]) -> bool:
        """Return whether the value is among others; if not, note those."""
        self.others.update(values)
        return self.value in values


def _nearest(missing: _Missing) -> str:
    """Return the existing value that is spelt most like a missing one; "" if none is near."""
    others = sorted(missing.others)[:_MAX_NAMES_COMPARED]
    by_folded = {name.casefold(): name for name in others}
    return by_folded.get(nearest(missing.value.casefold(), by_folded), "")
