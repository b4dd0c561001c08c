"""Global options of one run, --language and --prompts, stored in typer's context."""

from pathlib import Path

import typer

_LANGUAGE = "coprod.language"
_PROMPTS = "coprod.prompts"


def choose_language(context: typer.Context, language: str) -> None:
    """Store the language that the program's option --language names."""
    context.meta[_LANGUAGE] = language


def chosen_language(context: typer.Context) -> str:
    """Return the language that --language names; "" if it is not given."""
    return str(context.meta.get(_LANGUAGE, ""))


def choose_prompts(context: typer.Context, folder: Path) -> None:
    """Store the folder that the option --prompts names."""
    context.meta[_PROMPTS] = folder


def chosen_prompts(context: typer.Context) -> list[Path]:
    """Return the folder that --prompts names; [] if it is not given."""
    return [context.meta[_PROMPTS]] if _PROMPTS in context.meta else []
