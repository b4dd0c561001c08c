"""What a person is owed: all that was accepted or half typed, held against what the disk has."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from made_up import PRIMARY_CARE
from made_up_texts import prefixes

from coprod_cli.model.questions import TasksQuestion
from coprod_cli.model.tasks import as_task_list
from coprod_cli.notebook.note.reader import Note, read_note

TITLE = "title"
TASKS = {
    address
    for address, question in PRIMARY_CARE.questions.items()
    if isinstance(question, TasksQuestion)
}
SAFE_AFTER = 1.0
"""Seconds after which a text that stands on the screen must be on the disk (design section 4)."""


class Said(NamedTuple):
    """What was said to one question."""

    text: str = ""
    unknown: bool = False


def as_kept(address: str, said: Said) -> Said:
    """What a note keeps of what was said: next steps stand there as a task list."""
    return said._replace(text=as_task_list(said.text)) if address in TASKS else said


class Typing(NamedTuple):
    """A text in the making: where, what stood there before, and since when it was seen whole.

    `seen_at` is None where it was still being typed.
    """

    address: str
    before: str
    text: str
    seen_at: float | None = None

    def may_be_kept_as(self, kept: str) -> bool:
        """Tell whether a text is one that the person passed through while typing this one."""
        passed = {*prefixes(self.before), *prefixes(self.text)}
        return kept in passed or kept.removesuffix("\\") in passed


@dataclass
class Ledger:
    """What is owed of one case. `sent` is what an Enter that may not be through yet would save.

    `contested` has texts for one answer, between which one chooses: none of them may be lost.
    `note` is None until the first word is on the disk; `look_for_note` finds it then.
    """

    note: Path | None
    answers: dict[str, Said] = field(default_factory=dict)
    half_typed: dict[str, str] = field(default_factory=dict)
    status: str = "draft"
    sent: dict[str, Said] = field(default_factory=dict)
    sent_status: str | None = None
    typing: Typing | None = None
    contested: tuple[str, ...] = ()
    others: dict[Path, bytes] = field(default_factory=dict)
    look_for_note: Callable[[], Path | None] = lambda: None

    def said(self, address: str) -> Said:
        return as_kept(address, self.answers.get(address, Said()))

    def would_be(self) -> dict[str, Said]:
        """What would stand in the note if what was sent is through."""
        return {address: as_kept(address, said) for address, said in self.sent.items()}

    def prefill(self, address: str) -> str:
        """What a question comes with."""
        return self.half_typed.get(address, self.said(address).text)

    def accept(self) -> None:
        """The next screen was shown: what was sent is accepted."""
        for address, said in self.would_be().items():
            self.answers[address] = said
            self.half_typed.pop(address, None)
        self.status = self.sent_status or self.status
        self.sent, self.sent_status, self.typing = {}, None, None

    def leave_half_typed(self, address: str, text: str) -> None:
        """The question was left with a text in it, and another screen was shown."""
        self.half_typed.pop(address, None)
        if text != self.said(address).text:
            self.half_typed[address] = text
        self.typing = None

    def settle(self, killed_at: float) -> list[str]:
        """Hold the disk against what is owed; return what was lost, and go on from there."""
        if not self.is_on_disk():
            return [*self._lost_answers({}, "draft"), *self._lost_texts({}, {}, killed_at)]
        note = read_note(self.note.read_bytes(), str(self.note))
        if note.case is None or note.findings:
            return [f"the note does not parse: {'; '.join(map(str, note.findings))}"]
        found = answers_in(note)
        kept = kept_texts(self.note)
        lost = [
            *self._lost_answers(found, note.case.status),
            *self._lost_texts(found, kept, killed_at),
            *self._lost_choices(found, kept),
        ]
        self.answers, self.status = found, str(note.case.status)
        self.half_typed = {
            address: text for address, text in kept.items() if text != self.said(address).text
        }
        self.sent, self.sent_status, self.typing, self.contested = {}, None, None, ()
        return lost

    def is_on_disk(self) -> bool:
        """Tell whether the case has a note by now."""
        if self.note is None:
            self.note = self.look_for_note()
        return self.note is not None

    def _lost_answers(self, found: dict[str, Said], status: str) -> list[str]:
        lost = [
            f"accepted at {address}: {self.said(address)!r} became {found.get(address)!r}"
            for address in {*self.answers, *found} - {*self.sent}
            if found.get(address, Said()) != self.said(address)
        ]
        earlier = {address: self.said(address) for address in self.sent}
        present = {address: found.get(address, Said()) for address in self.sent}
        if present not in (earlier, self.would_be()):
            lost.append(f"neither old nor new: {earlier!r}, {self.sent!r} became {present!r}")
        if status not in (self.status, self.sent_status or self.status):
            lost.append(f"the status {self.status} became {status}")
        return lost

    def _lost_texts(
        self, found: dict[str, Said], kept: dict[str, str], killed_at: float
    ) -> list[str]:
        lost = []
        for address, text in self.half_typed.items():
            moved_on = address in self.sent or (self.typing and self.typing.address == address)
            if not moved_on and kept.get(address) != text:
                lost.append(f"half typed at {address}: {text!r} became {kept.get(address)!r}")
        typing = self.typing
        if typing is None:
            return lost
        taken = found.get(typing.address, Said())
        typed = as_kept(typing.address, Said(typing.text)).text
        is_taken = taken.text == typed or taken == self.would_be().get(typing.address)
        is_owed = typing.seen_at is not None and killed_at - typing.seen_at > SAFE_AFTER
        text = kept.get(typing.address)
        if is_owed and not is_taken and (text or "") != typing.text:
            lost.append(f"half typed at {typing.address}: {typing.text!r} became {text!r}")
        if text is not None and not typing.may_be_kept_as(text):
            lost.append(f"never typed at {typing.address}: {text!r}")
        return lost

    def _lost_choices(self, found: dict[str, Said], kept: dict[str, str]) -> list[str]:
        there = [said.text for said in found.values()]
        there += [*kept.values(), *history_texts(self.note.parent)]
        return [
            f"of two texts for one answer, neither saved nor kept: {text!r}"
            for text in self.contested
            if not any(text in each for each in there)
        ]


def answers_in(note: Note) -> dict[str, Said]:
    """The answers in a note and its title, by address."""
    case = note.case
    assert case is not None
    given = {answer.address: Said(answer.text, answer.unknown) for answer in case.given_answers()}
    return {**given, TITLE: Said(case.title)} if case.title else given


def drafts_path(note: Path) -> Path:
    return note.parent / ".coprod" / "drafts" / f"{note.stem}.json"


def kept_texts(note: Path) -> dict[str, str]:
    """What is kept of half-typed text beside a note, by address."""
    path = drafts_path(note)
    return json.loads(path.read_bytes())["texts"] if path.exists() else {}


def history_texts(notebook: Path) -> list[str]:
    """What was replaced in the cases of a notebook, each with its marker."""
    files = notebook.glob(".coprod/history/*/*.md")
    return [path.read_bytes().decode("utf-8", "replace") for path in files]
