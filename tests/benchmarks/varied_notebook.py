"""Notebooks of many notes that differ: words of both languages, compounds, and blanks; made up."""

import random
import re
from pathlib import Path

from made_up_notebook import full_note

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.templates.loader import load_named_template

_WORD = re.compile(r"[^\W\d_]{2,}")
_ANSWER = re.compile(
    r"^((?:<!-- coprod:[a-z-]+\.[a-z-]+)(?: [^\n]*)? -->\n\n)[^\n]+\n", re.MULTILINE
)
_RARE, _UNKNOWN, _BLANK = 0.1, 0.08, 0.25


def write_varied_notebook(folder: Path, count: int) -> Path:
    """Write notes of `primary-care`, no two of which are the same; about 9 kB each.

    The words are those of the shipped forms, some far more often than others, and compounds of two
    of them: with 10,000 notes, some 50,000 different ones. A tenth has an answer of a family, a
    fifth has a tag.

    Args:
        folder: the notebook's folder, which is made.
        count: how many notes.
    """
    book = Notebook.make(folder)
    text = full_note(load_named_template("primary-care", [shipped_prompts()]))
    parts = _ANSWER.split(text)
    words = _Words(random.Random(count))  # noqa: S311 - made-up words
    for number in range(count):
        case_id = f"{20250101 + number % 28 + 100 * (number % 12)}-{number:06d}"
        pieces = [parts[0]]
        for head, rest in zip(parts[1::2], parts[2::2], strict=True):
            pieces += [words.answer(head), rest]
        if number % 10 == 0:  # the words of all notes stay the same
            pieces[1] = pieces[1].replace(" -->", " voice=family -->", 1)
        note = "".join(pieces).replace("20261124-000000", case_id)
        day = f"{case_id[:4]}-{case_id[4:6]}-{case_id[6:8]}"
        note = note.replace("created: 2026-11-24", f"created: {day}", 1)
        if number % 5 == 0:
            note = note.replace("status: draft\n", "status: draft\ntags: [night]\n", 1)
        (book.folder / f"{case_id}.md").write_text(note)
    return folder


class _Words:
    """Makes answers of words, of which a few are very frequent and most are rare."""

    def __init__(self, chance: random.Random) -> None:
        texts = (path.read_text() for path in sorted(shipped_prompts().glob("*/*.yaml")))
        self._all = sorted({word for text in texts for word in _WORD.findall(text)})
        chance.shuffle(self._all)
        self._weights = [1 / (place + 8) for place in range(len(self._all))]
        self._chance = chance

    def answer(self, head: str) -> str:
        """Return a marker and an answer to it, which may be blank or not known yet."""
        kind = self._chance.random()
        if "now-what" in head and kind > _BLANK:
            return f"{head}- [ ] {self._sentence(4)} (owner: nurse, due: 2026-12-01)\n"
        if kind < _BLANK:
            return f"{head}\n"
        if kind < _BLANK + _UNKNOWN:
            return f"{head.replace(' -->', ' unknown -->', 1)}{self._sentence(6)}\n"
        return f"{head}{' '.join(self._sentence(12) for _ in range(self._chance.randint(1, 3)))}\n"

    def _sentence(self, length: int) -> str:
        chosen = self._chance.choices(self._all, self._weights, k=length)
        if self._chance.random() < _RARE * length:
            chosen[-1] = f"{chosen[-1]}{self._chance.choice(self._all).lower()}"
        return f"{' '.join(chosen)}."
