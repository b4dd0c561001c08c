"""Read a case in the coproduction model, and name the forms that have it."""

from collections.abc import Iterator
from contextlib import contextmanager

from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.model_picture import ModelPicture, NoModel, read_model
from coprod_cli.operations.workspace import Workspace


def show_model(workspace: Workspace, case: CaseAsRead) -> ModelPicture:
    """Return a case in the coproduction model.

    Raises:
        NoModel: its template places no question in the model; the hint names those that do.
    """
    with naming_forms(workspace):
        return read_model(case)


@contextmanager
def naming_forms(workspace: Workspace) -> Iterator[None]:
    """Let the error about a form without the model name the forms that have it."""
    try:
        yield
    except NoModel as error:
        names = sorted(each.id for each in workspace.library.all() if each.places)
        raise NoModel(error.message, hint=", ".join(names) or error.hint) from error
