"""Options that render and export share."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.i18n import _

OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="PATH", help=_("A file, or a folder."))
]
ForceOption = Annotated[
    bool, typer.Option("--force", help=_("Also notes in which an answer's owner is in doubt."))
]
DeidentifyOption = Annotated[
    bool,
    typer.Option("--deidentify", help=_("Put placeholders for what may tell who somebody is.")),
]
