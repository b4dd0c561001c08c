"""Reads labelled lines, and scores how well their identifiers are found."""

import re
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import NamedTuple

from coprod_cli.privacy.identifiers import Kind, find_identifiers

HERE = Path(__file__).parent
LABELLED = HERE / "labelled.txt"
HELD_OUT = HERE / "held_out.txt"
THIRD = HERE / "third.txt"
MENDING = HERE / "mending.txt"
UNSEEN = HERE / "unseen.txt"
"""Lines that no rule was ever mended with: only their figures are looked at, never the lines."""
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


@dataclass(frozen=True)
class Overlap:
    """How many marks and finds of a language touch each other.

    Attributes:
        marks: how many identifiers are marked.
        found: how many of them overlap something that is found.
        whole: how many of them lie whole in one thing that is found.
        finds: how many identifiers are found.
        true: how many of them overlap a mark.
    """

    marks: int = 0
    found: int = 0
    whole: int = 0
    finds: int = 0
    true: int = 0

    @property
    def recall(self):
        return self.found / self.marks if self.marks else 1.0

    @property
    def precision(self):
        return self.true / self.finds if self.finds else 1.0

    def __add__(self, other):
        return Overlap(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def overlap(lines):
    """Return, for each language, what is found where something is marked, of whatever kind."""
    by_language = {}
    for line in lines:
        found = found_in(line)
        one = Overlap(
            marks=len(line.spans),
            found=sum(any(_touch(mark, each) for each in found) for mark in line.spans),
            whole=sum(any(_holds(each, mark) for each in found) for mark in line.spans),
            finds=len(found),
            true=sum(any(_touch(mark, each) for mark in line.spans) for each in found),
        )
        by_language[line.language] = by_language.get(line.language, Overlap()) + one
    return by_language


def _touch(one, other):
    return one.start < other.end and other.start < one.end


def _holds(outer, inner):
    return outer.start <= inner.start and inner.end <= outer.end
