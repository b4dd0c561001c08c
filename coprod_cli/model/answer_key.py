"""Answer keys: identify one answer of a case by its address and its voice."""

from typing import NamedTuple, Self

from coprod_cli.model.address import Address


class _Fields(NamedTuple):
    address: Address
    voice: str | None


class AnswerKey(_Fields):
    """An address and a voice: the key of the answer that one voice gives to one question.

    Drafts, history and merge conflicts use it, so that the text of one voice is never shown or
    saved as another's. `voice` is any word for a role; None is an answer without a voice.
    """

    __slots__ = ()

    def __new__(cls, address: str, voice: str | None = None) -> Self:
        """Return the key of an address and a voice."""
        known = address if type(address) is Address else Address(address)
        return super().__new__(cls, known, voice)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse `ADDRESS` or `ADDRESS@VOICE`; no address has an `@`."""
        address, _at, voice = text.partition("@")
        return cls(address, voice or None)

    def __str__(self) -> str:
        return self.address if self.voice is None else f"{self.address}@{self.voice}"
