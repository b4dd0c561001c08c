"""How long a form takes, as its author says: minutes, as one number or from one to another."""

from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from coprod_cli.base.message import N_, Message, msg, nmsg


class Minutes(NamedTuple):
    """A time in minutes: at least, and at most; both are the same for a single number."""

    least: int
    most: int

    def share(self, part: int, whole: int) -> "Minutes":
        """Return the time for some of the questions, in whole minutes, at least one.

        Args:
            part: how many questions are asked.
            whole: how many questions the form has.
        """
        least, most = (max(1, -(-minutes * part // whole)) for minutes in self)
        return Minutes(least, most)

    @property
    def written(self) -> str:
        """The time as a template's file has it."""
        return str(self.least) if self.least == self.most else f"{self.least}-{self.most}"

    @property
    def message(self) -> Message:
        """The time for people: `5 minutes`, `60-90 minutes`."""
        if self.least == self.most:
            return nmsg("{count} minute", "{count} minutes", self.most)
        return msg("{least}-{most} minutes", least=self.least, most=self.most)


def parse_minutes(text: str | None) -> Minutes | None:
    """Return the value of the key `minutes`; None if it is not set."""
    if not text:
        return None
    least, _, most = text.partition("-")
    return Minutes(int(least), int(most or least))


def _as_text(data: Any) -> Any:
    is_number = isinstance(data, int) and not isinstance(data, bool)
    return str(data) if is_number else data


def _in_order(text: str) -> str:
    minutes = parse_minutes(text)
    if minutes and minutes.least > minutes.most:
        raise ValueError(N_("the smaller number of minutes stands first"))
    return text


WrittenMinutes = Annotated[
    str,
    BeforeValidator(_as_text),
    StringConstraints(pattern=r"^[1-9][0-9]{0,2}(-[1-9][0-9]{0,2})?$"),
    AfterValidator(_in_order),
]
"""Minutes as a template's file has them: `5`, or `60-90`."""
