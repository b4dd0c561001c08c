"""Options that give answers as data: --data, --set, --evidence and --source."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.closed_streams import require_open
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _

if TYPE_CHECKING:
    from coprod_cli.base.yaml_document import Document
    from coprod_cli.interview.askers.scripted.beside_answers import BesideAnswers


@dataclass(frozen=True)
class GivenData:
    """What the options that give answers as data say.

    Attributes:
        data: the answers file, `-` for standard input; None for none.
        settings: single answers, each `ADDRESS=TEXT`.
        evidence: how single answers are known, each `ADDRESS=WORD`.
        sources: references for single answers, each `ADDRESS=TEXT`.
    """

    data: str | None = None
    settings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether there is any data, so that nobody is asked."""
        return self != GivenData()

    @property
    def beside(self) -> "BesideAnswers":
        """What stands beside single answers."""
        from coprod_cli.interview.askers.scripted.beside_answers import BesideAnswers

        return BesideAnswers(self.evidence, self.sources)

    def read(self) -> "Document | None":
        """Return the answers file; None if there is none.

        Raises:
            CoprodError: the file does not exist, cannot be read, or is no answers file.
        """
        return read_data(self.data)


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
