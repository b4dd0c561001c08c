"""The command search: the answers in which some words stand."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.code_options import code_option
from coprod_cli.cli.mark import CoderOption
from coprod_cli.cli.options import JsonOption, address_option, refuse_together
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.cli.show.search import MoreCommand
    from coprod_cli.knowledge.search import Hit
    from coprod_cli.operations.search import SearchResult

_PRINTED = 20
"""The hits that are printed on a terminal."""
_LISTED = 500
"""The hits in a list to look through, which is drawn again at each key."""

WordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="WORD...",
        help=_('Words that all stand in one answer; "two words" for a phrase; -word for not.'),
    ),
]
AtOption = Annotated[
    str | None,
    address_option(_("Only answers at this question, or in this group or section.")),
]
MostOption = Annotated[
    int | None,
    typer.Option(
        "--most", metavar="N", show_default=False,
        help=_("Only the newest N answers; 0 is all. On a terminal 20 without it."),
    ),
]  # fmt: skip
PathsOption = Annotated[
    bool, typer.Option("--paths", help=_("Print the paths of the notes, each once."))
]
Print0Option = Annotated[
    bool, typer.Option("--print0", help=_("End each path with a zero byte, for xargs -0."))
]
MarkOption = Annotated[
    list[str] | None,
    code_option(
        "--mark", _("Ask about each place that is found whether it gets this code."), or_set=True
    ),
]
PlainOption = Annotated[
    bool, typer.Option("--plain", help=_("Print numbered lines, without a list to move in."))
]


def search(
    words: WordsArgument,
    *,
    workspace: Workspace,
    scope: Scope,
    at: AtOption = None,
    most: MostOption = None,
    paths: PathsOption = False,
    print0: Print0Option = False,
    mark: MarkOption = None,
    coder: CoderOption = None,
    plain: PlainOption = False,
    json: JsonOption = False,
) -> None:
    """Search the answers of many cases for words.

    A word of four letters or more is found inside words. At a terminal, Enter shows a case at the
    answer, and e edits that answer.

    See: coprod help many-cases.
    """
    from coprod_cli.cli.askers import asks_by_lines, is_person_here
    from coprod_cli.cli.console.output import is_stdout_terminal
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.search import MoreCommand, show_paths, show_search
    from coprod_cli.operations.search import search as find

    if coder and not mark:
        raise WrongUsage(
            _("{option} goes with --mark.").format(option="--coder"),
            hint="coprod search WORD --mark CODE",
        )
    if mark and (json or paths or print0):
        raise WrongUsage(_("{option} goes alone.").format(option="--mark"), hint="--mark CODE")
    refuse_together(
        ("--json", json), ("--paths", paths or print0), hint="coprod search WORD --json"
    )
    is_data = json or paths or print0 or bool(mark)
    has_person = not is_data and is_person_here() and is_stdout_terminal()
    is_listed = has_person and not asks_by_lines(plain=plain)
    if most is None and not is_data and (plain or is_stdout_terminal()):
        most = _LISTED if is_listed else _PRINTED
    reading = progress_bar(_("Reading"))
    found = find(workspace, words, scope, at=at, most=most or None, progress=reading)
    more = MoreCommand(words, scope, at, workspace.folder)
    if mark:
        from coprod_cli.cli.search_mark import mark_hits

        mark_hits(workspace, found.hits, mark, coder, plain=plain)
        _show_notices(found)
        return
    if is_listed and found.hits:
        _edit(workspace, _chosen_on_screen(workspace, found, more), plain=False)
        return
    if paths or print0:
        show_paths(found.hits, workspace.folder, end="\0" if print0 else "\n")
    else:
        show_search(found, more, json=json, plain=plain)
    _show_notices(found)
    if has_person and found.hits:
        _edit(workspace, _chosen_by_number(found), plain=True)


def _chosen_on_screen(
    workspace: Workspace, found: "SearchResult", more: "MoreCommand"
) -> "Hit | None":
    """Let a person look through hits on the screen; return the one to edit, if any."""
    from coprod_cli.cli.askers import browse_hits
    from coprod_cli.cli.console.output import show_line
    from coprod_cli.cli.show.search import summary_lines
    from coprod_cli.operations.show_hit import page_at_hit

    summary = summary_lines(found, more)
    title = "\n".join(summary)
    chosen = browse_hits(title, found.hits, lambda hit: page_at_hit(workspace, hit))
    if chosen is None:
        for line in summary:
            show_line(line)
    _show_notices(found)
    return None if chosen is None else found.hits[chosen]


def _chosen_by_number(found: "SearchResult") -> "Hit | None":
    """Let a person look through the hits that were printed; return the one to edit, if any."""
    from coprod_cli.cli.askers import browse_hits_by_number

    chosen = browse_hits_by_number(found.hits)
    return None if chosen is None else found.hits[chosen]


def _edit(workspace: Workspace, hit: "Hit | None", *, plain: bool) -> None:
    """Open the case of a hit at its answer, as `coprod edit` does."""
    if hit is None:
        return
    from coprod_cli.cli.withdrawal import conduct_case
    from coprod_cli.operations.open_case import open_at_question

    path, key = str(workspace.folder / hit.path), hit.found.answer.key
    conduct_case(
        workspace, lambda: open_at_question(workspace, path, hit.address, key), plain=plain
    )


def _show_notices(found: "SearchResult") -> None:
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable

    show_unmatched(found.notices)
    show_unreadable(found.unreadable)
