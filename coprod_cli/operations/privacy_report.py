"""How many places in a batch of notes could tell who somebody is."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from coprod_cli.base.executor import PART_SIZE, Part, run_in_parts
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import selected_notes
from coprod_cli.operations.export import Job
from coprod_cli.privacy.scan import WatchList, identifiers_in_text


class Tally(NamedTuple):
    """How many cases were looked at, in how many there was something, and how much of each kind."""

    cases: int
    telling: int
    kinds: Counter[str]


def tally_identifiers(job: Job, paths: Sequence[str], progress: Progress = no_progress) -> Tally:
    """Count what in notes could tell who somebody is.

    Args:
        job: which notes count.
        paths: the notes.
        progress: reports progress.
    """
    watched = WatchList.read(Notebook(job.folder).watched_words)
    cases, telling, kinds = 0, 0, Counter[str]()
    work = run_in_parts(partial(_tally_part, job, watched), paths, prepare=lambda: None)
    with progress(work, len(paths), PART_SIZE) as parts:
        for part in parts:
            found = json.loads(part.data)
            cases += part.cases
            telling += found["telling"]
            kinds.update(found["kinds"])
    return Tally(cases, telling, kinds)


def _tally_part(job: Job, watched: WatchList, paths: Sequence[str]) -> Part:
    kinds = Counter[str]()
    cases = telling = 0
    for text in _texts(job, paths):
        cases += 1
        found = [str(each.kind) for each in identifiers_in_text(text, watched)]
        telling += bool(found)
        kinds.update(found)
    return Part(
        json.dumps({"telling": telling, "kinds": kinds}).encode(), cases, (), len(paths) - cases
    )


def _texts(job: Job, paths: Sequence[str]) -> Iterable[str]:
    """Give the text of each note that counts; read as a case only where a filter needs it."""
    if job.filters.is_set or job.named:
        notes = selected_notes(Notebook(job.folder), paths, job.filters, named=job.named)
        yield from (note.text for note in notes)
        return
    store = Notebook(job.folder).store
    for path in paths:
        try:
            text = store.read(path).decode("utf-8", "replace")
        except OSError:
            text = ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "coprod:" in text or is_case_id(stem_of(path)):
            yield text
