"""Show notices about notes: links to files elsewhere, and notes that cannot be read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.message import Message
from coprod_cli.cli.console.output import show_message
from coprod_cli.notebook.references import LATEST

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


def show_unmatched(notices: Iterable[Message]) -> None:
    """Print which filters match nothing, such as a tag that no case has."""
    for notice in notices:
        show_message(notice)


def named_if_latest(notebook: "Notebook", reference: str) -> str:
    """Print which case `latest` names, and return the path of its note; return another unchanged.

    A command that changes a case calls this first, so that it changes the case that it named.

    Raises:
        NotFound: the notebook has no case.
    """
    if reference != LATEST:
        return reference
    path = notebook.find(reference)
    case = notebook.read(str(path)).case
    name = (case.id if case else "") or path.stem
    if case and case.title:
        show_message(_("latest is {case}, {title}").format(case=name, title=case.title))
    else:
        show_message(_("latest is {case}").format(case=name))
    return str(path)


def show_unreadable(count: int) -> None:
    """Print how many notes cannot be read."""
    if count:
        message = ngettext(
            "{count} note cannot be read. Try: coprod check",
            "{count} notes cannot be read. Try: coprod check",
            count,
        )
        show_message(message.format(count=count))
