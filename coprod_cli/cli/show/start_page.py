"""The start page: what `coprod` alone says."""

from shutil import get_terminal_size

from coprod_cli.base.i18n import _
from coprod_cli.base.word_wrap import PAGE_COLUMNS, wrapped
from coprod_cli.cli.console.output import show_text


def show_start_page() -> None:
    """Print what coprod does, and the first commands."""
    commands = {
        "coprod new-case": _("ask about a new case"),
        "coprod resume": _("go on with a draft"),
        "coprod list": _("list the cases"),
        "coprod help": _("read the manual"),
        "coprod --help": _("list all commands"),
    }
    width = max(map(len, commands))
    lines = (f"  {command:{width}}  {about}" for command, about in commands.items())
    about = _("Ask about one real case, and keep the answers as a Markdown note.")
    columns = min(get_terminal_size().columns, PAGE_COLUMNS)
    show_text("\n".join([*wrapped(about, columns), "", *lines, ""]))
