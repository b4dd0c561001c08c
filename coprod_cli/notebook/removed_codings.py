"""Codings of removed cases: they go into the trash with the note, and come back with it."""

from pathlib import Path

from coprod_cli.base.files import refuse_outside_link, unused_name
from coprod_cli.notebook.codings import FOLDER, Codings, move_to
from coprod_cli.notebook.places import KEPT_APART
from coprod_cli.notebook.side_files import all_files
from coprod_cli.notebook.trash import Trash


def take_codings_along(codings: Codings, case_id: str, removed: Path) -> int:
    """Move the codings of a case that was just removed into the trash, and return how many.

    Args:
        codings: the codings of the notebook.
        case_id: the id of the case.
        removed: the case's note in the trash.

    Raises:
        CannotSave: a coding could not be moved; it is unchanged.
    """
    notebook = codings.notebook
    folder = Trash(notebook).folder_of(removed)
    count = 0
    for file in list(codings.of_case(case_id)):
        for path in (file.path, *file.copies):
            if path.is_file():
                move_to(path, folder / path.relative_to(notebook.folder))
        notebook.store.remove_empty_folders(file.path.parent, notebook.folder)
        count += 1
    return count


def bring_codings_back(codings: Codings, case_id: str, removed: Path) -> int:
    """Move the codings of a case that is about to be restored back, and return how many.

    A coding that is in the notebook by now stays; the restored one is a further version of it.

    Args:
        codings: the codings of the notebook.
        case_id: the id of the case.
        removed: the case's note in the trash.

    Raises:
        CannotSave: a coding could not be moved; it is unchanged.
        CoprodError: a link leads out of the notebook.
    """
    notebook = codings.notebook
    folder = Trash(notebook).folder_of(removed)
    count = 0
    for path in coding_paths(folder, case_id):
        target = notebook.folder / path.relative_to(folder)
        refuse_outside_link(target, notebook.folder)
        move_to(path, unused_name(target))
        notebook.store.remove_empty_folders(path.parent, folder)
        count += 1
    return count


def coding_paths(folder: Path, case_id: str) -> list[Path]:
    """Return the codings of a case in the folder of a removal."""
    tops = (folder / FOLDER, folder / KEPT_APART / FOLDER)
    return [path for top in tops for path in all_files(top) if path.name.startswith(case_id)]
