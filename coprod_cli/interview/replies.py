"""Replies of an asker to a step of an interview, one value for each."""

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True)
class Answered:
    """A raw answer; with a voice, it goes beside the answers of other voices."""

    text: str
    voice: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Unknown:
    """Not known yet, with or without text beside it."""

    text: str = ""
    voice: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Skipped:
    """On to the next question, and what stands stays."""


@dataclass(frozen=True)
class Back:
    """The question before; `draft` is what was typed, None where nothing was changed."""

    draft: str | None = None


@dataclass(frozen=True)
class OpenMenu:
    """The menu, with what was typed kept."""

    draft: str | None = None


@dataclass(frozen=True)
class Jump:
    """Any question."""

    address: str


@dataclass(frozen=True)
class AddItem:
    """At a group: one more item."""


@dataclass(frozen=True)
class ChangeItem:
    """At a group: go through an item, given by its address."""

    address: str


@dataclass(frozen=True)
class RemoveItem:
    """Take an item out of its group, given by its address."""

    address: str


@dataclass(frozen=True)
class Paused:
    """Stop here, as a draft."""

    draft: str | None = None


@dataclass(frozen=True)
class Finished:
    """The case is final."""


@dataclass(frozen=True)
class KeptAsDraft:
    """From the review: stop here, and the case is a draft."""


class Take(Enum):
    """Which of two texts is to stand."""

    MINE = auto()
    THEIRS = auto()
    BOTH = auto()


@dataclass(frozen=True)
class Chosen:
    """From a conflict: what is to stand."""

    take: Take


Reply = (
    Answered | Unknown | Skipped | Back | OpenMenu | Jump | AddItem | ChangeItem | RemoveItem
    | Paused | Finished | KeptAsDraft | Chosen
)  # fmt: skip


def typed_in(reply: Reply) -> str | None:
    """Return the text that a reply holds; None where nothing was typed."""
    match reply:
        case Answered(text):
            return text
        case Unknown(text):
            return text or None
        case Back(draft) | OpenMenu(draft) | Paused(draft):
            return draft
        case _:
            return None
