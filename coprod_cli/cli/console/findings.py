"""Print findings: what is wrong in a note or a template, with its place."""

from collections.abc import Iterable

from coprod_cli.base.errors import Finding
from coprod_cli.base.i18n import translated
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.output import is_stdout_terminal, show_json, show_text

_AROUND = 30
"""The most characters that are shown before and after a passage."""


def show_findings(findings: Iterable[Finding]) -> None:
    """Print findings as a result, one on each line."""
    for finding in findings:
        show_text(f"{screen_line(translated(finding.sentence))}\n")


def show_findings_as_json(findings: Iterable[Finding]) -> None:
    """Print findings as JSON, with sentences in the chosen language."""
    from dataclasses import asdict

    sentences = ("message", "hint", "source")
    show_json(
        [
            {**asdict(finding), **{key: translated(getattr(finding, key)) for key in sentences}}
            for finding in findings
        ]
    )


def show_passage(finding: Finding, text: str, start: int, end: int) -> None:
    """Print a finding; on a terminal also the passage that it is about, in its line.

    Args:
        finding: the finding.
        text: the text that has the passage.
        start: the offset of the passage's first character.
        end: the offset after its last character.
    """
    show_findings([finding])
    if not is_stdout_terminal():
        return
    from rich.console import Console
    from rich.text import Text

    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _AROUND)
    parts = [(text[first:start], ""), (text[start:end], "reverse"), (text[end:last], "")]
    cleaned = [(screen_line(part), style) for part, style in parts]
    Console(highlight=False).print(Text.assemble("    ", *cleaned))
