"""coprod: the few names with which a script loads a notebook, reads cases, renders and exports.

Each name is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from coprod_cli.case import Answer as Answer
    from coprod_cli.case import Case as Case
    from coprod_cli.errors import CoprodError as CoprodError
    from coprod_cli.errors import Finding as Finding
    from coprod_cli.errors import InvalidInput as InvalidInput
    from coprod_cli.errors import NotFound as NotFound
    from coprod_cli.face import export_cases as export_cases
    from coprod_cli.face import load_template as load_template
    from coprod_cli.face import open_notebook as open_notebook
    from coprod_cli.face import read_case as read_case
    from coprod_cli.face import read_cases as read_cases
    from coprod_cli.face import render_case as render_case
    from coprod_cli.notebook import Notebook as Notebook
    from coprod_cli.template import Template as Template

_HOMES = {
    "Answer": "case",
    "Case": "case",
    "CoprodError": "errors",
    "Finding": "errors",
    "InvalidInput": "errors",
    "NotFound": "errors",
    "Notebook": "notebook",
    "Template": "template",
    "export_cases": "face",
    "load_template": "face",
    "open_notebook": "face",
    "read_case": "face",
    "read_cases": "face",
    "render_case": "face",
}

__all__ = [*sorted(_HOMES), "__version__"]  # noqa: PLE0604 - the names are all strings


def __getattr__(name: str) -> Any:
    """Load a public name from the module where it lives (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
