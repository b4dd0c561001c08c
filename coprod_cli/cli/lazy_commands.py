"""Registry of the commands; the module of a command is imported when the command is used."""

from importlib import import_module
from typing import Any

import typer

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.embed import with_options
from coprod_cli.cli.excluded_words import WordsCommand
from coprod_cli.cli.options import EMBEDDED
from coprod_cli.cli.prompts_option import SearchingCommand
from coprod_cli.cli.translated_help import CoprodCommand, add_command

# The module and the function of each command, whether it has the option --prompts, and its line in
# the list of commands, if that is not the first line of its docstring.
_COMMANDS = {
    "new-case": (
        "new_case", "new_case", True,
        N_("Ask about a new case, and save its answers as Markdown."),
    ),
    "resume": ("resume_or_edit", "resume", True, ""),
    "edit": ("resume_or_edit", "edit", True, N_("Open any case again, or change answers of it.")),
    "finish": ("finish", "finish", True, ""),
    "list": ("notebook", "list_cases", False, ""),
    "tasks": (
        "tasks", "tasks", True, N_("List the open next steps of all cases, and tick them off."),
    ),
    "show": ("notebook", "show", True, ""),
    "search": ("search", "search", True, ""),
    "read": ("read", "read", True, N_("Read what many cases say to one question.")),
    "overview": (
        "overview", "overview", True, N_("Show what the cases answer, do not know, leave open."),
    ),
    "passages": ("passages", "passages", True, N_("Read the passages that people marked.")),
    "render": ("render", "render", True, N_("Give cases as clean Markdown.")),
    "export": (
        "export", "export", True, N_("Export all cases, or the named ones, for other programs."),
    ),
    "mark": ("mark", "mark", True, N_("Give codes to passages of a case.")),
    "timeline": (
        "timeline", "timeline", True, N_("Draw from when to when something took place."),
    ),
    "sources": ("sources", "sources", True, ""),
    "check": ("check", "check", True, ""),
    "remove": ("recover", "remove", False, N_("Move a case to the bin, from where it comes back.")),
    "restore": (
        "recover", "restore", True, N_("Bring a removed case back, or earlier texts."),
    ),
    "history": ("recover", "history", False, N_("List earlier texts of a case.")),
    "purge": (
        "purge", "purge", False, N_("Delete for good what is left of removed cases."),
    ),
    "update": (
        "update", "update", True, N_("Bring cases to the newest version of their template."),
    ),
    "init": ("notebook", "init", False, N_("Make a notebook in this folder, or in another one.")),
    "merge-notes": (
        "merge_notes", "merge_notes", False, N_("Merge two versions of a note, for git."),
    ),
    "merge-codings": (
        "merge_codings", "merge_codings", False, N_("Merge two versions of a coding, for git."),
    ),
    "help": ("help", "show_help", False, N_("Show the manual, or a page of it.")),
}  # fmt: skip
_KINDS = {"search": WordsCommand}
"""The class of each command that parses its arguments in a way of its own."""
_GROUPS = {"codes": ("codes", "codes_app"), "templates": ("templates", "templates_app")}


class LazyCommands(dict[str, Any]):
    """Commands by name; a command is loaded at its first look-up."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys([*_COMMANDS, *_GROUPS]))

    def __getitem__(self, name: str) -> Any:
        command = super().__getitem__(name)
        if command is None:
            command = self[name] = _load_group(name) if name in _GROUPS else _load_command(name)
        return command

    def get(self, name: str, default: Any = None) -> Any:
        """Return a command; the default if there is none of that name."""
        if name not in self:
            return default
        return self[name]

    def values(self) -> Any:
        """Return all commands, loaded."""
        return [self[name] for name in self]

    def items(self) -> Any:
        """Return all names and commands, loaded."""
        return [(name, self[name]) for name in self]


def _load_command(name: str) -> Any:
    module, function, has_prompts, short_help = _COMMANDS[name]
    run = with_options(getattr(import_module(f"coprod_cli.cli.{module}"), function), EMBEDDED)
    command_app = typer.Typer(add_completion=False, rich_markup_mode=None)
    kind = SearchingCommand if has_prompts else CoprodCommand
    kind = _KINDS.get(name, kind)
    add_command(command_app, name, run, kind=kind, short_help=_(short_help) if short_help else None)
    return typer.main.get_command(command_app)


def _load_group(name: str) -> Any:
    module, app = _GROUPS[name]
    group = typer.main.get_command(getattr(import_module(f"coprod_cli.cli.{module}"), app))
    group.name = name
    return group
