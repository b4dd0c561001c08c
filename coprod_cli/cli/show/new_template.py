"""Show a template that was written: its folder, and the commands to continue with."""

import shlex
from pathlib import Path

from coprod_cli.base.i18n import _
from coprod_cli.base.settings import NOTEBOOK_PROMPTS, prompts_folders
from coprod_cli.cli.console.output import show_json, show_message, show_text
from coprod_cli.operations.new_template import WrittenTemplate


def show_written_template(written: WrittenTemplate, notebook: Path, *, json: bool) -> None:
    """Print the folder of a new template, and the commands that show it, check it and use it.

    Args:
        written: the template.
        notebook: the notebook's folder.
        json: whether to print JSON.
    """
    if json:
        show_json({"id": written.id, "path": str(written.path)})
        return
    option = _finding_option(written.prompts, notebook)
    show_message(_("A new template:"))
    show_text(f"{written.path}\n")
    show = f"coprod templates show {written.id}{option}"
    show_message(_("To look at it: {command}").format(command=show))
    show_message(_("To change it: its files, in any editor. Then: {command}").format(
        command=f"coprod templates check {shlex.quote(str(written.path))}"
    ))  # fmt: skip
    ask = f"coprod new-case --template {written.id}{option}"
    show_message(_("To ask with it: {command}").format(command=ask))


def _finding_option(prompts: Path, notebook: Path) -> str:
    """Return the option with which commands find a template; "" if they need none."""
    if prompts in prompts_folders():
        return ""
    if prompts == notebook / NOTEBOOK_PROMPTS:
        return f" --notebook {shlex.quote(str(notebook))}"
    return f" --prompts {shlex.quote(str(prompts))}"
