"""Show notices about notes: links to files elsewhere, and notes that cannot be read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli.console.output import show_message

if TYPE_CHECKING:
    from coprod_cli.notebook.notebook import Notebook


def show_outside_links(names: Iterable[str]) -> None:
    """Print which notes are links to files outside the notebook."""
    for name in names:
        show_message(_("{file} is a link to a file outside this notebook.").format(file=name))


def show_watched_words_problem(notebook: "Notebook") -> None:
    """Print why words of the notebook's own list may not be found, if that is so."""
    if (finding := notebook.read_watched_words().finding) is not None:
        show_message(finding.sentence)


def show_unreadable(count: int) -> None:
    """Print how many notes cannot be read."""
    if count:
        message = ngettext(
            "{count} note cannot be read. Try: coprod check",
            "{count} notes cannot be read. Try: coprod check",
            count,
        )
        show_message(message.format(count=count))
