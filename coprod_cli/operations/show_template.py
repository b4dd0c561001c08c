"""Load one template and choose its language, to show its form."""

from typing import NamedTuple

from coprod_cli.model.template import Template
from coprod_cli.operations.choices import choose_language
from coprod_cli.operations.workspace import Workspace


class FoundTemplate(NamedTuple):
    """A template, and the language in which to show it."""

    template: Template
    language: str


def show_template(
    workspace: Workspace, template: str, language: str | None = None
) -> FoundTemplate:
    """Return a template and the language in which to show it.

    Args:
        workspace: the workspace.
        template: the template's id.
        language: the language; by default the first preferred one that the template has.

    Raises:
        NotFound: the template does not exist.
        InvalidInput: the template has mistakes.
        WrongUsage: the template does not have the language.
    """
    loaded = workspace.library.load(template)
    return FoundTemplate(loaded, choose_language(loaded, language, workspace.languages))
