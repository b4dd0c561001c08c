"""Output files of render and export: refuse those among notes."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.output_file import is_written_into, output_file
from coprod_cli.notebook.note_paths import has_marks
from coprod_cli.notebook.notebook import Notebook


@contextmanager
def open_output(
    output: Path | None, write_result: Callable[[bytes], object]
) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes to standard output, or to a file as `output_file` does.

    Args:
        output: the file; None to yield `write_result`.
        write_result: writes to standard output.

    Raises:
        CannotSave: the file could not be written; a plain file is unchanged.
    """
    if output is None:
        yield write_result
        return
    with output_file(output) as write:
        yield write


def page_to_write(notebook: Path, output: Path | None, name: str) -> Path | None:
    """Return the file to which a page is written; None for standard output.

    Args:
        notebook: the notebook's folder.
        output: the file, or a folder.
        name: the file's name in a folder.

    Raises:
        WrongUsage: as `refuse_note`, also for the file in a folder.
    """
    path = output / name if output is not None and output.is_dir() else output
    refuse_note(notebook, path)
    return path


def refuse_note(folder: Path, output: Path | None, sources: Iterable[str] = ()) -> None:
    """Refuse an output file that would replace a note or be taken for one.

    Args:
        folder: the notebook's folder.
        output: the file to be written; None for standard output.
        sources: the paths of the notes that are read, which may lie outside the notebook.

    Raises:
        WrongUsage: the file is a note, or is a Markdown file in the notebook's folder.
    """
    if output is None or is_written_into(output):
        return
    notebook, target = Path(os.path.realpath(folder)), Path(os.path.realpath(output))
    among_notes = target.suffix == ".md" and notebook in target.parents
    is_hidden = among_notes and any(
        part.startswith(".") for part in target.relative_to(notebook).parts[:-1]
    )
    is_note = _is_among(target, sources) or _is_note(target)
    if is_note or (among_notes and not is_hidden):
        message = msg("notes live here, and this would be taken for one.")
        raise WrongUsage(message, where=str(output), hint=msg("another folder"))


def _is_among(target: Path, paths: Iterable[str]) -> bool:
    """Return whether one of the paths is, or links to, a resolved path."""
    resolved = lru_cache(os.path.realpath)
    for path in paths:
        folder, name = os.path.split(path)
        is_link = os.path.islink(path)  # noqa: PTH114 - for very many strings
        real = os.path.realpath(path) if is_link else f"{resolved(folder or '.')}{os.sep}{name}"
        if real == str(target):
            return True
    return False


def _is_note(path: Path) -> bool:
    """Return whether a file is a note, of this notebook or another one, damaged ones included."""
    return path.suffix == ".md" and path.is_file() and has_marks(Notebook(path.parent).read(path))
