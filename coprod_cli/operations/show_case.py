"""Read one case and its template, to show them."""

from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.errors import NotFound
from coprod_cli.base.message import Message, msg
from coprod_cli.model.case import Case
from coprod_cli.notebook.copies import copy_notices
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.query import Selection, damaged_notice
from coprod_cli.notebook.withdrawn import refuse_withdrawn
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.model.template import Template


class FoundCase(NamedTuple):
    """A case that was found.

    Attributes:
        case: the case.
        template: its template; None if it cannot be loaded.
        path: the note's path, relative to the notebook's folder.
        outside_links: the note's name, if it is a link to a file outside the notebook.
        notices: sentences about copies of the note, and about damage.
    """

    case: Case
    template: "Template | None"
    path: str
    outside_links: tuple[str, ...]
    notices: tuple[Message, ...] = ()

    def require_template(self) -> "Template":
        """Return the case's template.

        Raises:
            NotFound: it cannot be loaded.
        """
        if self.template is None:
            message = msg('there is no template "{name}".', name=self.case.template)
            raise NotFound(message, hint="coprod templates list")
        return self.template


def show_case(workspace: Workspace, reference: str) -> FoundCase:
    """Return the case that a reference names.

    Args:
        workspace: the workspace.
        reference: an id, the beginning of one, a path, or `latest`.

    Raises:
        NotFound: no case, or more than one, has that name, or it was withdrawn.
        InvalidInput: its note cannot be read; the error carries the findings.
    """
    from coprod_cli.notebook.note.check import is_uncertain

    notebook = workspace.notebook
    listed = notebook.listed()
    path = listed.find(reference)
    note = notebook.read(path)
    case = require_case(note)
    template = workspace.library.find(case.template)
    refuse_withdrawn(case, template, notebook.case_id_of(path))
    return FoundCase(
        case,
        template,
        path_in_notebook(str(path), notebook.folder),
        Selection(notebook, [str(path)]).outside_links,
        (
            *copy_notices(listed.copies_of(path), notebook.folder),
            *damaged_notice(int(is_uncertain(note, template))),
        ),
    )
