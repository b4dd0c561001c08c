"""Tells, without loading a template, that it asks each case all its questions."""

import re
from collections.abc import Mapping
from pathlib import Path

from coprod_cli.base.files import read_regular_file
from coprod_cli.templates.folders import TEMPLATE_FILE

_LEAVES_OUT = re.compile(rb"""(?:^|[{,])[ \t-]*["']?(?:when|again)["']?[ \t]*:""", re.MULTILINE)
"""A key of a question that is not always asked; in other places it is only one that looks so."""
_EXTENDS = re.compile(rb"""^["']?extends["']?[ \t]*:[ \t]*["']?([\w-]*)""", re.MULTILINE)


def may_leave_out(folder: Path, locations: Mapping[str, Path]) -> bool:
    """Return False if a template asks each case all its questions.

    Args:
        folder: the template's folder.
        locations: the folder of each template by its name, for the ones that it extends.
    """
    seen: set[Path] = set()
    while folder not in seen:
        seen.add(folder)
        try:
            files = {path.name: read_regular_file(path) for path in folder.glob("*.yaml")}
        except OSError:
            return True
        if any(map(_LEAVES_OUT.search, files.values())):
            return True
        extends = _EXTENDS.search(files.get(TEMPLATE_FILE, b""))
        if extends is None:
            return False
        above = locations.get(extends[1].decode())
        if above is None:
            return True
        folder = above
    return True
