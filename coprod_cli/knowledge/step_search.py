"""Search notes for next steps (tasks); only notes that may have some are parsed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.model.case import Case
from coprod_cli.model.case_id import is_case_id
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.note.next_steps import NextStep, next_steps
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note_paths import path_in_notebook, stem_of
from coprod_cli.notebook.notebook import Notebook, is_note

_OPEN_BOXES = (b" [ ]",)
_ALL_BOXES = (*_OPEN_BOXES, b" [x]", b" [X]")
"""What every note with a next step contains: a checkbox of a Markdown list."""


class FoundStep(NamedTuple):
    """A next step, and the title of its case and the path of its note."""

    step: NextStep
    title: str
    path: Path

    def as_data(self, today: str, folder: Path) -> dict[str, Any]:
        """Return the object that `coprod tasks --json` prints.

        Args:
            today: the day from which a step is overdue or not, ISO 8601.
            folder: the notebook's folder.
        """
        path = path_in_notebook(str(self.path), folder)
        return {**self.step.as_data(today), "title": self.title, "path": path}


@dataclass
class StepSearch:
    """A search for next steps in notes.

    Attributes:
        notebook: the notebook.
        template_of: returns the template with an id, or None.
        filters: the cases to search.
        named: whether the user named the notes, which then need not look like notes.
        done_too: whether to find completed next steps, too.
        unreadable: how many notes may have next steps and cannot be read, so far.
    """

    notebook: Notebook
    template_of: TemplateLookup
    filters: Filters
    named: bool
    done_too: bool = True
    unreadable: int = field(default=0, init=False)

    def through(self, paths: Iterable[str]) -> Iterator[FoundStep]:
        """Yield the next steps of the notes that pass the filters, note by note."""
        for path in paths:
            note = self._read(path)
            if note is None or (not self.named and not is_note(note)):
                continue
            case = note.case
            if case is None:
                self.unreadable += not self.filters.is_set
            elif self.filters.match(case):
                yield from self._found(case, Path(path))

    def _read(self, path: str) -> Note | None:
        """Return a note; None if it cannot have a next step to find."""
        try:
            data = self.notebook.store.read(path)
        except OSError:
            return self.notebook.read(path)
        boxes = _ALL_BOXES if self.done_too else _OPEN_BOXES
        return read_note(data, path) if any(box in data for box in boxes) else None

    def _found(self, case: Case, path: Path) -> Iterator[FoundStep]:
        name = ""
        for step in next_steps(case, self.template_of):
            if self.done_too or not step.task.is_done:
                name = name or self.name(path, case.id)
                yield FoundStep(step._replace(case_id=name), case.title, path)

    def name(self, path: Path, case_id: str) -> str:
        """Return the name by which commands take a case.

        That is its id, or the note's path if another note, such as a copy, may have the same id.
        """
        if is_case_id(path.stem):
            return path.stem
        if case_id and case_id not in self._stems:
            return case_id
        return path_in_notebook(str(path), self.notebook.folder)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem_of, self.notebook.paths()))
