"""Arguments of git's merge drivers: git gives them three versions of a file, and its name."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.i18n import _

BaseArgument = Annotated[
    Path, typer.Argument(metavar="%O", help=_("The version before both changes."))
]
OursArgument = Annotated[
    Path, typer.Argument(metavar="%A", help=_("One version; the result takes its place."))
]
TheirsArgument = Annotated[Path, typer.Argument(metavar="%B", help=_("The other version."))]
NameArgument = Annotated[
    str, typer.Argument(metavar="[%P]", help=_("The file's name, for what is said."))
]
