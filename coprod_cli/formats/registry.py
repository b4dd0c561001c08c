"""Registry: finds export formats and layouts by name, and loads one on first use."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from coprod_cli.base.errors import CoprodError, WrongUsage
from coprod_cli.base.message import msg

if TYPE_CHECKING:
    from coprod_cli.formats.exporter import (
        CombinedLayout,
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
_VARIANTS = {
    ("csv", "excel"): "coprod_cli.formats.csv:ExcelCsv",
    ("csv", "wide"): "coprod_cli.formats.csv_wide:WideCsv",
    ("csv", "excel", "wide"): "coprod_cli.formats.csv_wide:ExcelWideCsv",
}
"""The variants of formats, by the options that choose them."""
_LAYOUTS = {
    "answered": "coprod_cli.formats.markdown.layouts:Answered",
    "full": "coprod_cli.formats.markdown.layouts:Full",
    "voices": "coprod_cli.formats.markdown.layouts:Voices",
    "model": "coprod_cli.formats.markdown.layouts:Model",
    "agreement": "coprod_cli.formats.markdown.layouts:Agreement",
    "table": "coprod_cli.formats.markdown.table:Table",
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


def load_batch_exporter(
    name: str, *, excel: bool = False, wide: bool = False
) -> "StreamExporter | FileExporter":
    """Load a format that takes many cases, or a variant of it.

    Args:
        name: the name of the format.
        excel: whether to load the variant that Excel opens.
        wide: whether to load the variant with one row for each case.

    Raises:
        WrongUsage: there is no such format of that name, or it has no such variant.
        CoprodError: see `load_exporter`.
    """
    exporter = load_exporter(name)
    if exporter.kind == "document" or name in _LAYOUTS:
        raise _no_format_error(name)
    options = [option for option, given in (("excel", excel), ("wide", wide)) if given]
    if not options:
        return exporter
    if (name, *options) not in _VARIANTS:
        if excel:
            message = msg('only csv is written for Excel, and not "{name}".', name=name)
            raise WrongUsage(message, hint="coprod export csv --excel")
        message = msg('only csv has a row for each case, and not "{name}".', name=name)
        raise WrongUsage(message, hint="coprod export csv --wide")
    variant: StreamExporter | FileExporter = _load_object(_VARIANTS[name, *options])()
    return variant


def load_layout(name: str) -> "DocumentExporter | CombinedLayout":
    """Load a layout, which renders one case as a document, or all cases as one.

    Raises:
        WrongUsage: there is no layout of that name.
        CoprodError: see `load_exporter`.
    """
    if name in _LAYOUTS:
        built_in: DocumentExporter | CombinedLayout = _load_object(_LAYOUTS[name])()
        return built_in
    exporter = load_exporter(name) if _entry_points(name=name) else None
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
