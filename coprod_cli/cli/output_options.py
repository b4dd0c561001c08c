"""Options of several commands that say how to show or write what they found."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.i18n import _


def _none_for_stdout(path: Path | None) -> Path | None:
    """Return None for the names of standard output, which cleans what a terminal shows."""
    return None if path in (Path("-"), Path("/dev/stdout")) else path


OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="PATH", help=_("A file, or a folder."), callback=_none_for_stdout
    ),
]
SentencesOption = Annotated[
    bool, typer.Option("--plain", help=_("In sentences, for screen readers."))
]
ForceOption = Annotated[
    bool, typer.Option("--force", help=_("Also notes in which an answer's owner is in doubt."))
]
DeidentifyOption = Annotated[
    bool,
    typer.Option("--deidentify", help=_("Put placeholders for what may tell who somebody is.")),
]
