"""Keep a text that could not be saved, so that nothing that a person wrote is lost."""

from pathlib import Path

from coprod_cli.notebook.rescue import rescue_texts
from coprod_cli.operations.workspace import Workspace


def keep_text(workspace: Workspace, case_id: str, name: str, text: str) -> Path | None:
    """Write a text into the private folder for rescued texts, and return the folder.

    Args:
        workspace: the workspace.
        case_id: the case that it belongs to.
        name: the file's name.
        text: the text.

    Returns:
        None if no folder could be written.
    """
    folders = [workspace.notebook.rescued_texts_folder]
    return rescue_texts({name: text.encode()}, folders, workspace.clock(), case_id)
