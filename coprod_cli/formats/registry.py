"""Registry: finds export formats and layouts by name, and loads one on first use."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from coprod_cli.base.errors import CoprodError, WrongUsage
from coprod_cli.base.message import msg

if TYPE_CHECKING:
    from coprod_cli.formats.exporter import (
        DocumentExporter,
        Exporter,
        FileExporter,
        StreamExporter,
    )

_KINDS = ("stream", "file", "document")
_BUILT_IN = {
    "csv": "coprod_cli.formats.csv:Csv",
    "jsonl": "coprod_cli.formats.jsonl:JsonLines",
}
_FOR_EXCEL = {"csv": "coprod_cli.formats.csv:ExcelCsv"}
_LAYOUTS = {
    "answered": "coprod_cli.formats.markdown.layouts:Answered",
    "full": "coprod_cli.formats.markdown.layouts:Full",
    "agreement": "coprod_cli.formats.markdown.layouts:Agreement",
}
ENTRY_POINT_GROUP = "coprod.exporters"

BUILT_IN_FORMATS = tuple(_BUILT_IN)
"""The names of the formats of `coprod export` that coprod includes."""
LAYOUTS = tuple(_LAYOUTS)
"""The names of the layouts of `coprod render` that coprod includes."""


def format_names() -> list[str]:
    """Return the names of the formats for `coprod export`, without loading any.

    They include all exporters of other packages, since loading is what shows their kind.
    """
    return sorted({*_BUILT_IN, *(entry.name for entry in _entry_points())})


def load_exporter(name: str) -> "Exporter":
    """Load the exporter of a format or a layout, of any kind.

    Raises:
        WrongUsage: there is no exporter of that name.
        CoprodError: another package offers one whose kind is none of the three.
    """
    if reference := (_BUILT_IN | _LAYOUTS).get(name):
        return _exporter(_load_object(reference), name)
    for entry in _entry_points(name=name):
        return _exporter(entry.load(), name)
    raise _no_format_error(name)


def load_batch_exporter(name: str, *, excel: bool = False) -> "StreamExporter | FileExporter":
    """Load a format that takes many cases, or the variant of it that Excel opens.

    Raises:
        WrongUsage: there is no such format of that name, or Excel opens no variant of it.
        CoprodError: see `load_exporter`.
    """
    exporter = load_exporter(name)
    if exporter.kind == "document":
        raise _no_format_error(name)
    if not excel:
        return exporter
    if name not in _FOR_EXCEL:
        message = msg('only csv is written for Excel, and not "{name}".', name=name)
        raise WrongUsage(message, hint="coprod export csv --excel")
    variant: StreamExporter = _load_object(_FOR_EXCEL[name])()
    return variant


def load_layout(name: str) -> "DocumentExporter":
    """Load a layout, which renders one case as a document.

    Raises:
        WrongUsage: there is no layout of that name.
        CoprodError: see `load_exporter`.
    """
    exporter = load_exporter(name) if name in _LAYOUTS or _entry_points(name=name) else None
    if exporter is None or exporter.kind != "document":
        message = msg('there is no layout "{name}".', name=name)
        raise WrongUsage(message, hint=", ".join(LAYOUTS))
    return exporter


def _load_object(reference: str) -> Any:
    """Return the object that `module:attribute` names."""
    module, _, attribute = reference.partition(":")
    return getattr(import_module(module), attribute)


def _exporter(loaded: Any, name: str) -> "Exporter":
    """Return a loaded object as an exporter, or an instance of a loaded class."""
    instance: Any = loaded() if isinstance(loaded, type) else loaded
    if getattr(instance, "kind", None) not in _KINDS:
        message = msg('what another package offers as "{name}" is no exporter.', name=name)
        raise CoprodError(message, hint=msg("another version of it"))
    exporter: Exporter = instance
    return exporter


def _entry_points(name: str | None = None) -> Any:
    """Return the entry points of other packages for exporters, or only those of one name."""
    from importlib.metadata import entry_points

    return (
        entry_points(group=ENTRY_POINT_GROUP)
        if name is None
        else entry_points(group=ENTRY_POINT_GROUP, name=name)
    )


def _no_format_error(name: str) -> WrongUsage:
    message = msg('there is no export format "{name}".', name=name)
    return WrongUsage(message, hint=", ".join(format_names()))
