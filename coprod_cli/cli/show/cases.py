"""Show a list of cases, or one case."""

from functools import partial
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.console.document import show_document
from coprod_cli.cli.console.long_table import Column, show_long_table, show_tab_separated
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_json,
    show_json_list,
    translated_on_terminal,
)
from coprod_cli.cli.show.notices import show_outside_links, show_unmatched, show_unreadable
from coprod_cli.interview.askers.case_name import CaseToChoose, case_name, short_day, short_time
from coprod_cli.model.case import Case
from coprod_cli.operations.case_summaries import CaseSummary
from coprod_cli.operations.list_cases import CaseList
from coprod_cli.operations.show_case import FoundCase
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.formats.case_as_read import CaseAsRead

_LEAST_TITLE = 14
"""The least width of the titles for which no other column is left out."""
_STATUSES = {"draft": N_("draft"), "final": N_("final")}


def show_case_list(result: CaseList, *, empty: str, json: bool) -> None:
    """Print a list of cases, or the message `empty` if there is none."""
    show_unmatched(result.notices)
    show_outside_links(result.outside_links)
    show_unreadable(result.unreadable)
    if json:
        show_json_list({**case._asdict(), "tags": list(case.tags)} for case in result.cases)
        return
    if is_stdout_terminal():
        columns = (
            Column(_("No."), is_number=True),
            Column(_("Case")),
            Column(_("Status")),
            Column(_("Form"), left_out=2),
            Column(_("Answered")),
            Column(_("Steps"), left_out=3, is_number=True),
            Column(_("Last changed"), left_out=1),
            Column(_("Title")),
        )
        rows = partial(map, _cells, result.cases)
        show_long_table(columns, rows, least_last=_LEAST_TITLE, empty=empty)
    else:
        show_tab_separated(map(_values, result.cases))


def _cells(case: CaseSummary) -> tuple[str, ...]:
    """Return what a terminal shows of a case."""
    answered = _("{answered} of {questions}")
    if case.unknown:
        answered = _("{answered} of {questions}, {unknown} ?")
    title = case_name(case.title, case.created)
    return (
        str(case.number),
        case.id,
        shown_status(case.status),
        case.template,
        answered.format(
            answered=case.answered - case.unknown, questions=case.questions, unknown=case.unknown
        ),
        str(case.open_steps or ""),
        short_time(case.updated) or case.updated[:16],
        "  ".join([title, *(f"#{tag}" for tag in case.tags)]),
    )


def case_to_choose(case: CaseSummary) -> CaseToChoose:
    """Return what a person chooses a draft by: its name, form, day of change, and how far it is."""
    answered = case.answered - case.unknown
    done = _("{answered} of {questions}").format(answered=answered, questions=case.questions)
    facts = (case.template, short_day(case.updated), done)
    return CaseToChoose(
        case_name(case.title, case.created), ", ".join(fact for fact in facts if fact)
    )


def _values(case: CaseSummary) -> tuple[str, ...]:
    """Return what scripts get of a case; a new value comes last."""
    return (
        case.id,
        case.status,
        f"{case.answered} of {case.questions}",
        case.updated[:16].replace("T", " "),
        case.title or "Untitled case",
        str(case.number),
        case.template,
        str(case.unknown),
        str(case.open_steps),
        " ".join(case.tags),
    )


def show_found_case(result: FoundCase, *, json: bool) -> None:
    """Print one case: as a document, or as the JSON object that `export jsonl` writes.

    Raises:
        NotFound: the document needs the template, which cannot be loaded.
    """
    show_unmatched(result.notices)
    show_outside_links(result.outside_links)
    case = result.case
    if json:
        show_json(_as_read(result, json=True).as_data())
        return
    from coprod_cli.formats.markdown.layouts import lay_out

    page = lay_out(case, result.require_template(), "answered")
    show_document(page, _facts(case))


def show_found_voices(result: FoundCase, *, json: bool, plain: bool) -> None:
    """Print what every voice of one case said to each question.

    Raises:
        NotFound: the case's template cannot be loaded.
    """
    from coprod_cli.cli.show.voices import show_voices
    from coprod_cli.formats.voices_as_read import read_voices

    show_unmatched(result.notices)
    show_outside_links(result.outside_links)
    voiced = read_voices(_as_read(result, json=json))
    show_voices(voiced, _facts(result.case), json=json, plain=plain)


def show_found_model(result: FoundCase, workspace: Workspace, *, json: bool, plain: bool) -> None:
    """Print one case in the coproduction model.

    Raises:
        NotFound: the case's template cannot be loaded.
        WrongForm: it places no question in the model.
    """
    from coprod_cli.cli.show.model import show_model
    from coprod_cli.operations.show_model import show_model as read_picture

    result.require_template()
    picture = read_picture(workspace, _as_read(result, json=json))
    show_unmatched(result.notices)
    show_outside_links(result.outside_links)
    show_model(picture, _facts(result.case), json=json, plain=plain)


def _as_read(result: FoundCase, *, json: bool) -> "CaseAsRead":
    """Return a case joined with its template; JSON has the template's own words, or needs none."""
    from coprod_cli.formats.case_as_read import CaseReader, read_as_asked

    if json:
        return CaseReader(lambda _name: result.template).read(result.case, result.path)
    return read_as_asked(result.case, result.require_template(), result.path)


def _facts(case: Case) -> str:
    """Return what a terminal shows below a case's title."""
    facts = [case.id, shown_status(case.status), case.created[:10]]
    facts += [f"#{tag}" for tag in case.tags]
    return " - ".join(fact for fact in facts if fact)


def shown_status(status: str) -> str:
    """Return a case's status, translated if results appear on a terminal."""
    return translated_on_terminal(_STATUSES[status]) if status in _STATUSES else status
