"""Make a notebook in a folder, set its language, set it up for git, or add made-up examples."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.file_system import file_system_limits
from coprod_cli.base.message import Message, msg
from coprod_cli.base.settings import expand_home, is_language
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.set_up_git import GitSetup, set_up_git


class InitializedNotebook(NamedTuple):
    """A notebook's folder, and what was made in it.

    Attributes:
        folder: the folder.
        existed: whether it was a notebook already.
        git: what was set up for git; None if it was not asked for.
        limits: what its file system does not offer.
        examples: the ids of the example cases that were added.
    """

    folder: Path
    existed: bool
    git: GitSetup | None = None
    limits: tuple[Message, ...] = ()
    examples: tuple[str, ...] = ()


def init_notebook(
    folder: Path | None = None,
    language: str | None = None,
    *,
    git: str | None = None,
    examples: bool = False,
) -> InitializedNotebook:
    """Make a notebook in a folder, or set up the one that is there.

    Args:
        folder: the folder; by default the working folder, unlike that of a workspace.
        language: the notebook's language, such as `sv`; by default it is not set.
        git: the command that starts coprod, to set the notebook up for git (see `set_up_git`); None
            to leave git alone.
        examples: whether to add example cases: two dozen made-up ones, and five rows of a slide.

    Raises:
        WrongUsage: the language is not a language code, or there are cases, with which the examples
            would mix; nothing is changed then.
        CannotSave: the folder cannot be made.
        NotFound: a file has the folder's name.
    """
    if language is not None and not is_language(language):
        message = msg('"{language}" is no language code.', language=language)
        raise WrongUsage(message, hint="en, sv")
    chosen = expand_home(folder) if folder is not None else Path.cwd()
    if examples:
        _refuse_cases(chosen)
    existed = Notebook(chosen).is_made
    notebook = Notebook.make(chosen)
    if language is not None:
        notebook.set_language(language)
    setup = set_up_git(chosen, git) if git is not None else None
    limits = tuple(file_system_limits(chosen))
    return InitializedNotebook(
        chosen, existed, setup, limits, _add_examples(chosen) if examples else ()
    )


def _refuse_cases(folder: Path) -> None:
    """Refuse a folder that has cases, since examples would mix with them."""
    if folder.is_dir() and next(Notebook(folder).notes(), None) is not None:
        message = msg("there are cases here already, and examples would mix with them.")
        hint = msg("coprod init DIR --examples, with a new folder")
        raise WrongUsage(message, where=str(folder), hint=hint)


def _add_examples(folder: Path) -> tuple[str, ...]:
    from coprod_cli.operations.add_examples import add_examples

    return tuple(saved.id for saved in add_examples(folder))
