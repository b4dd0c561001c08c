"""Questions in a list from which a person chooses one to read."""

from typing import NamedTuple

from coprod_cli.base.text import folded


class QuestionToChoose(NamedTuple):
    """A question in a list: the title of its section, its wording and its address."""

    section: str
    text: str
    address: str

    @property
    def searched(self) -> str:
        """The text in which typed words are searched."""
        return folded(f"{self.section} {self.text} {self.address}")
