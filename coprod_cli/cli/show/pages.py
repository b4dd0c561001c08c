"""Show rendered cases."""

from collections.abc import Iterable

from coprod_cli.base.i18n import _
from coprod_cli.cli.console.output import show_data, show_message, show_text
from coprod_cli.operations.left_out import LeftOut
from coprod_cli.operations.render import Page
from coprod_cli.privacy.kinds import SCAN_DISCLAIMER


def show_pages(pages: Iterable[Page | LeftOut]) -> list[LeftOut]:
    """Print pages, texts with a rule between them, and return what was left out."""
    left_out: list[LeftOut] = []
    is_first = True
    for page in pages:
        if isinstance(page, LeftOut):
            left_out.append(page)
        elif isinstance(page.content, bytes):
            show_data(page.content)
        else:
            show_text(page.content if is_first else f"\n---\n\n{page.content}")
            is_first = False
    return left_out


def show_placeholders_notice() -> None:
    """Print that placeholders replace what a search for patterns found."""
    message = _("Placeholders stand for what was found.")
    show_message(f"{message} {_(SCAN_DISCLAIMER)}")
