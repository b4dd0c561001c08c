"""Report how many passages in many notes could identify a person."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from coprod_cli.base.executor import PART_SIZE, Part, run_in_parts
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Selection, selected_notes
from coprod_cli.operations.workspace import Workspace
from coprod_cli.privacy.scan import WatchList, identifiers_in_text


class PrivacyReport(NamedTuple):
    """What a privacy scan of many notes found.

    Attributes:
        cases: how many cases were scanned.
        identifying_cases: in how many of them there is a passage that could identify a person.
        kinds: how many passages there are of each kind.
    """

    cases: int
    identifying_cases: int
    kinds: Counter[str]


class _Scan(NamedTuple):
    """What to scan; it is small, since it may be sent to other processes."""

    notebook: Notebook
    filters: Filters
    named: bool
    watch_list: WatchList


def report_privacy(
    workspace: Workspace, selection: Selection, *, progress: Progress = no_progress
) -> PrivacyReport:
    """Count the passages that could identify a person, without holding any of them.

    Args:
        workspace: the workspace.
        selection: the notes.
        progress: reports progress.

    Raises:
        CoprodError: another process that did a part of the work failed.
    """
    notebook, query, paths = Notebook(workspace.folder), selection.query, selection.paths
    scan = _Scan(notebook, query.filters, query.named, WatchList.read(notebook.watched_words))
    cases, identifying_cases, kinds = 0, 0, Counter[str]()
    work = run_in_parts(partial(_scan_part, scan), paths)
    with progress(work, len(paths), PART_SIZE) as parts:
        for part in parts:
            counts = json.loads(part.data)
            cases += part.cases
            identifying_cases += counts["identifying_cases"]
            kinds.update(counts["kinds"])
    return PrivacyReport(cases, identifying_cases, kinds)


def _scan_part(scan: _Scan, paths: Sequence[str]) -> Part:
    """Return the counts of some notes as JSON."""
    kinds = Counter[str]()
    cases = identifying_cases = 0
    for text in _texts(scan, paths):
        cases += 1
        found = [str(found.kind) for found in identifiers_in_text(text, scan.watch_list)]
        identifying_cases += bool(found)
        kinds.update(found)
    counts = {"identifying_cases": identifying_cases, "kinds": kinds}
    return Part(json.dumps(counts).encode(), cases, excluded=len(paths) - cases)


def _texts(scan: _Scan, paths: Sequence[str]) -> Iterable[str]:
    """Yield the texts of the notes; a note is only read as a case if a filter needs that."""
    if scan.filters.is_set or scan.named:
        notes = selected_notes(scan.notebook, paths, scan.filters, named=scan.named)
        yield from (note.text for note in notes)
        return
    for path in paths:
        try:
            text = scan.notebook.store.read(path).decode("utf-8", "replace")
        except OSError:
            text = ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "coprod:" in text or is_case_id(stem_of(path)):
            yield text
