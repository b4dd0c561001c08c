"""Search codings, code sets and their logs for text that could identify a person.

Quotes are copies, and reasons are written by people.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

from coprod_cli.base.errors import Finding
from coprod_cli.model.task_details import without_due_days
from coprod_cli.notebook.code_files import LOG
from coprod_cli.notebook.query import Selection
from coprod_cli.notebook.side_files import read_regular_file
from coprod_cli.operations.check_codings import codings_of
from coprod_cli.operations.coded_passages import all_coders, log_folders
from coprod_cli.operations.workspace import Workspace
from coprod_cli.privacy.kinds import Identifier
from coprod_cli.privacy.scan import WatchList, identifiers_in_answer
from coprod_cli.templates.code_set_library import CODES_FOLDER

# What coprod itself writes: ids, addresses, codes, days and digests tell nothing of a person.
_OWN_PARTS = re.compile(
    r"^# Passages that .*$|^(?:case|coder|done):.*$|^[ -]*(?:id|at|codes|voice):.*$"
    r'|start: \d+, said: "[^"\n]*", when: "[^"\n]*"',
    re.MULTILINE,
)
_COPIES = re.compile(r"^[ -]*(?:quote|found):.*$", re.MULTILINE)
_CUT_DUE_DAY = re.compile(r'((?:due|senast)[ \t]*:[ \t]*|[📅📆🗓]\ufe0f? ?)([0-9-]+)(?=")')
_OWN_PARTS_OF_SETS = re.compile(
    r"^# yaml-language-server:.*$"
    r"|^[ -]*(?:id|extends|changed|retired|instead|was|guid|colour|sign):.*$",
    re.MULTILINE,
)
_OWN_PARTS_OF_LOGS = re.compile(
    r'"(?:id|when|by|did|undoes)": "[^"\n]*"|"(?:from|to|coders)": \[[^\]\n]*\]'
)


def texts_with_quotes(
    workspace: Workspace, selection: Selection
) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Yield each coding, code set and log: its path, its text, and what in it is coprod's own.

    The codings are those of the selected cases. Code sets are the notebook's own, and the logs are
    theirs and those of coders, where no case is named and none is filtered out.
    """
    for found in codings_of(selection):
        if found.text:
            yield str(found.file.path), found.text.replace("\r\n", "\n"), _OWN_PARTS
    if selection.query.named or selection.query.filters.is_set:
        return
    own = workspace.folder / CODES_FOLDER
    sets = [path for path in workspace.code_sets.files().values() if path.parent == own]
    coders = log_folders(workspace.notebook, all_coders(workspace.notebook)).values()
    logs = [folder / LOG for folder in (own, *coders)]
    for path, parts in (
        *((path, _OWN_PARTS_OF_SETS) for path in sets),
        *((path, _OWN_PARTS_OF_LOGS) for path in logs),
    ):
        with suppress(OSError):  # `coprod codes list --check` tells of sets; a log need not exist
            text = read_regular_file(path).decode("utf-8", "replace")
            yield str(path), text.replace("\r\n", "\n"), parts


def findings_in(
    path: str, text: str, own: re.Pattern[str], watched: WatchList
) -> list[tuple[Finding, Identifier]]:
    """Return a finding for each identifier in a coding or a code set, with the identifier."""
    masked = own.sub(lambda part: " " * len(part[0]), text)
    masked = _COPIES.sub(lambda line: _without_due_days(line[0]), masked)
    return [
        (Finding(str(each.kind), each.why, path, *_position(text, each.start), each.instead), each)
        for each in identifiers_in_answer(masked, watched)
    ]


def _without_due_days(line: str) -> str:
    """Return a line of copied words with blanks for due days, also for one at which it is cut."""
    cut = _CUT_DUE_DAY.sub(lambda day: day[1] + " " * len(day[2]), line)
    return without_due_days(cut)


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
