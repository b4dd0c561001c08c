"""Show the cases that a coder can mark, and how far the coder is in each."""

from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.base.message import msg, nmsg
from coprod_cli.cli.console.output import is_stdout_terminal, show_json, show_message
from coprod_cli.cli.console.table import show_table
from coprod_cli.cli.show.notices import show_unmatched, show_unreadable
from coprod_cli.interview.askers.case_name import CaseToChoose, case_name
from coprod_cli.operations.cases_to_mark import CasesToMark, CaseToMark


def show_left(found: CasesToMark, coder: str, *, json: bool) -> None:
    """Print the cases with which a coder is not done, and how many they are."""
    show_unmatched(found.notices)
    show_unreadable(found.unreadable)
    left = found.left
    if json:
        show_json([{"id": e.id, "title": e.title, "passages": e.passages} for e in left])
        return
    columns = (_("Case"), _("Passages"), _("Title"))
    rows = [(each.id, str(each.passages), _title(each)) for each in left]
    show_table(columns, rows, empty="", is_paged=True)
    cases = nmsg("{count} case", "{count} cases", len(found.cases))
    message = msg("Left for {coder}: {left} of {cases}.", coder=coder, left=len(left), cases=cases)
    show_message(translated(message))


def _title(case: CaseToMark) -> str:
    """Return the title of a case; a person sees when it was begun if it has none."""
    return case_name(case.title, case.created) if is_stdout_terminal() else case.title


def case_to_choose(case: CaseToMark) -> CaseToChoose:
    """Return what a person chooses a case to mark by: its name, and how far they are in it."""
    if case.done:
        state = _("done")
    elif case.passages:
        passages = ngettext("{count} passage", "{count} passages", case.passages)
        state = passages.format(count=case.passages)
    else:
        state = _("not begun")
    return CaseToChoose(case_name(case.title, case.created), state)
