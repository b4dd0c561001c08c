"""Read a case in the coproduction model."""

from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.model_picture import ModelPicture, read_model
from coprod_cli.operations.naming_forms import naming_forms
from coprod_cli.operations.workspace import Workspace


def show_model(workspace: Workspace, case: CaseAsRead) -> ModelPicture:
    """Return a case in the coproduction model.

    Raises:
        WrongForm: its template places no question in the model; the hint names those that do.
    """
    with naming_forms(workspace):
        return read_model(case)
