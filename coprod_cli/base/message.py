"""Messages: English sentences for people that can be translated later, where they are shown.

A `Message` is a string, the finished English sentence, and also carries its parts: the template
with open fields (gettext's msgid) and the fields. From these `base.i18n.translated` makes the
sentence in any other language. Code that combines sentences uses `composed` and `joined`, which
keep each part translatable; an f-string or `str.join` would keep the English text only.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Self

SOURCE_LANGUAGE = "en"
"""The language of the sentences in the code."""


class Message(str):
    """An English sentence that can be translated later; immutable, and equal to its own text.

    Attributes:
        template: the sentence with open fields, the catalogues' msgid.
        fields: the value of each field; a value that is a Message is translated too.
        plural: the template for several things; "" if the sentence has no plural.
        number: the number that chooses between singular and plural.
        capital: whether the first letter becomes a capital, in any language.
    """

    __slots__ = ("capital", "fields", "number", "plural", "template")

    template: str
    fields: Mapping[str, Any]
    plural: str
    number: int
    capital: bool

    def __new__(
        cls,
        template: str,
        fields: Mapping[str, Any],
        plural: str = "",
        number: int = 1,
        capital: bool = False,  # noqa: FBT001, FBT002 - pickle passes it by position
    ) -> Self:
        """Make the message, with its English sentence as the value of the string."""
        chosen = plural if plural and number != 1 else template
        message = super().__new__(cls, fill_in(chosen, fields, capital=capital))
        # One by one, which is faster than a loop: a damaged note has many thousand findings.
        object.__setattr__(message, "template", template)
        object.__setattr__(message, "fields", MappingProxyType(dict(fields)))
        object.__setattr__(message, "plural", plural)
        object.__setattr__(message, "number", number)
        object.__setattr__(message, "capital", capital)
        return message

    def __setattr__(self, name: str, value: object) -> None:
        """Raise AttributeError: a message is immutable."""
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Return the constructor and its arguments, for copying and pickling."""
        values = (self.template, dict(self.fields), self.plural, self.number, self.capital)
        return type(self), values


Notify = Callable[[Message], object]
"""Takes what a person should know, such as what a change will lose, before it is made."""


def ignore_message(message: Message) -> None:
    """Do nothing: the default of `Notify`."""


class Composed(Message):
    """Several messages and values in one; its fields are translated, its template is not."""

    __slots__ = ()


class InLanguages(Message):
    """A phrase that its author has given in several languages, as the files of a form do.

    Its fields are the phrase in each language. In other languages its template stands for it.
    """

    __slots__ = ()

    def __new__(
        cls,
        template: str,
        fields: Mapping[str, Any],
        plural: str = "",
        number: int = 1,
        capital: bool = False,  # noqa: FBT001, FBT002 - pickle passes it by position
    ) -> Self:
        """Make the phrase, with the English one as the value of the string."""
        phrase = super().__new__(cls, template, fields, plural, number, capital)
        text = fill_in(fields.get(SOURCE_LANGUAGE, template), {}, capital=capital)
        made = str.__new__(cls, text)
        for name in Message.__slots__:
            object.__setattr__(made, name, getattr(phrase, name))
        return made


class GroupedNumber(int):
    """A number shown in groups of three digits: 1,000,000; with spaces elsewhere (ISO 80000-1)."""

    __slots__ = ()

    def __format__(self, specification: str) -> str:
        """Return the number with commas between groups, unless a format is given."""
        return format(int(self), specification or ",")


def fill_in(sentence: str, fields: Mapping[str, Any], *, capital: bool) -> str:
    """Return a sentence with its fields filled in; without fields, braces are plain characters."""
    text = sentence.format(**fields) if fields else sentence
    return text[:1].upper() + text[1:] if capital else text


def msg(template: str, /, **fields: Any) -> Message:
    """Make a message. Pass the template as a literal, so that the catalogues' extractor sees it."""
    return Message(template, fields)


def nmsg(singular: str, plural: str, count: int, /, **fields: Any) -> Message:
    """Make a message about a number of things; the field `count` holds the number."""
    return Message(singular, {"count": count, **fields}, plural, count)


def composed(template: str, /, **fields: Any) -> Message:
    """Combine messages and values with a template that holds only fields and punctuation."""
    return Composed(template, fields)


def joined(parts: Iterable[str], separator: str = " ") -> Message:
    """Combine sentences or words in order, with a separator; the counterpart of `str.join`."""
    fields = {f"part{index}": part for index, part in enumerate(parts)}
    escaped = separator.replace("{", "{{").replace("}", "}}")
    return Composed(escaped.join(f"{{{name}}}" for name in fields), fields)


def capitalized(text: str) -> Message:
    """Return a message whose first letter is a capital, in any language."""
    if isinstance(text, Message):
        return type(text)(text.template, text.fields, text.plural, text.number, capital=True)
    return Composed("{text}", {"text": text}, capital=True)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a constant for the catalogues and return it unchanged; `msg` or `_` translates it."""
    return message
