"""coprod: interviews about cases of coproduced healthcare. This module has the public Python names.

Each name is imported from its module when it is first used, which keeps the import of the package
fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

if TYPE_CHECKING:
    from coprod_cli.api import add_case as add_case
    from coprod_cli.api import check_cases as check_cases
    from coprod_cli.api import edit_case as edit_case
    from coprod_cli.api import export_cases as export_cases
    from coprod_cli.api import find_steps as find_steps
    from coprod_cli.api import list_cases as list_cases
    from coprod_cli.api import load_template as load_template
    from coprod_cli.api import open_notebook as open_notebook
    from coprod_cli.api import open_workspace as open_workspace
    from coprod_cli.api import read_case as read_case
    from coprod_cli.api import read_cases as read_cases
    from coprod_cli.api import read_history as read_history
    from coprod_cli.api import remove_case as remove_case
    from coprod_cli.api import render_case as render_case
    from coprod_cli.api import repair_cases as repair_cases
    from coprod_cli.api import restore_answers as restore_answers
    from coprod_cli.api import restore_case as restore_case
    from coprod_cli.api import scan_cases as scan_cases
    from coprod_cli.api import tick_steps as tick_steps
    from coprod_cli.api import update_cases as update_cases
    from coprod_cli.base.errors import CoprodError as CoprodError
    from coprod_cli.base.errors import Finding as Finding
    from coprod_cli.base.errors import InvalidInput as InvalidInput
    from coprod_cli.base.errors import NotFound as NotFound
    from coprod_cli.model.case import Answer as Answer
    from coprod_cli.model.case import Case as Case
    from coprod_cli.model.template import Template as Template
    from coprod_cli.notebook.filters import Filters as Filters
    from coprod_cli.notebook.notebook import Notebook as Notebook
    from coprod_cli.operations.workspace import Workspace as Workspace

_MODULES = {
    "Answer": "model.case",
    "Case": "model.case",
    "CoprodError": "base.errors",
    "Filters": "notebook.filters",
    "Finding": "base.errors",
    "InvalidInput": "base.errors",
    "NotFound": "base.errors",
    "Notebook": "notebook.notebook",
    "Template": "model.template",
    "Workspace": "operations.workspace",
    "add_case": "api",
    "check_cases": "api",
    "edit_case": "api",
    "export_cases": "api",
    "find_steps": "api",
    "list_cases": "api",
    "load_template": "api",
    "open_notebook": "api",
    "open_workspace": "api",
    "read_case": "api",
    "read_cases": "api",
    "read_history": "api",
    "remove_case": "api",
    "render_case": "api",
    "repair_cases": "api",
    "restore_answers": "api",
    "restore_case": "api",
    "scan_cases": "api",
    "tick_steps": "api",
    "update_cases": "api",
}

__all__ = [*sorted(_MODULES), "__version__"]  # noqa: PLE0604 - the names are all strings


def __getattr__(name: str) -> Any:
    """Import a public name from its module (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
