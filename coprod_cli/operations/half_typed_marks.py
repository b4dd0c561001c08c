"""Keep what a person types about passages while they mark, for the case that coprod is killed."""

from collections.abc import Iterator
from contextlib import contextmanager

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.notebook.half_typed_marks import HalfTypedMarks
from coprod_cli.notebook.lock import lock_case
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.operations.mark_case import MarkingSession


@contextmanager
def half_typed_marks(session: MarkingSession) -> Iterator[HalfTypedMarks | None]:
    """Return where a sitting keeps what is half typed; None if another sitting of the coder does.

    A sitting in which it cannot be kept, such as one in a folder that is read only, goes on without
    it.
    """
    workspace, file = session.workspace, session.file
    notebook = workspace.notebook
    kept = HalfTypedMarks.of(notebook, file.case_id, file.coder)
    locks = notebook.state / "locks"
    name = safe_file_name(f"marking-{file.case_id}-{file.coder}")
    try:
        for path in (locks, kept.path):
            refuse_outside_link(path, notebook.folder)
        lock = lock_case(locks, name, workspace.clock(), interactive=True)
    except CoprodError:
        yield None
        return
    with lock:
        yield kept
