"""What the review of an interview shows of identifiers: their kinds, and remarks on an answer."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from coprod_cli.base.message import composed
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case

if TYPE_CHECKING:
    from coprod_cli.privacy.watch_list import WatchList

_MOST_REMARKS = 3


@dataclass(frozen=True)
class ReviewScan:
    """Looks for identifiers in a case, and in one answer.

    The patterns are loaded at the first look: most screens are drawn without any.

    Attributes:
        watched_words: the text of the notebook's watch list; "" where it has none.
    """

    watched_words: str = ""

    @cached_property
    def _watched(self) -> "WatchList":
        from coprod_cli.privacy.watch_list import WatchList

        return WatchList.read(self.watched_words)

    def kinds(self, case: Case) -> dict[Address, tuple[str, ...]]:
        """Return what kinds of identifiers each answer has, as they are shown."""
        from coprod_cli.privacy.scan import identifiers_in_case, shown_kind

        found = identifiers_in_case(case, self._watched)
        return {
            address: tuple(dict.fromkeys(shown_kind(each.kind) for each in identifiers))
            for address, identifiers in found.items()
        }

    def remarks(self, text: str) -> tuple[str, ...]:
        """Return a remark on each of the first few identifiers in a text, for the screen alone."""
        from coprod_cli.privacy.scan import identifiers_in_answer

        found = identifiers_in_answer(text, self._watched)
        return tuple(
            composed('"{words}": {why}', words=text[each.start : each.end], why=each.why)
            for each in found[:_MOST_REMARKS]
        )
