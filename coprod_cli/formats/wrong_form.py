"""The error that a page, a picture or a list is not for the form of a case."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coprod_cli.base.errors import WrongUsage

if TYPE_CHECKING:
    from coprod_cli.model.template import Template


class WrongForm(WrongUsage):
    """The template of a case lacks what a page shows.

    Attributes:
        suits: returns True for a template that has it, so that those can be named instead.
    """

    def __init__(
        self, message: str, suits: "Callable[[Template], bool]", *, where: str = ""
    ) -> None:
        super().__init__(message, where=where, hint="coprod templates list")
        self.suits = suits
