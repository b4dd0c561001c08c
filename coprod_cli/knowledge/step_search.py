"""Search notes for next steps (tasks); only notes that may have some are parsed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.model.case import Case
from coprod_cli.model.case_id import is_case_id
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.copies import Copy
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.note.next_steps import NextStep, next_steps
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note_paths import is_note, path_in_notebook, stem_of
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import filtered, is_unclear
from coprod_cli.notebook.withdrawn import leaves_out_withdrawn

# What every note with a next step contains: a box of a Markdown list, perhaps with other blanks
# (the bytes from C2 on), escaped, or with a mark. See `model.tasks`.
_BLANK = rb"(?:[ \t]|[\xc2\xe1-\xe3][\x80-\xbf]{1,2})*"
_OPEN_BOX = re.compile(rb"\[" + _BLANK + rb"[/><!?*\"]?" + _BLANK + rb"\\?\]")
_ANY_BOX = re.compile(
    rb"\[" + _BLANK + rb"(?:[xX/><!?*\"-]|\xe2\x9c[\x93\x94])?" + _BLANK + rb"\\?\]"
)
# An address within an item of a group: some items are next steps, by what their template says.
_ITEM = re.compile(rb"#[1-9][0-9]{0,3}\.")


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
        done_too: whether to find completed and cancelled next steps, too.
        kept_apart: whether to find those of notes that are kept apart, since people are named in
            them, too.
        unreadable: how many notes may have next steps and cannot be read, so far.
        copies: the renamed copies that were found so far; their steps do not count.
        unclear: how many notes with next steps may pass the filters, so far.
        damaged: how many notes with next steps are damaged, so far.
        apart: how many next steps are in notes that are kept apart and were not found for that
            reason, so far.
    """

    notebook: Notebook
    template_of: TemplateLookup
    filters: Filters
    named: bool
    done_too: bool = True
    kept_apart: bool = True
    unreadable: int = field(default=0, init=False)
    copies: list[Copy] = field(default_factory=list, init=False)
    unclear: int = field(default=0, init=False)
    damaged: int = field(default=0, init=False)
    apart: int = field(default=0, init=False)

    def through(self, paths: Iterable[str]) -> Iterator[FoundStep]:
        """Yield the next steps of the notes that pass the filters, note by note.

        Raises:
            NotFound: a named case was withdrawn.
        """
        for path in paths:
            note = self._read(path)
            if note is None or (not self.named and not is_note(note)):
                continue
            if note.case and not self.named and (copy := self.notebook.renamed_copy(note)):
                self.copies.append(copy)
                continue
            selected = filtered(note, self.filters)
            if selected is None:
                continue
            if selected.case is not None:
                template = self.template_of(selected.case.template)
                if leaves_out_withdrawn(selected, template, named=self.named):
                    continue
                found = self._found(selected.case, Path(path))
                if not self.kept_apart and self.notebook.is_kept_apart(path):
                    self.apart += sum(1 for _step in found)
                    continue
                self.damaged += selected.uncertain
                yield from found
            elif is_unclear(selected):
                self.unclear += 1
            else:
                self.unreadable += 1

    def _read(self, path: str) -> Note | None:
        """Return a note; None if it cannot have a next step to find.

        A named note is read in any case, since it may be of a withdrawn case.
        """
        if self.named:
            return self.notebook.read(path)
        try:
            data = self.notebook.store.read(path) if path.endswith(".md") else b""
        except OSError:
            return self.notebook.read(path)
        # Nothing is known of the steps of a note that is empty, is not here, or has zero bytes.
        if not data or b"\0" in data:
            return self.notebook.read(path)
        box = _ANY_BOX if self.done_too else _OPEN_BOX
        return read_note(data, path) if box.search(data) or _ITEM.search(data) else None

    def _found(self, case: Case, path: Path) -> Iterator[FoundStep]:
        name = ""
        for step in next_steps(case, self.template_of):
            if self.done_too or step.task.is_open:
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
