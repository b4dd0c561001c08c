"""coprod: the few names with which a script loads a notebook, reads cases, renders and exports.

Each name is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

if TYPE_CHECKING:
    from coprod_cli.api import export_cases as export_cases
    from coprod_cli.api import load_template as load_template
    from coprod_cli.api import open_notebook as open_notebook
    from coprod_cli.api import read_case as read_case
    from coprod_cli.api import read_cases as read_cases
    from coprod_cli.api import render_case as render_case
    from coprod_cli.base.errors import CoprodError as CoprodError
    from coprod_cli.base.errors import Finding as Finding
    from coprod_cli.base.errors import InvalidInput as InvalidInput
    from coprod_cli.base.errors import NotFound as NotFound
    from coprod_cli.model.case import Answer as Answer
    from coprod_cli.model.case import Case as Case
    from coprod_cli.model.template import Template as Template
    from coprod_cli.notebook.notebook import Notebook as Notebook

_HOMES = {
    "Answer": "model.case",
    "Case": "model.case",
    "CoprodError": "base.errors",
    "Finding": "base.errors",
    "InvalidInput": "base.errors",
    "NotFound": "base.errors",
    "Notebook": "notebook.notebook",
    "Template": "model.template",
    "export_cases": "api",
    "load_template": "api",
    "open_notebook": "api",
    "read_case": "api",
    "read_cases": "api",
    "render_case": "api",
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
