"""Add example cases to an empty notebook, so that a newcomer sees what many look like.

Two dozen are made up. Five are rows of a table on the slides that the form `initiative` rests on,
word for word; where our copy of the slides is cut, the note says so.

The cases are answers files in the folder `examples` beside this module, one folder for each
language. Two things in them depend on the notebook, and are filled in: `{day+7}` is the day seven
days after today, and `{case:NAME}` the id of the example in the file of that name, which must be
older.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.clock import Clock, local_now
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.interview.askers.scripted.answers_file import read_answers_file
from coprod_cli.operations.add_case import SavedCase, add_case
from coprod_cli.operations.workspace import Workspace

EXAMPLES = Path(__file__).parent / "examples"

_DAY = re.compile(r"\{day([+-]\d+)\}")
_CASE = re.compile(r"\{case:([a-z-]+)\}")


class Example(NamedTuple):
    """One example case.

    Attributes:
        name: the name of its file, without `.yaml`.
        language: the language in which it is written.
        age: how many days before today it was written.
        is_final: whether it is finished.
    """

    name: str
    language: str
    age: int
    is_final: bool = True

    @property
    def path(self) -> Path:
        """The path of its answers file."""
        return EXAMPLES / self.language / f"{self.name}.yaml"


LIST = (
    Example("passion-for-life", "en", 121),
    Example("self-dialysis", "en", 120),
    Example("patient-safety-program", "en", 119),
    Example("learning-cafes", "en", 118),
    Example("together-part-two", "en", 117),
    Example("biscuit-tin", "en", 92),
    Example("almanackan", "sv", 88),
    Example("same-story", "en", 71),
    Example("femte-gangen", "sv", 64),
    Example("chair-in-the-corridor", "en", 57),
    Example("saret", "sv", 45),
    Example("words-on-her-hand", "en", 41),
    Example("koren", "sv", 38),
    Example("home-before-the-letter", "en", 34),
    Example("tolken", "sv", 31),
    Example("still-on-the-list", "en", 27),
    Example("forsta-natten", "sv", 24),
    Example("waiting-letter", "en", 22),
    Example("vi-ringer-upp", "sv", 20),
    Example("allotment", "en", 17),
    Example("larcafe", "sv", 15),
    Example("lugnare-rum", "sv", 13),
    Example("twelve-minutes-of-film", "en", 8),
    Example("provsvaret", "sv", 7),
    Example("gun-britt", "sv", 5),
    Example("maggie", "en", 4),
    Example("says-too-much", "en", 3, is_final=False),
    Example("ny-stad", "sv", 2, is_final=False),
    Example("cough-at-night", "en", 1, is_final=False),
)
"""The examples, the oldest first."""


def add_examples(folder: Path, clock: Clock = local_now) -> tuple[SavedCase, ...]:
    """Add the examples to a notebook, with the days of their steps counted from today.

    The shipped templates are used, also where the notebook has its own of the same name.

    Args:
        folder: the notebook's folder.
        clock: returns the time, with a time zone.

    Raises:
        CannotSave: a note could not be written.
    """
    now = clock()
    workspace = Workspace(folder, (shipped_prompts(),))
    saved: dict[str, SavedCase] = {}
    for example in LIST:
        ids = {name: each.id for name, each in saved.items()}
        saved[example.name] = _add(workspace, example, now, ids)
    return tuple(saved.values())


def _add(
    workspace: Workspace, example: Example, now: datetime, ids: Mapping[str, str]
) -> SavedCase:
    written = now - timedelta(days=example.age)
    text = fill_in(example.path.read_text(encoding="utf-8"), now, ids)
    answers = read_answers_file(text, example.path.name)
    then = replace(workspace, clock=lambda: written)
    return add_case(then, answers, final=example.is_final)


def fill_in(text: str, now: datetime, ids: Mapping[str, str]) -> str:
    """Return an answers file with its days and ids filled in.

    Args:
        text: the answers file.
        now: the time from which its days count.
        ids: the ids of the older examples, by name.
    """
    dated = _DAY.sub(lambda found: f"{now + timedelta(days=int(found[1])):%Y-%m-%d}", text)
    return _CASE.sub(lambda found: ids[found[1]], dated)
