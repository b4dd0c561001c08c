"""Option --data: read the answers file, and refuse options that need one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.closed_streams import require_open
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _

if TYPE_CHECKING:
    from coprod_cli.base.yaml_document import Document


def read_data(data: str | None) -> "Document | None":
    """Return the answers file that --data names, `-` for standard input; None without --data.

    Raises:
        CoprodError: the file does not exist, cannot be read, or is no answers file.
    """
    if data is None:
        return None
    from coprod_cli.operations.read_answers import read_answers

    if data == "-":
        require_open(sys.stdin)
        return read_answers(sys.stdin.buffer, _("standard input"))
    return read_answers(Path(data), data)


def refuse_data_options(*, final: bool, json: bool) -> None:
    """Raise WrongUsage if an option is set that has no meaning without data.

    Raises:
        WrongUsage: one is set.
    """
    if final or json:
        name = "--final" if final else "--json"
        message = _("{option} goes with data.").format(option=name)
        hint = _("{option} with --data or --set").format(option=name)
        raise WrongUsage(message, hint=hint)
