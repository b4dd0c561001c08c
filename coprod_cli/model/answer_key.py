"""`AnswerKey`: which answer of a case is meant, by its address and its voice."""

from typing import NamedTuple, Self

from coprod_cli.model.address import Address


class _Fields(NamedTuple):
    address: Address
    voice: str | None


class AnswerKey(_Fields):
    """An address and a voice: what one voice says to one question.

    Drafts, what they were begun over, history and conflicts are kept by it, so that what is typed
    for one voice is never shown, saved or kept under another's. `voice` is any word for a role;
    None is an answer without a voice.
    """

    __slots__ = ()

    def __new__(cls, address: str, voice: str | None = None) -> Self:
        """Return the key of an address and a voice."""
        return super().__new__(cls, Address(address), voice)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key of a text: `ADDRESS`, or `ADDRESS@VOICE`. No address has an `@`."""
        address, _at, voice = text.partition("@")
        return cls(address, voice or None)

    def __str__(self) -> str:
        return self.address if self.voice is None else f"{self.address}@{self.voice}"
