"""What filters, lists and counts need of a case and its answers, whole or in outline."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from coprod_cli.model.address import Address


class AnswerLike(Protocol):
    """What filters and counts need of an answer; an `Answer` has it."""

    @property
    def address(self) -> Address:
        """The question's address."""

    @property
    def voice(self) -> str | None:
        """The role whose words these are."""

    @property
    def unknown(self) -> bool:
        """Whether the answer is "not known yet"."""

    @property
    def given(self) -> bool:
        """Whether there is an answer, or "not known yet"."""


class CaseHead(Protocol):
    """What filters need of a case apart from its answers."""

    @property
    def id(self) -> str:
        """The case's id."""

    @property
    def template(self) -> str:
        """The id of its template."""

    @property
    def status(self) -> str:
        """Its status as it stands in the note."""

    @property
    def created(self) -> str:
        """When it was begun, ISO 8601."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""


class CaseLike(CaseHead, Protocol):
    """What filters and counts need of a case; a `Case` has it, and so has its outline."""

    @property
    def title(self) -> str:
        """The case's title."""

    @property
    def answers(self) -> Sequence[AnswerLike]:
        """Its answers in the order of the note, also those that are not given."""

    def given_answers(self) -> Iterable[AnswerLike]:
        """Return the answers that are given."""
