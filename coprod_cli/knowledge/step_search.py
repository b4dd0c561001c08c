"""Looks for next steps in many notes; a note that has none is not even read as a note."""

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

_OPEN, _BOXES = (b" [ ]",), (b" [ ]", b" [x]", b" [X]")


class FoundStep(NamedTuple):
    """A next step, and the case and the note in which it stands."""

    step: NextStep
    title: str
    path: Path

    def as_data(self, today: str, folder: Path) -> dict[str, Any]:
        """Return it as data, for scripts; `folder` is the notebook's."""
        path = path_in_notebook(str(self.path), folder)
        return {**self.step.as_data(today), "title": self.title, "path": path}


@dataclass
class StepSearch:
    """A search through notes for next steps, or for open ones only.

    `unreadable` counts the notes that may hold some, and cannot be read.
    """

    notebook: Notebook
    template_of: TemplateLookup
    filters: Filters
    named: bool
    done_too: bool = True
    unreadable: int = field(default=0, init=False)

    def through(self, paths: Iterable[str]) -> Iterator[FoundStep]:
        """Give all next steps of the notes that pass the filters, note by note."""
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
        try:
            data = self.notebook.store.read(path)
        except OSError:
            return self.notebook.read(path)
        boxes = _BOXES if self.done_too else _OPEN
        return read_note(data, path) if any(box in data for box in boxes) else None

    def _found(self, case: Case, path: Path) -> Iterator[FoundStep]:
        name = ""
        for step in next_steps(case, self.template_of):
            if self.done_too or not step.task.is_done:
                name = name or self.name(path, case.id)
                yield FoundStep(step._replace(case_id=name), case.title, path)

    def name(self, path: Path, case_id: str) -> str:
        """Return what names a case, also where another note, such as a copy, has its id."""
        if is_case_id(path.stem):
            return path.stem
        if case_id and case_id not in self._stems:
            return case_id
        return path_in_notebook(str(path), self.notebook.folder)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem_of, self.notebook.paths()))
