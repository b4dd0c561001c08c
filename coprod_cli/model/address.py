"""Addresses: the permanent identifiers of questions in a template and of answers in a note.

| text | what it identifies |
| --- | --- |
| `section` | a section |
| `section.question` | a question, or a group of questions |
| `section.group#2` | the second item of a group |
| `section.group#2.part` | a question within that item |
| `section.group.part` | a question of a group in a template, without an item |

No other module parses addresses.
"""

import re
from typing import NoReturn

_GRAMMAR = re.compile(
    r"([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:#([1-9][0-9]{0,3}))?(?:\.([a-z0-9-]+))?)?\Z"
)
_INTERNED: "dict[str, Address]" = {}
_MAX_INTERNED = 20_000
"""How many addresses are cached: enough for usual templates, limited against hostile notes."""


class Address(str):
    """An address: a string that is parsed once, and has its parts as attributes.

    It equals the plain string and has the same hash, so that it can be used as a dict key, in JSON
    and in a note. It is immutable, and equal texts usually give the same object. `<` and `sorted`
    compare section, question, item number and part: `#2` comes before `#10`.

    A malformed text is accepted, since anybody may edit a note: then `is_well_formed` is False,
    `question` and `part` are empty, `item` is None, `section` is the text before the first dot,
    and `outer` the text before the first `#`.

    Attributes:
        section: the section's id.
        question: the id of the question, or of the group; "" for a section.
        item: the number of an item of the group, from 1; None if there is none. An item keeps its
            number when another item is removed.
        part: the id of the question within the group; "" if there is none.
        is_question: whether it can have an answer: a question, a group, an item, or a question
            within one; False for a section, and for `end` and `title`.
        is_in_group: whether it is an item of a group or within one (it has a `#`).
        is_well_formed: whether it follows the grammar above.
    """

    __slots__ = (
        "is_in_group", "is_question", "is_well_formed", "item", "part", "question", "section",
    )  # fmt: skip

    section: str
    question: str
    item: int | None
    part: str
    is_question: bool
    is_in_group: bool
    is_well_formed: bool

    def __new__(cls, text: str) -> "Address":  # noqa: PYI034 - returns the cached object
        """Return the address of a text."""
        if type(text) is cls:
            return text
        cached = _INTERNED.get(text)
        return _parse(text) if cached is None else cached

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = "an address does not change"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[type["Address"], tuple[str]]:
        return Address, (str(self),)

    # --- enclosing addresses ---

    @property
    def outer(self) -> "Address":
        """The address of the group if this is within one; otherwise this address."""
        return Address(self.partition("#")[0]) if self.is_in_group else self

    @property
    def item_address(self) -> "Address | None":
        """The address of the item that this is or belongs to; None outside of items."""
        if self.item is None:
            return None
        return Address(self.removesuffix(f".{self.part}")) if self.part else self

    @property
    def without_part(self) -> "Address":
        """This address without its part: that of the item, or of the group in a template."""
        return Address(self.removesuffix(f".{self.part}")) if self.part else self

    @property
    def in_two(self) -> tuple[str, str]:
        """The address on two lines, for a narrow column: `section.`, and what follows."""
        section, dot, rest = self.partition(".")
        return section + dot, rest

    def is_inside(self, other: str) -> bool:
        """Return True if this is inside a section, a group or an item, and is not that itself."""
        size = len(other)
        return len(self) > size and self.startswith(other) and self[size] in ".#"

    def is_within(self, other: str) -> bool:
        """Return True if this equals another address, or is inside it."""
        return self == other or self.is_inside(other)

    # --- addresses inside this one, or beside it ---

    def item_at(self, number: int) -> "Address":
        """Return the address of an item of this group."""
        return Address(f"{self}#{number}")

    def child(self, name: str) -> "Address":
        """Return the address of the question with an id in this section, group or item."""
        return Address(f"{self}.{name}")

    def moved_to(self, question: "Address") -> "Address":
        """Return this address with its question or group replaced by another one."""
        return Address(f"{question}{self.removeprefix(self.outer)}")

    # --- order ---

    @property
    def sort_key(self) -> tuple[str, str, int, str, str]:
        """The sort key: section, question, item number, part; then the text itself."""
        return self.section, self.question, self.item or 0, self.part, str(self)

    def __lt__(self, other: str) -> bool:
        return self.sort_key < Address(other).sort_key

    def __le__(self, other: str) -> bool:
        return self.sort_key <= Address(other).sort_key

    def __gt__(self, other: str) -> bool:
        return self.sort_key > Address(other).sort_key

    def __ge__(self, other: str) -> bool:
        return self.sort_key >= Address(other).sort_key


def _parse(text: str) -> Address:
    address = str.__new__(Address, text)
    match = _GRAMMAR.match(text)
    section, question, item, part = match.groups() if match else (None, None, None, None)
    values = {
        "section": section if section is not None else text.partition(".")[0],
        "question": question or "",
        "item": int(item) if item else None,
        "part": part or "",
        "is_question": "." in text,
        "is_in_group": "#" in text,
        "is_well_formed": match is not None,
    }
    for name, value in values.items():
        object.__setattr__(address, name, value)
    if len(_INTERNED) < _MAX_INTERNED:
        _INTERNED[text] = address
    return address
