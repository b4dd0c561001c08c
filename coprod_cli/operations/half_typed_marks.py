"""Keep what a person types about passages while they mark, for the case that coprod is killed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.notebook.editor_files import editor_files_of
from coprod_cli.notebook.half_typed_marks import HalfTypedMarks
from coprod_cli.notebook.lock import lock_case
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.notebook.rescue import rescue_editor_file
from coprod_cli.operations.mark_case import MarkingSession


def rescue_edited_marks(session: MarkingSession) -> list[Path]:
    """Move what an editor had when coprod was killed to the rescued texts; return the folders.

    Args:
        session: a sitting that keeps what is half typed: no other one of its coder is open.
    """
    notebook, now = session.workspace.notebook, session.workspace.clock()
    folders: list[Path] = []
    for file in editor_files_of(notebook.marking_files_folder, session.file.case_id):
        if file.key.voice != session.file.coder:
            continue
        with suppress(OSError):
            if file.is_unchanged() and not file.has_other_files():
                file.remove()
            else:
                folders.append(rescue_editor_file(file, notebook.rescued_texts_folder, now))
    return folders


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
