"""Replies of an asker to a step of an interview, one value for each."""

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True)
class Answered:
    """An answer as typed; one with a voice is stored beside those of other voices."""

    text: str
    voice: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Unknown:
    """Not known yet, with optional text beside it."""

    text: str = ""
    voice: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Skipped:
    """Go to the next question, and leave the saved answer as it is."""


@dataclass(frozen=True)
class Back:
    """Go to the previous question; `draft` is the half-typed text, None if nothing was changed."""

    draft: str | None = None


@dataclass(frozen=True)
class OpenMenu:
    """Open the menu; `draft` is the half-typed text, None if nothing was changed."""

    draft: str | None = None


@dataclass(frozen=True)
class Jump:
    """Go to the question with this address."""

    address: str


@dataclass(frozen=True)
class AddItem:
    """Add an item to the group at which the interview is."""


@dataclass(frozen=True)
class ChangeItem:
    """Go through the questions of the group item with this address."""

    address: str


@dataclass(frozen=True)
class RemoveItem:
    """Remove the group item with this address."""

    address: str


@dataclass(frozen=True)
class Paused:
    """Stop the interview; `draft` is the half-typed text, None if nothing was changed."""

    draft: str | None = None


@dataclass(frozen=True)
class Finished:
    """Finish the case, from the review."""


@dataclass(frozen=True)
class KeptAsDraft:
    """Save the case as a draft and stop, from the review."""


class Take(Enum):
    """Resolution of a merge conflict: which text to keep."""

    MINE = auto()
    THEIRS = auto()
    BOTH = auto()


@dataclass(frozen=True)
class Chosen:
    """Resolve a merge conflict."""

    take: Take


Reply = (
    Answered | Unknown | Skipped | Back | OpenMenu | Jump | AddItem | ChangeItem | RemoveItem
    | Paused | Finished | KeptAsDraft | Chosen
)  # fmt: skip


def typed_text(reply: Reply) -> str | None:
    """Return the typed text that a reply carries; None if nothing was typed."""
    match reply:
        case Answered(text):
            return text
        case Unknown(text):
            return text or None
        case Back(draft) | OpenMenu(draft) | Paused(draft):
            return draft
        case _:
            return None
