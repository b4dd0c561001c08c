"""Option --prompts: a folder of templates to search first."""

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperOption

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import expand_home
from coprod_cli.cli.run_context import choose_prompts
from coprod_cli.cli.translated_help import CoprodCommand


class SearchingCommand(CoprodCommand):
    """A command with the option --prompts, whose folder is searched before COPROD_PROMPTS."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        option = TyperOption(
            param_decls=["--prompts"],
            metavar="DIR",
            help=_("A folder with templates, which come before all others."),
            callback=_search_first,
            expose_value=False,
        )
        self.params.append(option)


def _search_first(context: typer.Context, _option: Any, named: str | None) -> None:
    if not named:
        return
    folder = expand_home(Path(named))
    if not context.resilient_parsing:  # completion in a shell shows no errors
        _require_prompts_folder(folder)
    choose_prompts(context, folder)


def _require_prompts_folder(folder: Path) -> None:
    if (folder / "template.yaml").is_file():
        message = _("this is one template, and --prompts takes a folder that holds templates.")
        raise WrongUsage(message, where=str(folder), hint=str(folder.parent))
    if not folder.is_dir():
        raise WrongUsage(_("--prompts: there is no such folder."), where=str(folder))
