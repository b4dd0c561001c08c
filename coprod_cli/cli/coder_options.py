"""Options that say whose passages are meant."""

from typing import Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli import completion

CodersOption = Annotated[
    list[str] | None,
    typer.Option(
        "--coder", metavar="NAME", autocompletion=completion.coders,
        help=_("Whose passages; by default yours, else everybody's. May be given more than once."),
    ),
]  # fmt: skip
AllCodersOption = Annotated[bool, typer.Option("--all-coders", help=_("Everybody's passages."))]
