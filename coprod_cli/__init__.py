"""coprod: interviews about cases of coproduced healthcare. This module has the public Python names.

Each name is imported from its module when it is first used, which keeps the import of the package
fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.6.0"

if TYPE_CHECKING:
    from coprod_cli.api.checking import check_cases as check_cases
    from coprod_cli.api.checking import merge_codings as merge_codings
    from coprod_cli.api.checking import merge_notes as merge_notes
    from coprod_cli.api.checking import repair_cases as repair_cases
    from coprod_cli.api.checking import scan_cases as scan_cases
    from coprod_cli.api.coding import check_codes as check_codes
    from coprod_cli.api.coding import edit_code as edit_code
    from coprod_cli.api.coding import export_codes as export_codes
    from coprod_cli.api.coding import import_codes as import_codes
    from coprod_cli.api.coding import merge_codes as merge_codes
    from coprod_cli.api.coding import move_code as move_code
    from coprod_cli.api.coding import new_code as new_code
    from coprod_cli.api.coding import read_code_log as read_code_log
    from coprod_cli.api.coding import read_codes as read_codes
    from coprod_cli.api.coding import rename_code as rename_code
    from coprod_cli.api.coding import restore_codes as restore_codes
    from coprod_cli.api.coding import retire_code as retire_code
    from coprod_cli.api.coding import split_code as split_code
    from coprod_cli.api.exporting import export_cases as export_cases
    from coprod_cli.api.exporting import read_model as read_model
    from coprod_cli.api.exporting import read_voices as read_voices
    from coprod_cli.api.exporting import render_case as render_case
    from coprod_cli.api.marking import find_cases_to_mark as find_cases_to_mark
    from coprod_cli.api.marking import find_memos as find_memos
    from coprod_cli.api.marking import find_passages as find_passages
    from coprod_cli.api.marking import mark_case as mark_case
    from coprod_cli.api.opening import init_notebook as init_notebook
    from coprod_cli.api.opening import load_template as load_template
    from coprod_cli.api.opening import open_notebook as open_notebook
    from coprod_cli.api.reading import draw_timeline as draw_timeline
    from coprod_cli.api.reading import find_copies as find_copies
    from coprod_cli.api.reading import find_sources as find_sources
    from coprod_cli.api.reading import find_steps as find_steps
    from coprod_cli.api.reading import list_cases as list_cases
    from coprod_cli.api.reading import look_over as look_over
    from coprod_cli.api.reading import read_across as read_across
    from coprod_cli.api.reading import read_case as read_case
    from coprod_cli.api.reading import read_cases as read_cases
    from coprod_cli.api.reading import read_history as read_history
    from coprod_cli.api.reading import search as search
    from coprod_cli.api.writing import add_case as add_case
    from coprod_cli.api.writing import edit_case as edit_case
    from coprod_cli.api.writing import finish_case as finish_case
    from coprod_cli.api.writing import plan_purge as plan_purge
    from coprod_cli.api.writing import purge as purge
    from coprod_cli.api.writing import remove_case as remove_case
    from coprod_cli.api.writing import restore_answers as restore_answers
    from coprod_cli.api.writing import restore_case as restore_case
    from coprod_cli.api.writing import tick_steps as tick_steps
    from coprod_cli.api.writing import update_cases as update_cases
    from coprod_cli.base.errors import CoprodError as CoprodError
    from coprod_cli.base.errors import Finding as Finding
    from coprod_cli.base.errors import InvalidInput as InvalidInput
    from coprod_cli.base.errors import NotFound as NotFound
    from coprod_cli.knowledge.step_filters import StepFilters as StepFilters
    from coprod_cli.model.case import Answer as Answer
    from coprod_cli.model.case import Case as Case
    from coprod_cli.model.template import Template as Template
    from coprod_cli.notebook.filters import Filters as Filters
    from coprod_cli.notebook.notebook import Notebook as Notebook
    from coprod_cli.notebook.scope import Scope as Scope
    from coprod_cli.operations.workspace import Workspace as Workspace
    from coprod_cli.operations.workspace import open_workspace as open_workspace

_MODULES = {
    "Answer": "model.case",
    "Case": "model.case",
    "CoprodError": "base.errors",
    "Filters": "notebook.filters",
    "Finding": "base.errors",
    "InvalidInput": "base.errors",
    "NotFound": "base.errors",
    "Notebook": "notebook.notebook",
    "Scope": "notebook.scope",
    "StepFilters": "knowledge.step_filters",
    "Template": "model.template",
    "Workspace": "operations.workspace",
    "add_case": "api.writing",
    "check_cases": "api.checking",
    "check_codes": "api.coding",
    "draw_timeline": "api.reading",
    "edit_case": "api.writing",
    "edit_code": "api.coding",
    "export_cases": "api.exporting",
    "export_codes": "api.coding",
    "find_cases_to_mark": "api.marking",
    "find_copies": "api.reading",
    "find_memos": "api.marking",
    "find_passages": "api.marking",
    "find_sources": "api.reading",
    "find_steps": "api.reading",
    "finish_case": "api.writing",
    "import_codes": "api.coding",
    "init_notebook": "api.opening",
    "list_cases": "api.reading",
    "load_template": "api.opening",
    "look_over": "api.reading",
    "merge_codes": "api.coding",
    "mark_case": "api.marking",
    "merge_codings": "api.checking",
    "merge_notes": "api.checking",
    "move_code": "api.coding",
    "new_code": "api.coding",
    "open_notebook": "api.opening",
    "open_workspace": "operations.workspace",
    "plan_purge": "api.writing",
    "purge": "api.writing",
    "read_across": "api.reading",
    "read_case": "api.reading",
    "read_cases": "api.reading",
    "read_code_log": "api.coding",
    "read_codes": "api.coding",
    "read_history": "api.reading",
    "read_model": "api.exporting",
    "read_voices": "api.exporting",
    "remove_case": "api.writing",
    "rename_code": "api.coding",
    "render_case": "api.exporting",
    "repair_cases": "api.checking",
    "restore_answers": "api.writing",
    "restore_case": "api.writing",
    "restore_codes": "api.coding",
    "retire_code": "api.coding",
    "scan_cases": "api.checking",
    "search": "api.reading",
    "split_code": "api.coding",
    "tick_steps": "api.writing",
    "update_cases": "api.writing",
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
