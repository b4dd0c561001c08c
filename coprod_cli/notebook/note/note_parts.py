"""The parts of a note: front matter, the text above the first marker, and a block for each marker.

Joined again in the same order, they are the note's text.
"""

from collections import Counter
from typing import NamedTuple

from coprod_cli.base.text import canonical_text
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.note.markers import Marker
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.source_list import SplitAnswer, joined_answer, split_answer

BlockKey = tuple[AnswerKey, int]
"""The key of a block: its marker's address and voice, and how many equal ones are above it."""


class Block(NamedTuple):
    r"""A marker with its heading and its text.

    Attributes:
        marker: the marker.
        above: the heading's line and the blank lines below it; "" if the marker has no heading.
        line: the marker's line, with its line end.
        body: the text below, up to the next block.
    """

    marker: Marker
    above: str
    line: str
    body: str

    @property
    def address(self) -> Address:
        """The marker's address."""
        return self.marker.address

    @property
    def text(self) -> str:
        """The canonical text below the marker, with lines escaped as they are in the note."""
        return self._split.text

    @property
    def sources(self) -> tuple[str, ...]:
        """The references below the text, escaped as they are in the note."""
        return self._split.references

    @property
    def given(self) -> bool:
        """Whether there is a text, or "not known yet"."""
        return self.marker.unknown or bool(self.text)

    @property
    def content(self) -> tuple[str, bool, tuple[str, ...]]:
        """The text, whether the answer is marked as not known yet, and the references."""
        split = self._split
        return split.text, self.marker.unknown, split.references

    @property
    def value(self) -> tuple[str, bool]:
        """The text, and whether the answer is marked as not known yet."""
        return self.text, self.marker.unknown

    def without_sources(self) -> "Block":
        """Return the block without its references; the same block if it has none."""
        if not self.marker.sources:
            return self
        return self._replace(marker=self.marker._replace(sources=False)).with_text(self.text)

    def with_sources(self, sources: tuple[str, ...], language: str) -> "Block":
        """Return the block, which has no references, with some."""
        block = self.with_text(joined_answer(self.text, sources, language))
        return block._replace(marker=self.marker._replace(sources=bool(sources)))

    def with_text(self, text: str) -> "Block":
        """Return the block, which has no references, with another canonical text."""
        return self._replace(body=f"\n{text}\n\n" if text else "\n")

    @property
    def _split(self) -> SplitAnswer:
        body = canonical_text(self.body)
        return split_answer(body, is_listed=self.marker.sources)


class NoteParts(NamedTuple):
    r"""The parts of a note's text, with `\n` line ends.

    Attributes:
        opening: the first `---` line.
        front: the lines of the front matter.
        closing: the second `---` line.
        preamble: the text up to the first block.
        blocks: the blocks by key, in their order; the last one is `end`, with the text after it.
    """

    opening: str
    front: str
    closing: str
    preamble: str
    blocks: dict[BlockKey, Block]


def parts_of(note: Note) -> NoteParts:
    """Return the parts of a note that has front matter and an end marker."""
    text, slots, front = note.text, note.slots, note.front_matter
    if front is None or not slots:
        message = "a note with front matter and markers"
        raise ValueError(message)
    after_closing = text.find("\n", front.end) + 1 or len(text)
    first = slots[0].heading
    blocks: dict[BlockKey, Block] = {}
    seen: Counter[AnswerKey] = Counter()
    for slot in slots:
        key = slot.marker.key
        above, line = text[slot.heading : slot.line], text[slot.line : slot.start]
        blocks[key, seen[key]] = Block(slot.marker, above, line, text[slot.start : slot.end])
        seen[key] += 1
    return NoteParts(
        text[: front.start],
        text[front.start : front.end],
        text[front.end : after_closing],
        text[after_closing:first],
        blocks,
    )
