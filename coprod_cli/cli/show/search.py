"""Show the answers that a search found: to read, tab-separated, as JSON, or as paths."""

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from shutil import get_terminal_size
from typing import Any, NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import Message, joined, msg, nmsg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.settings import notebook_folder
from coprod_cli.base.word_wrap import PAGE_COLUMNS
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_json_list,
    show_line,
    show_message,
    show_raw,
)
from coprod_cli.interview.askers.hits import hit_line, hit_snippet
from coprod_cli.knowledge.search import Hit
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.search import Respelled, SearchResult

_MOST_WORDS = 10
"""The words found that are named, the most frequent ones; the number of the others is told."""
_INDENT = 2
_UNQUOTED = re.compile(r"[\w@%+:,./-]+")


class MoreCommand(NamedTuple):
    """What was typed, from which the command is made that shows all hits.

    Attributes:
        words: the words.
        scope: which cases.
        at: the question, group or section; None for all.
        notebook: the notebook's folder.
    """

    words: Sequence[str]
    scope: Scope
    at: str | None
    notebook: Path

    def __str__(self) -> str:
        filters = self.scope.filters
        options: list[tuple[str, str | None]] = [
            ("template", each) for each in self.scope.templates
        ]
        options += [(each.name, getattr(filters, each.name)) for each in fields(filters)]
        options += [("at", self.at), ("notebook", self._other_notebook())]
        given = [part for name, value in options if value for part in (f"--{name}", _quoted(value))]
        apart = ["--kept-apart"] if self.scope.kept_apart else []
        words = map(_quoted, self.words)
        return " ".join(["coprod search", *words, *given, *apart, "--most 0"])

    def _other_notebook(self) -> str:
        """Return the folder if it must be named, since it is not the one that is taken anyway."""
        with suppress(CoprodError):
            if notebook_folder() == self.notebook:
                return ""
        return str(self.notebook)


def _quoted(word: str) -> str:
    """Return a word as it is typed in a shell; letters with rings and dots need no quotes."""
    return word if _UNQUOTED.fullmatch(word) else shlex.quote(word)


def show_paths(hits: Sequence[Hit], folder: Path, *, end: str) -> None:
    """Print the path of each note once, with what ends it."""
    paths = dict.fromkeys(hit.path for hit in hits)
    show_raw("".join(f"{folder / path}{end}" for path in paths))


def show_search(found: SearchResult, more: MoreCommand, *, json: bool, plain: bool) -> None:
    """Print what a search found.

    Args:
        found: what it found.
        more: the command that shows all of it.
        json: whether to print JSON.
        plain: whether to print numbered lines, wherever they go.
    """
    is_read = plain or is_stdout_terminal()
    if json:
        show_json_list(map(_as_data, found.hits))
    elif is_read and found.hits:
        _show_lines(found, more, numbered=plain)
    else:
        show_raw("".join("\t".join(_row(hit)) + "\n" for hit in found.hits))
    if json or not (is_read and found.hits):
        for line in [*respelled_lines(found.respelled), *([] if json else [_counted(found)])]:
            show_message(line)


def summary_lines(found: SearchResult, more: MoreCommand) -> list[str]:
    """Return the lines that sum up what was found."""
    return [*respelled_lines(found.respelled), *_more_line(found, more), _counted(found)]


def respelled_lines(respelled: Sequence[Respelled]) -> list[str]:
    """Return a line for each word that is spelled otherwise in the answers."""
    lines = []
    for each in respelled:
        words = _listed([f"{word} ({count})" for word, count in each.words])
        message = msg('Nothing is spelled "{word}". Shown: {words}.', word=each.typed, words=words)
        lines.append(translated(message))
    return lines


def _show_lines(found: SearchResult, more: MoreCommand, *, numbered: bool) -> None:
    columns = min(get_terminal_size().columns, PAGE_COLUMNS)
    for line in respelled_lines(found.respelled):
        show_line(line)
    for number, hit in enumerate(found.hits, 1):
        lead = f"{number}. " if numbered else ""
        show_line(f"{lead}{hit_line(hit, columns - len(lead))}")
        show_line(f"{' ' * _INDENT}{hit_snippet(hit, columns - _INDENT)}")
    for line in _more_line(found, more):
        show_line(line)
    show_line("")
    show_line(_counted(found))


def _more_line(found: SearchResult, more: MoreCommand) -> Iterator[str]:
    count = found.answers - len(found.hits)
    if count:
        yield _("({count} more: {command})").format(count=count, command=more)


def _counted(found: SearchResult) -> str:
    """Return how many answers were found, and the words in them."""
    if not found.answers:
        return _("Nothing found.")
    message = nmsg(
        "{count} answer in {cases} of {searched} cases: {words}",
        "{count} answers in {cases} of {searched} cases: {words}",
        found.answers,
        cases=found.cases,
        searched=found.searched,
        words=_listed([f"{word} {count}" for word, count in found.words]),
    )
    return translated(message)


def _listed(words: Sequence[str]) -> Message:
    """Return the first words, and how many more there are."""
    first = joined([screen_line(word) for word in words[:_MOST_WORDS]], ", ")
    others = len(words) - _MOST_WORDS
    if others <= 0:
        return first
    return nmsg(
        "{words}, and {count} other word", "{words}, and {count} other words", others, words=first
    )


def _row(hit: Hit) -> Sequence[str]:
    """Return the fields of a line for other programs; a new one comes last."""
    status = str(hit.found.answer.status)
    return hit.case, hit.address, hit.voice or "", status, hit_snippet(hit, PAGE_COLUMNS), hit.path


def _as_data(hit: Hit) -> dict[str, Any]:
    """Return the object of a hit that `coprod search --json` prints."""
    return {
        "case": hit.case,
        "title": hit.title,
        "path": hit.path,
        "address": hit.address,
        "question": hit.question,
        "voice": hit.voice,
        "status": str(hit.found.answer.status),
        "text": hit.text,
        "found": [
            {"start": place.start, "end": place.end, "words": place.words}
            for place in hit.found.occurrences
        ],
    }
