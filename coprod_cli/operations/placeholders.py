"""Placeholders for what may tell who somebody is, with the words that a notebook watches."""

from collections.abc import Sequence
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


def memos_to_share(
    case: Case, memos: Sequence[str], placeholders: "Placeholders"
) -> tuple[Case, tuple[str, ...]]:
    """Return a case and memos about it with placeholders; a name in one is replaced in all.

    Args:
        case: the case.
        memos: what people noted about it.
        placeholders: stand for what may tell who somebody is.
    """
    from coprod_cli.privacy.scan import deidentify_with_texts

    return deidentify_with_texts(case, memos, placeholders)


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
