"""The saves of coprod mark: a passage that is marked is there from then on, and no note changes."""

from dataclasses import dataclass
from pathlib import Path

from desk import Desk
from faults import Plan
from saves import OLD, SETTING, Command
from wreckage import make_old

from coprod_cli.notebook.coding_reader import read_coding

FIRST, SECOND = OLD.split()[0], OLD.split()[-2]
"""Words of the answer; the first ones are marked before."""
MARK = ("mark", "{note}", "--coder", "anna", "--code", "ours/told", "--set")


def mark_first(desk: Desk) -> None:
    """Mark the first words."""
    note = desk.notes[0].stem
    desk.do(*(each.format(note=note) for each in MARK), f"{SETTING}={FIRST}")
    desk.expected = _coding(desk).read_bytes()


def _coding(desk: Desk) -> Path:
    (path,) = desk.notebook.glob("codings/anna/*.yaml")
    return path


def _quotes(desk: Desk) -> list[str]:
    found = read_coding(_coding(desk).read_text(), "")
    return [] if found.findings else [each.quote for each in found.coding.passages]


def has_both(desk: Desk, path: Path) -> bool:
    """Tell that both passages are marked, and the note is as it was."""
    return path.read_bytes() == desk.old[path] and sorted(_quotes(desk)) == sorted((FIRST, SECOND))


@dataclass(frozen=True)
class MarkCommand(Command):
    """A save by `coprod mark`."""

    def perform(self, desk: Desk, plan: Plan) -> list[str]:
        return super().perform(desk, plan) + self._lost(desk)

    def go_on(self, desk: Desk) -> list[str]:
        make_old(desk.notebook)
        return super().go_on(desk) + self._lost(desk)

    @staticmethod
    def _lost(desk: Desk) -> list[str]:
        lost = [] if FIRST in _quotes(desk) else ["a passage that was marked is gone"]
        changed = any(path.read_bytes() != data for path, data in desk.old.items())
        return [*lost, "the note was changed"] if changed else lost


SAVE = MarkCommand("mark --set", (*MARK, f"{SETTING}={SECOND}"), has_both, first=mark_first)
