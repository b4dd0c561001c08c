"""Reads labelled lines, and scores how well their identifiers are found."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from coprod_cli.privacy.identifiers import Kind, find_identifiers

HERE = Path(__file__).parent
LABELLED = HERE / "labelled.txt"
HELD_OUT = HERE / "held_out.txt"
THIRD = HERE / "third.txt"
_LABEL = re.compile(r"\{([a-z-]+)\|([^}]*)\}")


class Span(NamedTuple):
    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Line:
    """A labelled line: its number, its language, its text, and the spans of its identifiers."""

    number: int
    language: str
    text: str
    spans: frozenset[Span]


@dataclass
class Score:
    """The numbers of identifiers that were found, that were missed, and that are false."""

    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def recall(self):
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def precision(self):
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    def __add__(self, other):
        return Score(self.found + other.found, self.missed + other.missed, self.false + other.false)


def read_lines(path):
    """Read a set of labelled lines."""
    lines = []
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        if raw.strip() and not raw.startswith("#"):
            language, marked = raw.split(maxsplit=1)
            lines.append(Line(number, language, *unmarked(marked)))
    return lines


def unmarked(marked):
    """Return a text without its marks, and the spans that they marked."""
    text = ""
    spans = set()
    position = 0
    for label in _LABEL.finditer(marked):
        text += marked[position : label.start()]
        spans.add(Span(len(text), len(text) + len(label[2]), Kind(label[1])))
        text += label[2]
        position = label.end()
    return text + marked[position:], frozenset(spans)


def found_in(line):
    """Return the spans that are found in a line; they are compared with both ends and the kind."""
    return {Span(*each[:3]) for each in find_identifiers(line.text)}


def score(lines):
    """Return a score for each language and kind."""
    scores = {}
    for line in lines:
        found = found_in(line)
        for outcome, spans in (
            ("found", found & line.spans),
            ("missed", line.spans - found),
            ("false", found - line.spans),
        ):
            for span in spans:
                one = scores.setdefault((line.language, span.kind), Score())
                setattr(one, outcome, getattr(one, outcome) + 1)
    return scores


def differences(lines):
    """Yield a line of text for each identifier that was missed or is false."""
    for line in lines:
        found = found_in(line)
        for word, spans in (("missed", line.spans - found), ("false", found - line.spans)):
            for span in sorted(spans):
                yield f"{line.number}: {word} {span.kind}: {line.text[span.start : span.end]!r}"
