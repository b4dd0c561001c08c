"""Template library: the templates in a list of folders, each loaded once."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.errors import CoprodError
from coprod_cli.templates.folders import template_folders

if TYPE_CHECKING:  # pydantic is loaded with the first template
    from coprod_cli.model.template import Template


class TemplateLibrary:
    """Loads templates by name from a list of folders, each template once.

    If two templates have one name, that of the first folder wins. The error of an invalid template
    is kept, too, and raised again by each `load`.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        """Make a library of the folders that hold templates, in the order of the search."""
        self.folders = tuple(dict.fromkeys(folders))
        self._loaded: dict[str, Template | CoprodError] = {}

    def load(self, name: str) -> "Template":
        """Return the template with a name.

        Raises:
            NotFound: there is no template with that name.
            InvalidInput: the template is invalid; the error carries all findings.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        template = self._loaded[name]
        if isinstance(template, CoprodError):
            raise template
        return template

    def find(self, name: str) -> "Template | None":
        """Return the template with a name; None if it does not exist or is invalid."""
        try:
            return self.load(name)
        except CoprodError:
            return None

    def locations(self) -> dict[str, Path]:
        """Return the folder of each template by its name, without loading any."""
        return template_folders(self.folders)

    def _load(self, name: str) -> "Template | CoprodError":
        from coprod_cli.templates.loader import load_named_template

        try:
            return load_named_template(name, self.folders)
        except CoprodError as error:
            return error
