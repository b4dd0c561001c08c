"""Show a case with what every voice said to each question, beside or below each other."""

from coprod_cli.cli.console.output import is_stdout_terminal, show_json, show_raw
from coprod_cli.formats.markdown.voices import render_voices
from coprod_cli.formats.voices_as_read import VoicedCase


def show_voices(voiced: VoicedCase, facts: str, *, json: bool, plain: bool) -> None:
    """Print a case by question and voice: drawn on a terminal, as Markdown elsewhere, or as JSON.

    Args:
        voiced: the case.
        facts: facts about the case, shown on a terminal below its title.
        json: whether to print JSON.
        plain: whether the voices stand one below the other in any case, as for screen readers.
    """
    if json:
        show_json(voiced.as_data())
    elif not is_stdout_terminal():
        show_raw(render_voices(voiced.case))
    else:
        from coprod_cli.cli.console.voices import show_drawn_voices

        show_drawn_voices(voiced, facts, beside=not plain)
