"""Show a saved case: the path of its note, or JSON."""

from coprod_cli.base.clock import local_now
from coprod_cli.base.i18n import _
from coprod_cli.cli.console.output import show_json, show_message, show_text
from coprod_cli.cli.show.steps import show_due
from coprod_cli.operations.add_case import SavedCase


def show_saved_case(saved: SavedCase, *, json: bool) -> None:
    """Print where a case was saved, and the folder of a new notebook."""
    if saved.new_notebook:
        show_message(_("Your notebook is {folder}").format(folder=saved.new_notebook))
    if json:
        show_json({"id": saved.id, "path": str(saved.path), "status": saved.status})
    else:
        show_text(f"{saved.path}\n")
        show_due(saved.open_steps, local_now().date().isoformat())
