"""Known headings: the wordings of a template in a note's lines, in any shape that programs make.

Only a whole line or paragraph counts: a wording quoted in a sentence is text.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from coprod_cli.base.text import one_line
from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.heading_shapes import (
    Shape,
    first_word,
    is_bullet,
    is_underline,
    last_word,
    plain_heading,
    shape_of,
    without_escapes,
)
from coprod_cli.notebook.note.markers import MARKER_HINT, is_heading, is_word_value

_VOICE = re.compile(r"\s*(\([^()]{1,60}\))\s*\Z")
_NUMBERED = re.compile(r"(.*\S)\s+([1-9][0-9]{0,3})\Z")
_MAX_BEFORE_BOX = 12
"""Within how many characters a list's box may begin, in front of a heading's first word."""
_MAX_LINES = 6
"""The most lines over which a wording may be wrapped."""
_MAX_LENGTH = 1_000


class Block(NamedTuple):
    """Lines with a known wording.

    Attributes:
        first: the number of the first line.
        after: the number of the line after the last one.
        shape: the form of the lines.
        wordings: the wording on one line, for each address that has it. The address of a question
            in a group has no item, and that of an item has its number.
        voice: what stands in brackets behind the wording, with the brackets; "" for nothing.
    """

    first: int
    after: int
    shape: Shape
    wordings: dict[Address, str]
    voice: str

    def has_remark(self, voices: Collection[str | None]) -> bool:
        """Return True if what stands in brackets is no voice, as in "What happened? (2)".

        A voice is one word that has a letter, or one of `voices`, those that the note has.
        """
        label = self.voice[1:-1]
        if not label or label in voices:
            return False
        return not is_word_value(label.strip()) or not any(map(str.isalpha, label))


def template_address(address: Address) -> Address:
    """Return the address under which `Block.wordings` has a question, an item or a section."""
    return (
        address.outer.child(address.part) if address.item is not None and address.part else address
    )


def heading_marks(address: Address) -> str:
    """Return the hashes of a heading: of a section, a question, an item, a question within one."""
    if not address.is_question:
        return "##"
    if address.item is None:
        return "###"
    return "#####" if address.part else "####"


def heading_line(address: Address, wording: str, voice: str, template: Template) -> str:
    """Return the heading with a wording; a section's has its number, and a voice's its label."""
    numbers = {section.id: f"{number}. " for number, section in enumerate(template.sections, 1)}
    label = f" {voice}" if voice else ""
    return f"{heading_marks(address)} {numbers.get(address, '')}{wording}{label}"


class KnownHeadings:
    """The wordings of a template's sections, questions and items, in all languages."""

    def __init__(self, template: Template) -> None:
        """Read them from the template."""
        self._wordings: dict[str, dict[Address, str]] = {}
        self._items: dict[str, dict[Address, str]] = {}
        for address in template.headed:
            self._add(address, template.heading_wordings(address))
            if (group := template.group_at(address)) is not None:
                for name in group.item_names:
                    self._items.setdefault(plain_heading(name), {})[address] = one_line(name)
                for part in group.questions:
                    self._add(address.child(part.id), part.wordings)
        self._addresses = {address for found in self._wordings.values() for address in found}
        self._groups = {address for found in self._items.values() for address in found}
        self._first_words = {first_word(text) for text in self._wordings}
        self._last_words = {last_word(text) for text in self._wordings}
        self._beginnings = {
            " ".join(words[:count])
            for words in (text.split() for text in self._wordings)
            for count in range(1, len(words))
        }

    def _add(self, address: Address, wordings: Iterable[str]) -> None:
        for text in wordings:
            self._wordings.setdefault(plain_heading(text), {}).setdefault(address, one_line(text))

    def has(self, address: Address) -> bool:
        """Return True if a section, a question or an item of the template has an address."""
        if address.item is not None and not address.part:
            return address.outer in self._groups
        return template_address(address) in self._addresses

    def may_end(self, line: str) -> bool:
        """Return False if a known wording certainly does not end with a line; fast."""
        word = last_word(line)
        if word in self._last_words or line.rstrip().rstrip(" *_#").endswith((")", "}")):
            return True
        return bool(self._items) and word.isdigit()

    def may_begin(self, line: str) -> bool:
        """Return False if a known wording certainly does not begin with a line; fast."""
        if first_word(line) not in self._first_words and "[" not in line[:_MAX_BEFORE_BOX]:
            return bool(self._items) and last_word(line).isdigit()
        return self.may_end(line) or plain_heading(line) in self._beginnings

    def block_at(self, lines: Sequence[str], number: int, stop: int) -> Block | None:
        """Return the known wording that begins on a line and ends above another, the longest."""
        found = None
        joined = ""
        for after in range(number + 1, min(number + _MAX_LINES, stop) + 1):
            line = lines[after - 1]
            if not line.strip() or MARKER_HINT.search(line):
                break
            if after > number + 1 and (is_heading(line) or is_bullet(line)):
                break
            joined = f"{joined} {line.strip()}" if joined else line.strip()
            if len(joined) > _MAX_LENGTH:
                break
            plain = plain_heading(joined)
            if (known := self._known(plain, joined)) is not None:
                last = after + (after < stop and is_underline(lines[after], line))
                found = Block(number, last, shape_of(lines[number:last]), *known)
            if is_heading(line) or plain not in self._beginnings:
                break
        return found

    def _known(self, plain: str, text: str) -> tuple[dict[Address, str], str] | None:
        if (wordings := self._wordings.get(plain)) is not None:
            return wordings, ""
        match = _NUMBERED.match(plain)
        if match and (names := self._items.get(match[1])) is not None:
            number = int(match[2])
            return {group.item_at(number): f"{name} {number}" for group, name in names.items()}, ""
        match = _VOICE.search(plain)
        if match and match.start() and (wordings := self._wordings.get(plain[: match.start()])):
            original = _VOICE.search(without_escapes(text.rstrip("*_# ")))
            return wordings, original[1] if original else match[1]
        return None

    def first_block(self, lines: Sequence[str], start: int, stop: int) -> Block | None:
        """Return the known wording with which some lines begin, blank lines aside."""
        while start < stop and not lines[start].strip():
            start += 1
        if start == stop or not self.may_begin(lines[start]):
            return None
        return self.block_at(lines, start, stop)

    def last_block(self, lines: Sequence[str], start: int, stop: int) -> Block | None:
        """Return the known wording with which some lines end, blank lines aside."""
        while start < stop and not lines[stop - 1].strip():
            stop -= 1
        found = None
        for number in range(stop - 1, max(start, stop - _MAX_LINES - 1) - 1, -1):
            if not lines[number].strip():
                break
            if not self.may_begin(lines[number]):
                continue
            block = self.block_at(lines, number, stop)
            if block is not None and block.after == stop:
                found = block
        return found

    def blocks(
        self, lines: Sequence[str], start: int, stop: int, code: set[int]
    ) -> Iterator[Block]:
        """Yield all known wordings in some lines, without those in `code`."""
        number = start
        while number < stop:
            line = lines[number]
            block = None
            if number not in code and line.strip():
                block = self.block_at(lines, number, stop)
            if block is None:
                number += 1
            else:
                yield block
                number = block.after


_cached: list[tuple[Template, KnownHeadings]] = []
_MAX_CACHED = 8


def known_headings(template: Template) -> KnownHeadings:
    """Return the known headings of a template; cached, since many notes have the same one."""
    for cached, known in _cached:
        if cached is template:
            return known
    known = KnownHeadings(template)
    _cached.insert(0, (template, known))
    del _cached[_MAX_CACHED:]
    return known
