"""Template library: the templates in a list of folders, each loaded once."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.errors import CoprodError

if TYPE_CHECKING:  # pydantic is loaded with the first template
    from coprod_cli.model.template import Template


class TemplateLibrary:
    """The templates that can be found by name; of two with one name, the first folder's counts.

    A template with mistakes is loaded once, too: its error is raised again for each name asked.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        """Take the folders that hold templates, in the order in which they are searched."""
        self.folders = tuple(dict.fromkeys(folders))
        self._loaded: dict[str, Template | CoprodError] = {}

    def load(self, name: str) -> "Template":
        """Return the template of a name.

        Raises:
            NotFound: there is none of that name.
            InvalidInput: it has mistakes; the error carries all of them.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        found = self._loaded[name]
        if isinstance(found, CoprodError):
            raise found
        return found

    def find(self, name: str) -> "Template | None":
        """Return the template of a name; None where there is none that can be read."""
        try:
            return self.load(name)
        except CoprodError:
            return None

    def locations(self) -> dict[str, Path]:
        """Return the folder of each template by its name, without loading any."""
        from coprod_cli.templates.loader import template_folders

        return template_folders(self.folders)

    def _load(self, name: str) -> "Template | CoprodError":
        from coprod_cli.templates.loader import load_named_template

        try:
            return load_named_template(name, self.folders)
        except CoprodError as error:
            return error
