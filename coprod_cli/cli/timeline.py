"""The command timeline: draw from when to when something took place in each case."""

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.options import CasesArgument, JsonOption
from coprod_cli.cli.output_options import OutputOption, SentencesOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace


def timeline(
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    output: OutputOption = None,
    plain: SentencesOption = False,
    filters: Filters,
    json: JsonOption = False,
) -> None:
    """Draw from when to when something took place: a bar for each case, such as each initiative.

    It is for forms whose template has a timeline, as initiative has.
    """
    from coprod_cli.base.i18n import current_language
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.left_out import show_kept_apart
    from coprod_cli.cli.show.notices import show_outside_links, show_unmatched, show_unreadable
    from coprod_cli.cli.show.timeline import page_of, show_timeline
    from coprod_cli.notebook.query import Query
    from coprod_cli.operations.draw_timeline import draw_timeline
    from coprod_cli.operations.output import open_output, page_to_write

    if output is not None and (json or plain):
        raise WrongUsage(_("-o goes without --json and --plain."), hint="coprod timeline -o FILE")
    page = page_to_write(workspace.folder, output, "timeline.md")
    drawn = draw_timeline(
        workspace, Query(tuple(cases or ()), filters), language=current_language(),
        progress=progress_bar(_("Reading")),
    )  # fmt: skip
    show_unmatched(drawn.notices)
    show_outside_links(drawn.outside_links)
    show_unreadable(drawn.unreadable)
    if page is None:
        show_timeline(drawn, json=json, plain=plain)
    else:
        with open_output(page, len) as write:
            write(page_of(drawn, current_language()).encode())
    show_kept_apart(drawn.kept_apart)
