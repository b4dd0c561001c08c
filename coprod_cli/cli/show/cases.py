"""Show a list of cases, or one case."""

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.console.document import show_document
from coprod_cli.cli.console.output import show_json, translated_on_terminal
from coprod_cli.cli.console.table import show_table
from coprod_cli.cli.show.notices import show_outside_links, show_unmatched, show_unreadable
from coprod_cli.operations.list_cases import CaseList
from coprod_cli.operations.show_case import FoundCase

_STATUSES = {"draft": N_("draft"), "final": N_("final")}


def show_case_list(result: CaseList, *, empty: str, json: bool) -> None:
    """Print a list of cases, or the message `empty` if there is none."""
    show_unmatched(result.notices)
    show_outside_links(result.outside_links)
    show_unreadable(result.unreadable)
    if json:
        show_json([{**case._asdict(), "tags": list(case.tags)} for case in result.cases])
        return
    answered, untitled = (
        translated_on_terminal(N_("{answered} of {questions}")),
        translated_on_terminal(N_("Untitled case")),
    )
    rows = [
        (
            case.id,
            shown_status(case.status),
            answered.format(answered=case.answered, questions=case.questions),
            case.updated[:16].replace("T", " "),
            case.title or untitled,
        )
        for case in result.cases
    ]
    columns = (_("Case"), _("Status"), _("Answered"), _("Last changed"), _("Title"))
    show_table(columns, rows, empty=empty)


def show_found_case(result: FoundCase, *, json: bool) -> None:
    """Print one case: as a document, or as the JSON object that `export jsonl` writes.

    Raises:
        NotFound: the document needs the template, which cannot be loaded.
    """
    show_outside_links(result.outside_links)
    case = result.case
    if json:
        from coprod_cli.formats.case_as_read import CaseReader

        read = CaseReader(lambda _name: result.template).read(case, result.path)
        show_json(read.as_data())
        return
    from coprod_cli.formats.markdown.layouts import lay_out

    facts = [case.id, shown_status(case.status), case.created[:10]]
    facts += [f"#{tag}" for tag in case.tags]
    page = lay_out(case, result.require_template(), "answered")
    show_document(page, " - ".join(fact for fact in facts if fact))


def shown_status(status: str) -> str:
    """Return a case's status, translated if results appear on a terminal."""
    return translated_on_terminal(_STATUSES[status]) if status in _STATUSES else status
