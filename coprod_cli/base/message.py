"""Sentences for people, as data: what happened is said in the domain, and translated where shown.

A `Message` is a string, the finished English sentence, and also carries what it was made of: the
sentence with its fields open (gettext's msgid) and the fields. `base.i18n.translated` makes the
sentence of any other language of it. What composes sentences uses `composed` and `joined`, so that
each part stays translatable; an f-string or `str.join` would leave the English only.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Self

SOURCE_LANGUAGE = "en"
"""The language in which sentences stand in the code."""


class Message(str):
    """An English sentence that can be translated later; immutable, and equal to its own text.

    Attributes:
        template: the sentence with its fields open, as it stands in the catalogues.
        fields: the value of each field; one that is a Message is translated with the sentence.
        plural: the sentence for several, where it has one of its own; else "".
        number: how many, where there is a plural.
        capital: whether its first letter becomes a capital, in any language.
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
        capital: bool = False,  # noqa: FBT001, FBT002 - as a pickle gives it
    ) -> Self:
        """Fill in the English sentence."""
        chosen = plural if plural and number != 1 else template
        message = super().__new__(cls, fill_in(chosen, fields, capital=capital))
        values = {
            "template": template,
            "fields": MappingProxyType(dict(fields)),
            "plural": plural,
            "number": number,
            "capital": capital,
        }
        for name, value in values.items():
            object.__setattr__(message, name, value)
        return message

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change it."""
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Return what it is copied and pickled by."""
        values = (self.template, dict(self.fields), self.plural, self.number, self.capital)
        return type(self), values


class Composed(Message):
    """Messages and values put together: only its fields are translated, as its template is not."""

    __slots__ = ()


class GroupedNumber(int):
    """A large number in a sentence: 1,000,000 in English; elsewhere with blanks (ISO 80000-1)."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        """Return it as English writes it."""
        return format(int(self), form or ",")


def fill_in(sentence: str, fields: Mapping[str, Any], *, capital: bool) -> str:
    """Return a sentence with its fields filled in; without fields, braces stand for themselves."""
    text = sentence.format(**fields) if fields else sentence
    return text[:1].upper() + text[1:] if capital else text


def msg(template: str, /, **fields: Any) -> Message:
    """Make a sentence; its template is a literal, so that it gets into the catalogues."""
    return Message(template, fields)


def nmsg(singular: str, plural: str, count: int, /, **fields: Any) -> Message:
    """Make a sentence about a number of things, which is its field `count`."""
    return Message(singular, {"count": count, **fields}, plural, count)


def composed(template: str, /, **fields: Any) -> Message:
    """Put sentences and values together where nothing but punctuation stands between them."""
    return Composed(template, fields)


def joined(parts: Iterable[str], between: str = " ") -> Message:
    """Put sentences or words one after another."""
    fields = {f"part{place}": part for place, part in enumerate(parts)}
    gap = between.replace("{", "{{").replace("}", "}}")
    return Composed(gap.join(f"{{{name}}}" for name in fields), fields)


def capitalized(text: str) -> Message:
    """Return a sentence whose first letter is a capital, in any language."""
    if isinstance(text, Message):
        return type(text)(text.template, text.fields, text.plural, text.number, capital=True)
    return Composed("{text}", {"text": text}, capital=True)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a sentence in a constant, of which `msg` or `_` makes what is shown."""
    return message
