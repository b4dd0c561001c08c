"""Renders several cases as one document, with a layout that combines them."""

from collections.abc import Iterable
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

from coprod_cli.formats.case_as_read import CaseAsRead

if TYPE_CHECKING:
    from coprod_cli.formats.exporter import CombinedLayout


def render_combined(layout: "CombinedLayout", cases: Iterable[CaseAsRead]) -> str:
    """Return the document of all cases; "" for none.

    Raises:
        WrongUsage: the layout is for cases of other templates.
    """
    stream = BytesIO()
    with closing(layout.open(stream)) as file:
        for case in cases:
            file.add(case)
    return stream.getvalue().decode()
