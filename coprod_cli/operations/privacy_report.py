"""Report how many passages in many notes could identify a person."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from coprod_cli.base.executor import Part, run_in_parts
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Selection, narrowed, selected_notes
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


Counts = Mapping[str, int]
"""How many passages of each kind there are in a note."""


class _Scan(NamedTuple):
    """What to scan; it is small, since it may be sent to other processes."""

    notebook: Notebook
    filters: Filters
    named: bool
    watch_list: WatchList

    def counts(self, paths: Sequence[str]) -> Iterator[Counts | None]:
        """Yield the counts of each of some notes, in order; None for a file that is no note.

        Of notes that are named or filtered, only those that match are counted, and yielded.

        Raises:
            CoprodError: another process that did a part of the work failed.
        """
        for part in run_in_parts(partial(_scan_part, self), paths):
            yield from json.loads(part.data)


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
    notebook, query, paths = workspace.notebook, selection.query, selection.paths
    words = notebook.watched_words
    scan = _Scan(Notebook(workspace.folder), query.filters, query.named, WatchList.read(words))
    if query.filters.is_set or query.named:
        if not query.named:
            paths = narrowed(notebook, paths, query.filters)
        counted = scan.counts(paths)
    else:
        counted = notebook.facts(_counts_fact(scan, words), paths)
    cases, identifying_cases, kinds = 0, 0, Counter[str]()
    with progress(counted, len(paths)) as notes:
        for counts in notes:
            if counts is not None:
                cases += 1
                identifying_cases += bool(counts)
                kinds.update(counts)
    return PrivacyReport(cases, identifying_cases, kinds)


def _counts_fact(scan: _Scan, words: str) -> Fact[Counts | None]:
    """Return the fact that is how many passages of each kind there are in a note.

    Args:
        scan: how it is scanned.
        words: the text of the notebook's list of words to watch.
    """
    return Fact(
        "privacy",
        lambda path: next(scan.counts([path])),
        as_json,
        lambda _path, value: from_json(value),
        depends_on=words,
        compute_many=scan.counts,
    )


def _scan_part(scan: _Scan, paths: Sequence[str]) -> Part:
    """Return the counts of some notes as JSON."""
    found = [
        None if text is None else _counts_in(text, scan.watch_list) for text in _texts(scan, paths)
    ]
    cases = sum(each is not None for each in found)
    return Part(json.dumps(found).encode(), cases, excluded=len(paths) - cases)


def _counts_in(text: str, watch_list: WatchList) -> Counts:
    return Counter(str(each.kind) for each in identifiers_in_text(text, watch_list))


def _texts(scan: _Scan, paths: Sequence[str]) -> Iterable[str | None]:
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
        yield text if "coprod:" in text or is_case_id(stem_of(path)) else None
