"""Show the history of a case: the earlier texts of its answers."""

from typing import Any

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.console.output import show_json, show_message, translated_on_terminal
from coprod_cli.cli.console.table import show_table
from coprod_cli.notebook.history import HistoryEntry, entry_names
from coprod_cli.operations.read_history import CaseHistory


def show_history(result: CaseHistory, *, json: bool) -> None:
    """Print the history of a case, and the command that restores an entry."""
    if json:
        show_json([_as_data(each) for each in result.entries])
        return
    whole_note = translated_on_terminal(N_("the whole note"))
    rows = [
        (name, str(each.key) if each.answer else whole_note, _text(each))
        for name, each in zip(entry_names(result.entries), result.entries, strict=True)
    ]
    columns = (_("Until"), _("Answer"), _("What it said"))
    show_table(columns, rows, empty=_("Nothing was replaced yet."))
    if rows:
        whole = " --whole" if result.entries[-1].answer is None else ""
        command = f"coprod restore {result.name} --to {rows[-1][0]}{whole}"
        show_message(_("To bring one back: {command}").format(command=command))


def _text(entry: HistoryEntry) -> str:
    """Return the first line of an answer, or the path of a whole note."""
    if entry.answer is None:
        return str(entry.path)
    first = entry.answer.text.partition("\n")[0]
    unknown = translated_on_terminal(N_("(not known yet)"))
    return f"{unknown} {first}".rstrip() if entry.answer.unknown else first


def _as_data(entry: HistoryEntry) -> dict[str, Any]:
    answer = entry.answer
    return {
        "until": entry.when.astimezone().isoformat(),
        "address": answer.address if answer else None,
        "text": answer.text if answer else None,
        "status": str(answer.status) if answer else None,
        "voice": answer.voice if answer else None,
        "evidence": answer.evidence if answer else None,
        "path": str(entry.path),
        "sources": answer.sources if answer else (),
    }
