"""The privacy scan of an interview's review: kinds of identifiers, and remarks on an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from coprod_cli import privacy
from coprod_cli.base.message import composed
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case

if TYPE_CHECKING:
    from coprod_cli.privacy.watch_list import WatchList

_MAX_REMARKS = 3
_LOADED_IN_TURN = (
    "contacts", "mentions", "names", "ages", "dates", "national_ids", "places", "record_numbers",
    "spelled", "scan",
)  # fmt: skip
"""The modules that take long to load, each after those that it imports."""


@dataclass(frozen=True)
class ReviewScan:
    """Finds identifiers in a case and in one answer.

    The patterns are loaded on first use, because most screens need none.

    Attributes:
        watched_words: the text of the notebook's watch list; "" if it has none.
    """

    watched_words: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether the patterns are loaded, so that an answer is searched at once."""
        # A package has its module as an attribute from the end of the module's import on.
        return hasattr(privacy, "scan")

    def prepare(self, rest: Callable[[], None]) -> None:
        """Load the patterns in steps, so that a thread which does it leaves time for others.

        Args:
            rest: called between two steps.
        """
        for name in _LOADED_IN_TURN:
            import_module(f"coprod_cli.privacy.{name}")
            rest()
        self.words("")

    @cached_property
    def _watched(self) -> "WatchList":
        from coprod_cli.privacy.watch_list import WatchList

        return WatchList.read(self.watched_words)

    def kinds(self, case: Case) -> dict[Address, tuple[str, ...]]:
        """Return the kinds of identifiers in each answer, as they are shown, by its address."""
        from coprod_cli.privacy.kinds import kind_label
        from coprod_cli.privacy.scan import identifiers_in_case

        found = identifiers_in_case(case, self._watched)
        return {
            address: tuple(dict.fromkeys(kind_label(each.kind) for each in identifiers))
            for address, identifiers in found.items()
        }

    def remarks(self, text: str) -> tuple[str, ...]:
        """Return a remark on each of the first few identifiers in a text.

        A remark quotes the text, so it may be shown on the screen only.
        """
        from coprod_cli.privacy.scan import identifiers_in_answer

        found = identifiers_in_answer(text, self._watched)
        return tuple(
            composed('"{words}": {why}', words=text[each.start : each.end], why=each.why)
            for each in found[:_MAX_REMARKS]
        )

    def words(self, text: str) -> tuple[str, ...]:
        """Return the identifiers in a text, as it has them: for the screen alone."""
        from coprod_cli.privacy.scan import identifiers_in_answer

        found = identifiers_in_answer(text, self._watched)
        return tuple(text[each.start : each.end] for each in found)

    def reference_words(self, text: str) -> tuple[str, ...]:
        """Return the identifiers in a reference that are unusual there, as `words` does."""
        from coprod_cli.privacy.references import identifiers_in_references

        found = identifiers_in_references(text, self._watched)
        return tuple(text[each.start : each.end] for each in found)
