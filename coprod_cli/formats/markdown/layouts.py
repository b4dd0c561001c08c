"""The Markdown layouts of `coprod render`, as document exporters."""

from typing import Literal

from coprod_cli.formats.case_as_read import CaseAsRead, read_as_asked
from coprod_cli.formats.combined import render_combined
from coprod_cli.formats.markdown.agreement import render_agreement
from coprod_cli.formats.markdown.model import render_model
from coprod_cli.formats.markdown.render import render_page
from coprod_cli.formats.markdown.voices import render_voices
from coprod_cli.formats.registry import LAYOUTS, load_layout
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template

__all__ = ["LAYOUTS", "Agreement", "Answered", "Full", "Model", "Voices", "lay_out"]


class _Markdown:
    kind: Literal["document"] = "document"
    suffix = ".md"


class Answered(_Markdown):
    """The layout of the questions that are answered or marked as not known yet."""

    def render(self, case: CaseAsRead) -> str:
        """Return the page."""
        return render_page(case)


class Full(_Markdown):
    """The layout of every question whose conditions hold, answered or not."""

    def render(self, case: CaseAsRead) -> str:
        """Return the page."""
        return render_page(case, every_question=True)


class Voices(_Markdown):
    """The layout of what every voice said to each question, one below the other."""

    def render(self, case: CaseAsRead) -> str:
        """Return the page."""
        return render_voices(case)


class Model(_Markdown):
    """The layout of a case in the coproduction model, as a picture."""

    def render(self, case: CaseAsRead) -> str:
        """Return the page.

        Raises:
            WrongForm: the case's template places no question in the model.
        """
        return render_model(case)


class Agreement(_Markdown):
    """The layout of a patient contract to print and sign."""

    def render(self, case: CaseAsRead) -> str:
        """Return the page.

        Raises:
            WrongForm: the case's template has no agreement.
        """
        return render_agreement(case)


def lay_out(case: Case, template: Template, layout: str) -> str:
    """Return a case as text in a layout, with its questions worded as they were asked.

    Raises:
        WrongUsage: there is no such layout, or it is not for this template.
    """
    loaded = load_layout(layout)
    read = read_as_asked(case, template)
    if loaded.kind == "file":
        return render_combined(loaded, [read])
    page = loaded.render(read)
    return page if isinstance(page, str) else page.decode("utf-8", "replace")
