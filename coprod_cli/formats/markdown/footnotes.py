"""Footnotes of a page: the references of its answers, numbered through the whole document.

GitHub's form: `[^1]` in the text, and `[^1]: ...` at the end. A reference that stands beside
several answers has one number.
"""

import re
from collections.abc import Iterable, Iterator

from coprod_cli.formats.answer_part import AnswerPart

_LABEL = re.compile(r"\[\^([0-9]{1,9})\]")


class Footnotes:
    """The footnotes of one page, numbered in the order in which they are first marked."""

    def __init__(self, parts: Iterable[AnswerPart] = ()) -> None:
        """Take the answers on the page: a number that their texts have as a label is not used."""
        texts = (part.text for part in parts if "[^" in part.text)
        self._taken = {int(label) for text in texts for label in _LABEL.findall(text)}
        self._numbers: dict[str, int] = {}
        self._last = 0

    def marks(self, references: Iterable[str]) -> str:
        """Return the marks of some references; "" for none."""
        return " ".join(f"[^{self._number(reference)}]" for reference in references)

    def lines(self) -> Iterator[str]:
        """Yield the lines with the references that were marked; nothing if there are none."""
        for reference, number in self._numbers.items():
            yield from ("", f"[^{number}]: {reference}")

    def _number(self, reference: str) -> int:
        if reference not in self._numbers:
            self._last += 1
            while self._last in self._taken:
                self._last += 1
            self._numbers[reference] = self._last
        return self._numbers[reference]
