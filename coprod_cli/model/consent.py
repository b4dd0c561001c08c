"""Consent to tell a case to others: until when it was given, and whether it was withdrawn."""

from collections.abc import Iterator
from datetime import date

from coprod_cli.base.clock import is_day
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.question_base import QuestionAddress
from coprod_cli.model.wording import FormModel


class Consent(FormModel):
    """The questions of a form that say whether a case may be told.

    An answer to `withdrawn` means that the case may not be told any more: then no command shows it
    or gives it to others. `until` is the last day on which it may be told.
    """

    withdrawn: QuestionAddress
    until: QuestionAddress | None = None

    def named(self) -> Iterator[tuple[str, Address]]:
        """Yield each address with its key in YAML."""
        yield "withdrawn", self.withdrawn
        if self.until is not None:
            yield "until", self.until

    def is_withdrawn(self, case: Case) -> bool:
        """Return True if a case has any text at `withdrawn`, whatever it says."""
        return any(answer.text for answer in case.by_address.get(self.withdrawn, ()))

    def is_over(self, case: Case, today: date) -> bool:
        """Return True if the last day on which a case may be told is past."""
        texts = (answer.text for answer in case.by_address.get(self.until or "", ()))
        days = (text for text in texts if is_day(text))
        return any(day < today.isoformat() for day in days)
