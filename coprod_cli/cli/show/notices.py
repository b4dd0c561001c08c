"""Show notices about notes: links to files elsewhere, and notes that cannot be read."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _
from coprod_cli.base.message import Message
from coprod_cli.cli.console.output import show_message
from coprod_cli.interview.askers.case_name import title_and_day
from coprod_cli.notebook.copies import copy_notices
from coprod_cli.notebook.latest import unreadable_notes
from coprod_cli.notebook.references import has_id_part, is_list_number

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
    """Print which filters match nothing, and which copies do not count."""
    for notice in notices:
        show_message(notice)


def show_copies(notebook: "Notebook", path: Path) -> None:
    """Print which copies a note has, before it is changed."""
    for notice in copy_notices(notebook.copies_of(path), notebook.folder):
        show_message(notice)


def named_case(notebook: "Notebook", reference: str, *, always: bool = False) -> str:
    """Print which case a reference names if it is no part of its id, and return its note's path.

    A command that changes a case calls this first, so that it changes the case that it named.

    Args:
        notebook: the notebook.
        reference: the reference.
        always: whether to print it for any reference, as before a case is removed.

    Raises:
        NotFound: the reference names no case, or more than one.
        CoprodError: it is `latest`, and a note that cannot be read may be the latest.
    """
    path = notebook.find_to_change(reference)
    is_part = not is_list_number(reference) and has_id_part(path.stem, reference.strip().lower())
    is_plain = is_part or reference.endswith(".md")
    if is_plain and not always:
        return str(path)
    case = notebook.read(str(path)).case
    shown = path.stem if case is None else case.id or path.stem
    if case is not None and always:
        shown = f"{shown}, {title_and_day(case.title, case.created)}"
    elif case is not None and case.title:
        shown = f"{shown}, {case.title}"
    if not is_plain:
        shown = _("{reference} is {case}").format(reference=reference, case=shown)
    show_message(shown)
    return str(path)


def show_unreadable(count: int) -> None:
    """Print how many notes cannot be read."""
    if count:
        show_message(unreadable_notes(count))
