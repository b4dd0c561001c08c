"""Make a notebook in a folder, or set the language of a notebook."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.settings import expand_home, is_language
from coprod_cli.notebook.notebook import Notebook


class InitializedNotebook(NamedTuple):
    """A notebook's folder, and whether it was a notebook already."""

    folder: Path
    existed: bool


def init_notebook(folder: Path | None = None, language: str | None = None) -> InitializedNotebook:
    """Make a notebook in a folder, or set the language of the one that is there.

    Args:
        folder: the folder; by default the working folder, unlike that of a workspace.
        language: the notebook's language, such as `sv`; by default it is not set.

    Raises:
        WrongUsage: the language is not a language code.
        CannotSave: the folder cannot be made.
        NotFound: a file has the folder's name.
    """
    if language is not None and not is_language(language):
        message = msg('"{language}" is no language code.', language=language)
        raise WrongUsage(message, hint="en, sv")
    chosen = expand_home(folder) if folder is not None else Path.cwd()
    existed = Notebook(chosen).is_made
    notebook = Notebook.make(chosen)
    if language is not None:
        notebook.set_language(language)
    return InitializedNotebook(chosen, existed)
