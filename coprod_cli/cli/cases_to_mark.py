"""The cases that a coder has still to mark: a list of them, and the question which one to mark."""

from coprod_cli.base.i18n import _
from coprod_cli.operations.workspace import Workspace

_MOST_CASES = 100
"""The most cases that a person chooses from."""


def show_cases_left(workspace: Workspace, coder: str, *, kept_apart: bool, json: bool) -> None:
    """Print the cases with which a coder is not done."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.cases_to_mark import show_left
    from coprod_cli.operations.cases_to_mark import find_cases_to_mark

    progress = progress_bar(_("Reading"))
    found = find_cases_to_mark(workspace, coder, kept_apart=kept_apart, progress=progress)
    show_left(found, coder, json=json)


def choose_case_to_mark(workspace: Workspace, coder: str, *, kept_apart: bool, plain: bool) -> str:
    """Ask which case to mark, and return its note's path.

    Raises:
        Exit: the person left.
        NotFound: there is no case with an answer to mark.
    """
    from coprod_cli.base.errors import NotFound
    from coprod_cli.cli.askers import choose_case
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.cases_to_mark import case_to_choose
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable
    from coprod_cli.operations.cases_to_mark import find_cases_to_mark

    progress = progress_bar(_("Reading"))
    found = find_cases_to_mark(workspace, coder, kept_apart=kept_apart, progress=progress)
    show_unmatched(found.notices)
    show_unreadable(found.unreadable)
    if not found.cases:
        raise NotFound(_("no case has an answer to mark."), hint="coprod list")
    question = _("Which case do you want to mark?")
    shown = found.cases[:_MOST_CASES]
    if len(found.cases) > len(shown):
        more = _("Here are the first {count}. All that are left: {command}")
        question += "\n" + more.format(count=_MOST_CASES, command="coprod mark --left")
    return shown[choose_case(question, list(map(case_to_choose, shown)), plain=plain)].path
