"""Placeholders for what may tell who somebody is, with the words that a notebook watches."""

from typing import TYPE_CHECKING

from coprod_cli.model.case import Case
from coprod_cli.notebook.notebook import Notebook

if TYPE_CHECKING:
    from coprod_cli.privacy.placeholders import Placeholders


def placeholders_of(notebook: Notebook) -> "Placeholders":
    """Return new placeholders; the same words get the same one, whatever case they stand in."""
    from coprod_cli.privacy.placeholders import Placeholders
    from coprod_cli.privacy.watch_list import WatchList

    return Placeholders(WatchList.read(notebook.watched_words))


def case_to_share(case: Case, path: str, placeholders: "Placeholders | None") -> tuple[Case, str]:
    """Return a case and the path to show; with placeholders, both tell nobody's name.

    Args:
        case: the case.
        path: the path of its note, as it is to be shown.
        placeholders: stand for what may tell who somebody is; None to leave it.
    """
    if placeholders is None:
        return case, path
    from coprod_cli.privacy.scan import deidentify_case

    # A file name may contain the name of a person.
    return deidentify_case(case, placeholders), f"{case.id}.md"
