"""Print findings: what is wrong in a note or a template, with its place."""

from collections.abc import Iterable

from coprod_cli.base.errors import Finding
from coprod_cli.base.i18n import translated
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.alike import summed_up
from coprod_cli.cli.console.output import is_stdout_terminal, show_json_list, show_line
from coprod_cli.cli.console.rich_console import rich_console

_AROUND = 30
"""The most characters that are shown before and after a passage."""


def show_findings(findings: Iterable[Finding]) -> None:
    """Print findings as a result, one on each line."""
    for finding in findings:
        show_line(screen_line(translated(finding.sentence)))


def show_note_findings(findings: Iterable[Finding]) -> None:
    """Print the findings of one note as a result; of many that are alike, where the others are."""
    for sentence in summed_up(findings):
        show_line(screen_line(sentence))


def show_findings_as_json(findings: Iterable[Finding]) -> None:
    """Print findings as JSON, one by one, with sentences in the chosen language."""
    show_json_list(_as_json(finding) for finding in findings)


def show_passages_as_json(passages: Iterable[tuple[Finding, int]]) -> None:
    """Print findings about passages of notes as JSON, each with the passage's length.

    Args:
        passages: each finding, and the length of its passage in characters.
    """
    show_json_list({**_as_json(finding), "length": length} for finding, length in passages)


def _as_json(finding: Finding) -> dict[str, object]:
    from dataclasses import asdict

    sentences = ("message", "hint", "source")
    return {**asdict(finding), **{key: translated(getattr(finding, key)) for key in sentences}}


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
    from rich.text import Text

    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _AROUND)
    parts = [(text[first:start], ""), (text[start:end], "reverse"), (text[end:last], "")]
    cleaned = [(screen_line(part), style) for part, style in parts]
    rich_console().print(Text.assemble("    ", *cleaned))
