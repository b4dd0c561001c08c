"""Code names: `set/code`, such as `ours/waiting`, names a code in a code set for good.

Each of the two ids has 1 to `MAX_ID` letters a to z, digits and single hyphens between them; the
first id begins with a letter. Such a name is also a nested tag in Obsidian
(https://obsidian.md/help/tags), so that the same word may stand in a case's `tags`. What a code is
called, in any language, is a matter of its code set; a name that no set has is a code name too.
"""

import re
from collections.abc import Callable
from typing import Any, Self
from unicodedata import normalize

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg

MAX_ID = 49
"""The most characters of either id: a code name is then no longer than a tag may be."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_APART = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})


class CodeName(str):
    """The name of a code: a string `set/code` that was checked; `CodeName.read` also cleans it.

    It equals the plain string and has the same hash.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Return the name that a text is.

        Raises:
            ValueError: it is no code name; the message does not repeat the text.
        """
        if type(text) is not cls and not is_code_name(text):
            message = "no code name"
            raise ValueError(message)
        return super().__new__(cls, text)

    @classmethod
    def of(cls, set_id: str, code_id: str) -> Self:
        """Return the name of a code in a set.

        Raises:
            ValueError: one of the two is no id.
        """
        return cls(f"{set_id}/{code_id}")

    @classmethod
    def read(cls, typed: str) -> Self:
        """Return the name that a person typed: blanks around it, a `#` and capitals are accepted.

        Raises:
            InvalidAnswer: it is no code name.
        """
        text = typed.strip().removeprefix("#").lower()
        if not is_code_name(text):
            example = "ours/waiting"
            message = msg("a code is written as set/code, such as {example}.", example=example)
            raise InvalidAnswer(message)
        return cls(text)

    @classmethod
    def read_data(cls, value: Any, tell: Callable[[str], object]) -> list[Self]:
        """Return the names that data has, one or a list of them, each once.

        Args:
            value: the data; None for none.
            tell: is called with what is wrong with each that is no name.
        """
        names: dict[Self, None] = {}
        for name in value if isinstance(value, list) else [] if value is None else [value]:
            try:
                names[cls.read(name if isinstance(name, str) else "")] = None
            except InvalidAnswer as error:
                tell(error.message)
        return list(names)

    @property
    def set_id(self) -> str:
        """The id of the code set."""
        return self.partition("/")[0]

    @property
    def code_id(self) -> str:
        """The id of the code within its set."""
        return self.partition("/")[2]


def is_code_name(text: str) -> bool:
    """Return True if a text is a code name."""
    set_id, slash, code_id = text.partition("/")
    return bool(slash) and is_set_id(set_id) and is_code_id(code_id)


def is_set_id(text: str) -> bool:
    """Return True if a text can be the id of a code set."""
    return is_code_id(text) and text[0].isalpha()


def is_code_id(text: str) -> bool:
    """Return True if a text can be the id of a code within its set."""
    return len(text) <= MAX_ID and _ID.match(text) is not None


def id_from_words(words: str) -> str:
    """Return the id that words in a person's language make: `Väntan här` makes `vantan-har`.

    Returns:
        An id by `is_code_id`; "" if the words have no Latin letter and no digit.
    """
    plain = normalize("NFD", words.casefold().translate(_APART))
    letters = "".join(each for each in plain if not 0x300 <= ord(each) < 0x370)  # noqa: PLR2004
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:MAX_ID].strip("-")


def as_in_code_names(typed: str) -> str:
    """Return what a person typed in the letters of code names: `ours/Väntan` as `ours/vantan`."""
    return "/".join(id_from_words(part) for part in typed.split("/"))
