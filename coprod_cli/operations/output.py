"""Output files of render and export: refuse those among notes, and write atomically."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from coprod_cli.base.atomic import atomic_file
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.notebook.notebook import Notebook


@contextmanager
def open_output(
    output: Path | None, write_result: Callable[[bytes], object]
) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes to a file, which is replaced at the end if all went well.

    Args:
        output: the file; None to yield `write_result`.
        write_result: writes to standard output.

    Raises:
        CannotSave: the file could not be written; it is unchanged.
    """
    if output is None:
        yield write_result
        return
    with atomic_file(output, durable=False) as stream:
        yield stream.write


def refuse_note(folder: Path, output: Path | None, sources: Iterable[str] = ()) -> None:
    """Refuse an output file that would replace a note or be taken for one.

    Args:
        folder: the notebook's folder.
        output: the file to be written; None for standard output.
        sources: the paths of the notes that are read, which may lie outside the notebook.

    Raises:
        WrongUsage: the file is a note, or is a Markdown file in the notebook's folder.
    """
    if output is None:
        return
    notebook, target = folder.resolve(), output.resolve()
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
    """Return whether a file is a note, of this notebook or another one."""
    if path.suffix != ".md" or not path.is_file():
        return False
    front = Notebook(path.parent).read(path).front_matter
    return front is not None and "coprod" in front.values
