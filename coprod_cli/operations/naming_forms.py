"""Name the installed templates that a page can be made of, where a case of another was given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coprod_cli.base.message import msg
from coprod_cli.formats.wrong_form import WrongForm
from coprod_cli.model.template import Template
from coprod_cli.operations.workspace import Workspace


def forms_that(workspace: Workspace, suits: Callable[[Template], bool]) -> tuple[str, ...]:
    """Return the ids of the installed templates that suit, in alphabetical order."""
    return tuple(sorted(each.id for each in workspace.library.all() if suits(each)))


@contextmanager
def naming_forms(workspace: Workspace) -> Iterator[None]:
    """Put the forms that would do into the hint of a `WrongForm` that is raised within.

    Raises:
        WrongForm: it was raised within.
    """
    try:
        yield
    except WrongForm as error:
        if names := forms_that(workspace, error.suits):
            error.hint = msg("a case of {forms}", forms=", ".join(names))
        raise
