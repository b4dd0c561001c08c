"""Output files of render and export: where they may go, and how they are written whole."""

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.notebook.notebook import Notebook


def refuse_note(folder: Path, output: Path | None, named: Iterable[str] = ()) -> None:
    """Refuse to write over a note, or to where an output would be taken for a note.

    Args:
        folder: the notebook's folder.
        output: the file that is to be written; None for standard output.
        named: notes that are read, wherever they lie.

    Raises:
        WrongUsage: the output may not go there.
    """
    if output is None:
        return
    home, target = folder.resolve(), output.resolve()
    among_notes = target.suffix == ".md" and home in target.parents
    hidden = among_notes and any(
        part.startswith(".") for part in target.relative_to(home).parts[:-1]
    )
    taken = _is_among(target, named) or _is_note(target)
    if taken or (among_notes and not hidden):
        message = msg("notes live here, and this would be taken for one.")
        raise WrongUsage(message, where=str(output), hint=msg("another folder"))


def _is_among(target: Path, paths: Iterable[str]) -> bool:
    """Return whether one of many paths leads to a file."""
    resolved = lru_cache(os.path.realpath)
    for path in paths:
        folder, name = os.path.split(path)
        is_link = os.path.islink(path)  # noqa: PTH114 - for very many strings
        real = os.path.realpath(path) if is_link else f"{resolved(folder or '.')}{os.sep}{name}"
        if real == str(target):
            return True
    return False


def _is_note(path: Path) -> bool:
    """Return whether a file is a note of any notebook."""
    if path.suffix != ".md" or not path.is_file():
        return False
    front = Notebook(path.parent).read(path).front_matter
    return front is not None and "coprod" in front.values
