"""Checks that the cases which an answer rests on are there (`cases_at_least` in a template)."""

from collections.abc import Iterator
from functools import cached_property

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import Message, msg
from coprod_cli.base.nearest import nearest
from coprod_cli.model.case_id import case_ids_at
from coprod_cli.model.questions import LineQuestion
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import case_id_in_name
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.trash import Trash


class CitedCases:
    """The ids of a notebook's cases, each set read when a note first cites a case."""

    def __init__(self, notebook: Notebook) -> None:
        """Take the notebook."""
        self._notebook = notebook

    def findings(self, note: Note, template: Template | None) -> Iterator[Finding]:
        """Yield a finding for each cited id that names no case which others may read."""
        if note.case is None or template is None:
            return
        for slot in note.slots:
            question = template.question_at(slot.marker.address)
            if not isinstance(question, LineQuestion) or not question.cases_at_least:
                continue
            text = note.text[slot.start : slot.end]
            for case_id, offset in case_ids_at(text).items():
                if (problem := self._problem(case_id, note)) is not None:
                    message, hint = problem
                    position = note.lines.position(slot.start + offset)
                    yield Finding("cited-case", message, note.source, *position, hint)

    def _problem(self, case_id: str, note: Note) -> tuple[Message, str] | None:
        """Return what is wrong with a cited id, and what to try; None if nothing is."""
        if case_id == note.case_id:
            message = msg("{id} is this note itself.", id=case_id)
            return message, msg("name the cases that it comes from")
        if case_id in self._kept_apart and not self._notebook.is_kept_apart(note.source):
            message = msg(
                "{id} names people and is kept apart: a note for others cannot rest on it.",
                id=case_id,
            )
            return message, msg("name cases that do not name people")
        if case_id in self._kept_apart or case_id in self._shared:
            return None
        if case_id in self._removed:
            return msg("{id} is in the bin.", id=case_id), f"coprod restore {case_id}"
        return msg("there is no case {id} here.", id=case_id), self._nearest(case_id)

    def _nearest(self, case_id: str) -> str:
        """Return the id that is spelt most like one that is missing, or how to see all."""
        return nearest(case_id, sorted(self._shared), 0.85) or "coprod list"

    @cached_property
    def _shared(self) -> frozenset[str]:
        return frozenset(self._ids(kept_apart=False))

    @cached_property
    def _kept_apart(self) -> frozenset[str]:
        return frozenset(self._ids(kept_apart=True))

    @cached_property
    def _removed(self) -> frozenset[str]:
        notebook = self._notebook
        return frozenset(
            case_id_in_name(path) or notebook.read(path).case_id for path in Trash(notebook).paths()
        )

    def _ids(self, *, kept_apart: bool) -> Iterator[str]:
        for path in self._notebook.paths():
            if self._notebook.is_kept_apart(path) == kept_apart:
                yield case_id_in_name(path) or self._notebook.read(path).case_id
