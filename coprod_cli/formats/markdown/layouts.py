"""The layouts by their names: which ways there are to render a case."""

from coprod_cli.formats.markdown.agreement import render_agreement
from coprod_cli.formats.markdown.render import render_case
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template

LAYOUTS = ("answered", "full", "agreement")


def lay_out(case: Case, template: Template, layout: str) -> str:
    """Return a case as Markdown in a layout.

    Raises:
        WrongUsage: the layout is for other templates.
    """
    if layout == "agreement":
        return render_agreement(case, template)
    return render_case(case, template, layout)
