"""Where render and export write to, and what they say of notes that they left out."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import CoprodError, ExitCode, WrongUsage
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.operations.open_case import templates_by_name

if TYPE_CHECKING:
    from coprod_cli.notebook.notebook import Notebook

OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="PATH", help=_("A file, or a folder."))
]
ForceOption = Annotated[
    bool, typer.Option("--force", help=_("Also notes in which an answer's owner is in doubt."))
]
DeidentifyOption = Annotated[
    bool,
    typer.Option("--deidentify", help=_("Put placeholders for what may tell who somebody is.")),
]


def refuse_note(folder: Path, output: Path | None, named: Iterable[str] = ()) -> None:
    """Refuse to write over a note, or where what is written would be taken for one.

    Raises:
        WrongUsage: that is so.
    """
    if output is None:
        return
    home, target = folder.resolve(), output.resolve()
    among_notes = target.suffix == ".md" and home in target.parents
    hidden = among_notes and any(
        part.startswith(".") for part in target.relative_to(home).parts[:-1]
    )
    taken = _is_among(target, named) or _holds_case(target)
    if taken or (among_notes and not hidden):
        message = _("notes live here, and this would be taken for one.")
        raise WrongUsage(message, where=str(output), hint=_("another folder"))


def _is_among(target: Path, paths: Iterable[str]) -> bool:
    """Return True if one of many paths leads to a file."""
    resolved = lru_cache(os.path.realpath)
    for path in paths:
        folder, name = os.path.split(path)
        is_link = os.path.islink(path)  # noqa: PTH114 - for very many strings
        real = os.path.realpath(path) if is_link else f"{resolved(folder or '.')}{os.sep}{name}"
        if real == str(target):
            return True
    return False


def _holds_case(path: Path) -> bool:
    """Tell whether a file is a note, of whatever notebook."""
    from coprod_cli.notebook.notebook import Notebook

    if path.suffix != ".md" or not path.is_file():
        return False
    front = Notebook(path.parent).read(path).front_matter
    return front is not None and "coprod" in front.values


@contextmanager
def open_output(output: Path | None) -> Iterator[Callable[[bytes], object]]:
    """Give what writes UTF-8: to a file that is whole or not there, or to standard output."""
    from coprod_cli.base.atomic import whole_file
    from coprod_cli.cli.console import show_data

    if output is None:
        yield show_data
        return
    with whole_file(output, durable=False) as stream:
        yield stream.write


def tell_kept_apart(count: int) -> None:
    """Say how many notes were not given to others, since people are named in them."""
    from coprod_cli.cli.console import say

    if count:
        told = ngettext(
            "{count} case that names people is kept apart. To take it, name it, or its --template.",
            "{count} cases that name people are kept apart. "
            "To take them, name them, or their --template.",
            count,
        )
        say(told.format(count=count))


def tell_left_out(book: "Notebook", paths: Sequence[str]) -> None:
    """Say why notes were left out, and exit 1, since the others are done."""
    if not paths:
        return
    from coprod_cli.cli.console import say, show_error
    from coprod_cli.notebook.note.check import check_note

    look_up = templates_by_name(book)
    for path in paths:
        findings = check_note(book.read(path), look_up)
        worst = [each for each in findings if each.uncertain] or findings
        for finding in worst[:1]:
            show_error(CoprodError(_("left out: {finding}").format(finding=finding)))
    told = ngettext(
        "{count} case was left out. Try: coprod check, or --force",
        "{count} cases were left out. Try: coprod check, or --force",
        len(paths),
    )
    say(told.format(count=len(paths)))
    raise typer.Exit(ExitCode.FINDINGS)


def tell_links(book: "Notebook", paths: Iterable[str]) -> None:
    """Say which notes are links to files outside the notebook: they are read, and not written."""
    from coprod_cli.base.files import leads_out
    from coprod_cli.cli.console import say

    for path in paths:
        if os.path.islink(path) and leads_out(Path(path), book.folder):  # noqa: PTH114 - many
            message = _("{file} is a link to a file outside this notebook.")
            say(message.format(file=Path(path).name))
