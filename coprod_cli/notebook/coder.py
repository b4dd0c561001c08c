"""Coder: the name under which a person marks in this notebook, asked once and kept here.

It is in `.coprod/coder`, which stays on this computer. A login name is never taken for it.
"""

import os
from contextlib import suppress
from pathlib import Path

from coprod_cli.base.errors import CoprodError, InvalidAnswer
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.settings import STATE_FOLDER
from coprod_cli.model.passage import coder_name
from coprod_cli.notebook.side_files import read_private_file, write_file
from coprod_cli.notebook.state_owner import is_trusted

VARIABLE = "COPROD_CODER"
_FILE = "coder"
_MAX_BYTES = 200


def kept_coder(notebook: Path) -> str:
    """Return the coder of COPROD_CODER, else the one that the notebook keeps; "" for none.

    Raises:
        InvalidAnswer: COPROD_CODER is no coder's name.
    """
    if value := os.environ.get(VARIABLE):
        return coder_name(value)
    path = notebook / STATE_FOLDER / _FILE
    with suppress(OSError, UnicodeDecodeError, InvalidAnswer):
        data = read_private_file(path, _MAX_BYTES) if is_trusted(path) else None
        return coder_name(data.decode()) if data else ""
    return ""


def keep_coder(notebook: Path, coder: str) -> None:
    """Keep a coder's name for the next time; a failure is no error."""
    state = notebook / STATE_FOLDER
    with suppress(OSError, CoprodError):
        refuse_outside_link(state, notebook)
        write_file(state / _FILE, f"{coder}\n".encode(), durable=False)
