"""Notebooks whose index is used from the first note on, and edits by other programs."""

import os
from contextlib import contextmanager
from itertools import count
from unittest.mock import patch

from coprod_cli.base.clock import nanoseconds_since_1970
from coprod_cli.notebook.index.place import index_file
from coprod_cli.notebook.notebook import Notebook

_LATER = 3_600_000_000_000
_edits = count(1)


@contextmanager
def index_in_use(cache):
    """Use an index in a cache folder from the first note on, an hour after the notes were made.

    A file that was changed within the last two seconds is not remembered.
    """
    with (
        patch.object(Notebook, "index_from", 1),
        patch(
            "coprod_cli.notebook.index.index.nanoseconds_since_1970",
            lambda: nanoseconds_since_1970() + _LATER,
        ),
        patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}),
    ):
        yield


def index_of(folder, cache):
    """The file of the index of the notebook in a folder."""
    with patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}):
        return index_file(folder)


def write_as_another_program(path, text):
    """Write a note as an editor does; no two edits have the same time."""
    path.write_text(text, encoding="utf-8", newline="")
    changed = path.stat().st_mtime_ns + 1_000_000 * next(_edits)
    os.utime(path, ns=(changed, changed))
