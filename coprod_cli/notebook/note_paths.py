"""Paths of notes as plain strings: a notebook may have 100,000, and a `Path` is much slower."""

import os
from pathlib import Path

from coprod_cli.model.case_id import is_case_id


def stem_of(path: str) -> str:
    """Return the name of a Markdown file without its folder and its ending."""
    return os.path.basename(path).removesuffix(".md")  # noqa: PTH119 - for very many strings


def case_id_in_name(path: str) -> str:
    """Return the case id that is the name of a file; "" if the file has another name."""
    stem = stem_of(path)
    return stem if is_case_id(stem) else ""


def path_in_notebook(path: str, folder: Path) -> str:
    """Return a note's path relative to the notebook's folder, with `/`, as lists and exports do.

    A path outside the folder is returned unchanged.
    """
    relative = path.removeprefix(f"{folder}{os.sep}")
    return relative.replace(os.sep, "/") if relative != path else path
