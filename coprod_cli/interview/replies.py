"""Replies of an asker to a step of an interview, one value for each.

A kind that has only the fields of its base is no dataclass of its own: each takes time to make.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from coprod_cli.model.address import Address


@dataclass(frozen=True)
class Answered:
    """An answer as typed.

    `voice` names the voice whose answer it is, `WITHOUT_VOICE` the answer without one. None names
    no voice: then it is the question's only answer, else the one without a voice. None for the
    evidence or the sources leaves those of the saved answer; "" and () remove them.
    """

    text: str
    voice: str | None = None
    evidence: str | None = None
    sources: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Unknown:
    """Not known yet, with optional text beside it; the other fields are as in `Answered`."""

    text: str = ""
    voice: str | None = None
    evidence: str | None = None
    sources: tuple[str, ...] | None = None


@dataclass(frozen=True)
class AnsweredAll:
    """Answers to many questions at once, as data gives them.

    `replies` has those to each address, at most one of each voice. A group's item has none: it is
    removed, with the answers in it that come before it.
    """

    replies: Mapping[Address, Sequence[Answered | Unknown]]


@dataclass(frozen=True)
class Wordless:
    """A reply that says all by its kind."""


class Skipped(Wordless):
    """Go to the next question, and leave the saved answer as it is."""


@dataclass(frozen=True)
class Leaving:
    """Leave the current step; `draft` is the half-typed text, None if nothing was changed."""

    draft: str | None = None


class Back(Leaving):
    """Go to the previous question."""


class OpenMenu(Leaving):
    """Open the menu."""


class OpenTags(Leaving):
    """Open the line with the case's tags."""


@dataclass(frozen=True)
class SetTags:
    """Give the case the tags on a typed line; an empty line removes all."""

    line: str


class OpenSources(Leaving):
    """Open how the current answer is known; half-typed text is saved as the answer first."""


@dataclass(frozen=True)
class SetSources:
    """Say how an answer is known, and which references there are for it.

    Attributes:
        evidence: the word for how it is known; None for none.
        sources: the references, all of them.
        stops: whether the interview stops then.
    """

    evidence: str | None
    sources: tuple[str, ...]
    stops: bool = False


@dataclass(frozen=True)
class ChangeVoice(Leaving):
    """Say who speaks from now on.

    `voice` is a word for a role, `WITHOUT_VOICE` for no voice; None opens the question.
    """

    voice: str | None = None


class OpenReview(Leaving):
    """Open the review; at the review, finish the case."""


@dataclass(frozen=True)
class AtAddress:
    """A reply about a question or an item of a group, by its address."""

    address: str


class Jump(AtAddress):
    """Go to the question with this address."""


class AddItem(Wordless):
    """Add an item to the group at which the interview is."""


class ChangeItem(AtAddress):
    """Go through the questions of the group item with this address."""


class RemoveItem(AtAddress):
    """Remove the group item with this address."""


class Paused(Leaving):
    """Stop the interview."""


class Finished(Wordless):
    """Finish the case, from the review, or from the question whether that is meant."""


class Withdrawn(Wordless):
    """Withdraw the case, asked once more whether that is meant."""


class KeptAsDraft(Wordless):
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


Leave = Back | OpenMenu | OpenTags | OpenSources | ChangeVoice | OpenReview | Paused
"""The replies that leave a step without an answer to it."""
Reply = (
    Answered | Unknown | AnsweredAll | Skipped | Leave | SetTags | SetSources | Jump | AddItem
    | ChangeItem | RemoveItem | Finished | Withdrawn | KeptAsDraft | Chosen
)  # fmt: skip


def typed_text(reply: Reply) -> str | None:
    """Return the typed text that a reply carries; None if nothing was typed."""
    match reply:
        case Answered(text):
            return text
        case Unknown(text):
            return text or None
        case Leaving(draft):
            return draft
        case _:
            return None


def with_draft(reply: Reply, draft: str | None) -> Reply:
    """Return a reply that leaves a step, with a draft to keep; any other reply is unchanged."""
    return replace(reply, draft=draft) if isinstance(reply, Leaving) else reply
