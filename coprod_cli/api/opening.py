"""Open a notebook or a template, or make a notebook."""

from pathlib import Path

from coprod_cli.base import settings
from coprod_cli.model.template import Template
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations import init_notebook as _init
from coprod_cli.templates import loader


def open_notebook(folder: str | Path | None = None) -> Notebook:
    """Return the notebook in a folder.

    Args:
        folder: the folder; by default COPROD_NOTEBOOK, the nearest notebook upwards from the
            working folder, or `~/coprod`.

    Raises:
        NotFound: the folder is no notebook.
    """
    return Notebook.open(settings.notebook_folder(Path(folder) if folder is not None else None))


def load_template(name: str, notebook: Notebook | None = None) -> Template:
    """Return a template from COPROD_PROMPTS, the notebook, or the ones that coprod comes with.

    Args:
        name: the template's id.
        notebook: the notebook; by default the one that `open_notebook` would open.

    Raises:
        NotFound: the template does not exist.
        InvalidInput: the template has mistakes; the error carries all of them.
    """
    return loader.load_named_template(
        name, settings.prompts_folders(notebook.folder if notebook else None)
    )


def init_notebook(
    folder: str | Path, *, language: str | None = None, git: bool = False, examples: bool = False
) -> _init.InitializedNotebook:
    """Make a notebook in a folder, or set up the one that is there.

    Args:
        folder: the folder.
        language: the notebook's language, such as `sv`; by default it is not set.
        git: whether to set it up for git: `result.git.command` then names the merge driver to git.
        examples: whether to add example cases: two dozen made-up ones, and five rows of a slide.

    Raises:
        WrongUsage: the language is not a language code, or there are cases already, with which the
            examples would mix.
        CannotSave: the folder, or a file in it, could not be written.
        NotFound: a file has the folder's name.
    """
    program = "coprod" if git else None
    return _init.init_notebook(Path(folder), language, git=program, examples=examples)
