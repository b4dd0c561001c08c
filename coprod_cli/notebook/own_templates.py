"""Notice, given once, that a notebook's own template stands in for a shipped one."""

from contextlib import suppress
from pathlib import Path

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import Notify, msg
from coprod_cli.base.settings import NOTEBOOK_PROMPTS, STATE_FOLDER
from coprod_cli.base.system_calls import user_number
from coprod_cli.notebook.side_files import read_private_file, write_file
from coprod_cli.notebook.state_owner import is_trusted

_MAX_BYTES = 100_000


def notify_own_template(notebook: Path, name: str, notify: Notify) -> None:
    """Notify, the first time, that a notebook's own template is used in place of a shipped one.

    Each user is told. Which templates were told is kept in the state folder, one name on each line;
    where there is no such folder, or it cannot be written, the person is told again.

    Args:
        notebook: the notebook's folder.
        name: the template's id.
        notify: is called with the sentence.
    """
    state = notebook / STATE_FOLDER
    path = state / f"templates-told-{user_number() or 0}"
    told = _names_in(path)
    if name in told:
        return
    message = msg(
        '{folder}: this notebook\'s own form "{name}" is asked, in place of the one that comes '
        "with coprod.",
        folder=notebook / NOTEBOOK_PROMPTS / name,
        name=name,
    )
    notify(message)
    if state.is_dir():
        with suppress(OSError, CoprodError):
            refuse_outside_link(state, notebook)
            write_file(path, "".join(f"{each}\n" for each in (*told, name)).encode(), durable=False)


def _names_in(path: Path) -> list[str]:
    with suppress(OSError):
        if is_trusted(path):
            return (read_private_file(path, _MAX_BYTES) or b"").decode("utf-8", "replace").split()
    return []
