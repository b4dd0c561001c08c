"""Search notes for next steps (tasks); only notes that may have some are parsed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.step_blocks import find_known_steps
from coprod_cli.knowledge.step_facts import NoteSteps, may_have_steps, steps_fact
from coprod_cli.model.case_id import is_case_id
from coprod_cli.model.case_like import CaseLike
from coprod_cli.notebook.copies import Copy, Listing
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.note.next_steps import NextStep, next_steps
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note_paths import is_note, path_in_notebook, stem_of
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import NoteLike, is_read_each_time
from coprod_cli.notebook.query import Match, match_of
from coprod_cli.notebook.withdrawn import leaves_out_withdrawn
from coprod_cli.templates.library import TemplateLibrary


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
        library: the templates.
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
    library: TemplateLibrary
    filters: Filters
    named: bool
    done_too: bool = True
    kept_apart: bool = True
    unreadable: int = field(default=0, init=False)
    copies: list[Copy] = field(default_factory=list, init=False)
    unclear: int = field(default=0, init=False)
    damaged: int = field(default=0, init=False)
    apart: int = field(default=0, init=False)

    def through(
        self,
        paths: Sequence[str],
        listing: Listing | None = None,
        progress: Progress = no_progress,
    ) -> Iterator[FoundStep]:
        """Yield the next steps of the notes that pass the filters, note by note.

        Args:
            paths: the paths of the notes.
            listing: the listing of the notebook if these are all of its notes.
            progress: reports progress.

        Raises:
            NotFound: a named case was withdrawn.
        """
        if self.named or not self.notebook.is_indexed(len(paths)):
            with progress(paths, len(paths)) as each:
                for path in each:
                    if (note := self._read(path)) is not None:
                        yield from self._steps_in(note)
            return
        known = (
            self.notebook.facts(steps_fact(self.notebook, self.library), paths)
            if listing is None
            else find_known_steps(self.notebook, self.library, listing)
        )
        with progress(known, len(paths)) as notes:
            for steps in notes:
                if is_read_each_time(steps.note):  # its text may not be what stands in its file
                    if (note := self._read(steps.note.source)) is not None:
                        yield from self._steps_in(note)
                elif steps.may_have(done_too=self.done_too):
                    yield from self._known_steps(steps)

    def _steps_in(self, note: Note) -> Iterator[FoundStep]:
        """Yield the next steps of a note that was read."""
        case = note.case
        if (not self.named and not is_note(note)) or self._is_left_out(note):
            return
        template = self.library.find(case.template) if case else None
        if case is None or leaves_out_withdrawn(note, template, named=self.named):
            return
        yield from self._counted(note, next_steps(case, self.library.find))

    def _known_steps(self, steps: NoteSteps) -> Iterator[FoundStep]:
        """Yield the next steps of a note that the index knows."""
        note = steps.note
        if note.is_note and not self._is_left_out(note) and not steps.is_withdrawn:
            yield from self._counted(note, steps.steps)

    def _is_left_out(self, note: NoteLike[CaseLike]) -> bool:
        """Return whether a note is a copy, does not match or cannot be read, which is counted."""
        if note.case and not self.named and (copy := self.notebook.renamed_copy(note)):
            self.copies.append(copy)
            return True
        match = match_of(note, self.filters)
        if match is Match.YES and note.case is not None:
            return False
        self.unclear += match is Match.MAYBE
        self.unreadable += match is Match.YES
        return True

    def _counted(self, note: NoteLike[CaseLike], steps: Iterable[NextStep]) -> Iterator[FoundStep]:
        """Yield the next steps of a note that are searched for, unless it is kept apart."""
        found = (step for step in steps if self.done_too or step.task.is_open)
        if not self.kept_apart and self.notebook.is_kept_apart(note.source):
            self.apart += sum(1 for _step in found)
            return
        self.damaged += note.uncertain
        path, title = Path(note.source), note.case.title if note.case else ""
        name = ""
        for step in found:
            name = name or self.name(path, note.case_id)
            yield FoundStep(step._replace(case_id=name), title, path)

    def _read(self, path: str) -> Note | None:
        """Return a note; None if it cannot have a next step to find.

        A named note is read in any case, since it may be of a withdrawn case.
        """
        if self.named or not path.endswith(".md"):
            return self.notebook.read(path)
        try:
            data = self.notebook.store.read(path)
        except OSError:
            return self.notebook.read(path)
        if not data or b"\0" in data:
            return self.notebook.read(path)
        return read_note(data, path) if may_have_steps(data, done_too=self.done_too) else None

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
