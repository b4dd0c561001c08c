"""What one run of the program was told for all its commands: the language and --prompts.

It travels in the context of the command line, and not in the environment.
"""

from pathlib import Path

import typer

_LANGUAGE = "coprod.language"
_PROMPTS = "coprod.prompts"


def choose_language(context: typer.Context, language: str) -> None:
    """Remember the language that the option --language of the program names."""
    context.meta[_LANGUAGE] = language


def chosen_language(context: typer.Context) -> str:
    """Return the language that --language names; "" where it is not given."""
    return str(context.meta.get(_LANGUAGE, ""))


def choose_prompts(context: typer.Context, folder: Path) -> None:
    """Remember the folder that the option --prompts names."""
    context.meta[_PROMPTS] = folder


def chosen_prompts(context: typer.Context) -> list[Path]:
    """Return the folder that --prompts names; none where it is not given."""
    return [context.meta[_PROMPTS]] if _PROMPTS in context.meta else []
