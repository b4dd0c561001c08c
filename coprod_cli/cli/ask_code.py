"""Asks a person, line by line, for the words of a code or of a code set."""

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _, current_language
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.askers import ask_line, is_person_here
from coprod_cli.cli.console.output import show_message
from coprod_cli.model.wording import Wording, worded
from coprod_cli.operations.code_fields import Fields
from coprod_cli.operations.read_codes import find_code, find_set
from coprod_cli.operations.workspace import Workspace

_LEAVE = (":q", ":quit")
_EMPTY = "-"


def require_person_for_words() -> None:
    """Raise WrongUsage if nobody is at a terminal to be asked.

    Raises:
        WrongUsage: nobody is.
    """
    if not is_person_here():
        message = _("there is no terminal to ask at.")
        raise WrongUsage(message, hint="--set KEY=TEXT, --data FILE")


def ask_words(workspace: Workspace, name: str, *, is_new: bool) -> Fields:
    """Ask for the words of a code, or of a set, and return what changes.

    Enter leaves what stands there, `-` takes it out, and `:q` leaves without saving.

    Args:
        workspace: the workspace.
        name: the name of the code, or the id of the set.
        is_new: whether there is none of that name yet.

    Raises:
        Exit: the person left.
        NotFound: there is none of that name, and it is not new.
    """
    present = {} if is_new else _present(workspace, name)
    language = current_language()
    show_message(name)
    show_message(_("Enter leaves it as it is, - takes it out, :q leaves without saving."))
    fields: Fields = {}
    for key, question in _questions(is_set="/" not in name):
        wording = present.get(key)
        now = worded(wording, language)
        show_message("")
        show_message(question)
        if now:
            show_message("  " + screen_line(now))
        reply = ask_line("> ")
        if reply.lower() in _LEAVE:
            show_message(_("Nothing is saved."))
            raise typer.Exit(ExitCode.INTERRUPTED)
        if reply and reply != now:
            text = "" if reply == _EMPTY else reply
            fields[key] = {language if isinstance(wording, dict) else "": text}
    return fields


def _present(workspace: Workspace, name: str) -> dict[str, Wording | None]:
    """Return the words that a code, or a set, has by now."""
    if "/" in name:
        code = find_code(workspace, name).placed.code
        return {key: getattr(code, key) for key, _question in _questions(is_set=False)}
    code_set = find_set(workspace, name).code_set
    return {key: getattr(code_set, key) for key, _question in _questions(is_set=True)}


def _questions(*, is_set: bool) -> tuple[tuple[str, str], ...]:
    """Return the key and the question of each part, in the order of asking."""
    if is_set:
        return (
            ("title", _("What is the set called?")),
            ("description", _("What is it for?")),
            ("memo", _("What do you think about it? (a memo)")),
        )
    return (
        ("name", _("What is the code called, in words?")),
        ("definition", _("What does it mean?")),
        ("include", _("When is it to be used?")),
        ("exclude", _("When is it not to be used?")),
        ("example", _("Which words in a case show it?")),
        ("memo", _("What do you think about it? (a memo)")),
    )
