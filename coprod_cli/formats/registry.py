"""Batch exports: each format a module that is loaded when it is named."""

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.formats.record import CaseRecord

_FORMATS = {
    "jsonl": "coprod_cli.formats.jsonl",
    "csv": "coprod_cli.formats.csv",
}
_GROUP = "coprod.exporters"


class Exporter(Protocol):
    """A text format in which each case stands by itself, so that memory stays flat.

    A module with these two names is one. Other packages offer theirs under the entry-point group
    `coprod.exporters`.
    """

    HEADER: str
    """What stands before the first case."""

    def encode_case(self, record: CaseRecord) -> str:
        """Return the text of one case's record."""


def format_names() -> list[str]:
    """Return the names of the formats there are, without loading any."""
    return sorted({*_FORMATS, *(each.name for each in entry_points(group=_GROUP))})


def load_exporter(name: str) -> Exporter:
    """Load the exporter of a format.

    Raises:
        WrongUsage: there is none of that name.
    """
    if name in _FORMATS:
        built_in: Any = import_module(_FORMATS[name])
        exporter: Exporter = built_in
        return exporter
    for entry in entry_points(group=_GROUP, name=name):
        offered: Exporter = entry.load()
        return offered
    message = msg('there is no export format "{name}".', name=name)
    raise WrongUsage(message, hint=", ".join(format_names()))
