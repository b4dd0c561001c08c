"""Coder: the name under which a person marks in this notebook, asked once and kept here.

It is in `.coprod/coder`, which stays on this computer. A login name is never taken for it.
"""

import os
from contextlib import suppress
from pathlib import Path

from coprod_cli.base.errors import CoprodError, InvalidAnswer
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.settings import STATE_FOLDER
from coprod_cli.model.passage import coder_name, person_of
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
    """Keep a coder's name for the next time, unless another person's is kept.

    Another round of the same person (`anna.2` after `anna`) is kept. If somebody else marks here
    once, the person whose name is kept does not go on in that file, and see what is in it. A
    failure is no error.
    """
    state = notebook / STATE_FOLDER
    with suppress(OSError, CoprodError):
        kept = kept_coder(notebook)
        if kept and (kept == coder or person_of(kept) != person_of(coder)):
            return
        refuse_outside_link(state, notebook)
        write_file(state / _FILE, f"{coder}\n".encode(), durable=False)
