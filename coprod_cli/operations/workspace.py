"""Workspace: the notebook, templates, languages and clock that every operation takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.clock import Clock, local_now
from coprod_cli.base.message import Notify, ignore_message
from coprod_cli.base.settings import (
    NOTEBOOK_PROMPTS,
    notebook_folder,
    preferred_languages,
    prompts_folders,
    shipped_prompts,
)

if TYPE_CHECKING:
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.templates.code_set_library import CodeSetLibrary
    from coprod_cli.templates.library import TemplateLibrary


@dataclass(frozen=True)
class Workspace:
    """The notebook, the templates, the preferred languages and the clock of one run.

    Nothing is read from disk until `notebook` or `library` is used.

    Attributes:
        folder: the notebook's folder, which may not exist yet.
        prompts: the folders of templates; the first one with a template of some id wins.
        languages: the preferred languages as codes such as `sv`, best first.
        clock: returns the time, with a time zone.
        notify: is called with what a person should know, such as what a change will lose.
    """

    folder: Path
    prompts: tuple[Path, ...]
    languages: tuple[str, ...] = ()
    clock: Clock = local_now
    notify: Notify = ignore_message

    @cached_property
    def notebook(self) -> "Notebook":
        """The notebook in the folder.

        Raises:
            NotFound: the folder is no notebook.
        """
        from coprod_cli.notebook.notebook import Notebook

        return Notebook.open(self.folder, self.notify)

    @cached_property
    def library(self) -> "TemplateLibrary":
        """The templates in the folders, each loaded once."""
        from coprod_cli.templates.library import TemplateLibrary

        return TemplateLibrary(self.prompts, self._notify_own_template)

    @cached_property
    def code_sets(self) -> "CodeSetLibrary":
        """The code sets of the notebook, and of the folders of templates, each loaded once."""
        from coprod_cli.templates.code_set_library import CodeSetLibrary, code_set_folders

        return CodeSetLibrary(code_set_folders(self.folder, self.prompts))

    def _notify_own_template(self, name: str) -> None:
        """Tell once that a template is the notebook's own, and not the shipped one of its name."""
        places = (folder for folder in self.prompts if (folder / name).is_dir())
        is_own = next(places, None) == self.folder / NOTEBOOK_PROMPTS
        if is_own and self.notify is not ignore_message and (shipped_prompts() / name).is_dir():
            from coprod_cli.notebook.own_templates import notify_own_template

            notify_own_template(self.folder, name, self.notify)


def open_workspace(
    notebook: str | Path | None = None,
    *,
    prompts: Iterable[str | Path] = (),
    language: str = "",
    notify: Notify = ignore_message,
) -> Workspace:
    """Return the workspace for some options, the environment and the working folder.

    Args:
        notebook: the notebook's folder; by default COPROD_NOTEBOOK, the nearest folder upwards,
            or `~/coprod`.
        prompts: folders of templates to search before all others.
        language: the preferred language, such as `sv`; by default that of COPROD_LANGUAGE, the
            notebook and the locale.
        notify: is called with what a person should know, such as what a change will lose, before
            it is made; by default nobody is told.
    """
    folder = notebook_folder(Path(notebook) if notebook is not None else None)
    return Workspace(
        folder,
        tuple(prompts_folders(folder, map(Path, prompts))),
        tuple(preferred_languages(folder, language)),
        notify=notify,
    )
