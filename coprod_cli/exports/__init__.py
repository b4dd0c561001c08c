"""Batch exports: each format a module that is loaded when it is named."""

from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol, TextIO

from coprod_cli.errors import WrongUsage

_FORMATS = {
    "jsonl": "coprod_cli.exports.jsonl:export_records",
    "csv": "coprod_cli.exports.table:export_records",
}
_GROUP = "coprod.exporters"


class Exporter(Protocol):
    """Writes records (see `records.Recorder`) to a text stream, one by one as they come."""

    def __call__(self, records: Iterable[dict[str, Any]], out: TextIO) -> None:
        """Write all records; memory must not grow with their number."""


def format_names() -> list[str]:
    """Return the names of the formats there are, without loading any."""
    return sorted({*_FORMATS, *(each.name for each in entry_points(group=_GROUP))})


def load_exporter(name: str) -> Exporter:
    """Load the exporter of a format.

    Raises:
        WrongUsage: there is none of that name.
    """
    if name in _FORMATS:
        module, _, function = _FORMATS[name].partition(":")
        exporter: Exporter = getattr(import_module(module), function)
        return exporter
    for entry in entry_points(group=_GROUP, name=name):
        loaded: Exporter = entry.load()
        return loaded
    raise WrongUsage(f'there is no export format "{name}".', hint=", ".join(format_names()))
