"""Any change to a note, as long as it is no person's choice: nothing is lost without a word."""

import re
from itertools import pairwise

import corpus
import other_programs
import pytest
from corpus_notes import FORMS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nothing_lost import assert_nothing_is_lost

SHORT = sorted(name for name, text in corpus.notes().items() if len(text) < 3000)
# Where all headings are known; else a heading or a marker that goes leaves no trace.
PLAIN = [
    name
    for name in SHORT
    if corpus.notes()[name].count("\n#") == corpus.notes()[name].count("\n<!-- coprod:")
    and name not in {"hand-own-headings", "hand-no-blank-lines", "hand-removed-question"}
]
NUMBERS = st.integers(0, 10**6)
SUBSTITUTES = (
    ("--", "—"), ("--", "–"), ("-", "–"), ('"', "”"), ("'", "’"), (" ", "\u00a0"), (" ", "  "),
    (" ", "\u202f"), ("<", "&lt;"), ("<!--", "\\<!--"), ("#", "\\#"), ("#", ""),
    ("coprod", "Coprod"),
    ("-->", "->"), ("-->", "—>"), ("<!--", "<!-"), ("...", "…"), (":", ": "),
    ("=", " = "), (".", ". "), ("voice", "Voice"), ("_", "\\_"), ("*", "\\*"), ("\t", "    "),
)  # fmt: skip


def _is_own(line):
    """Return whether a line is a heading or a marker, in any shape."""
    return "coprod" in line.casefold() or re.match(r"\W*#+ ", line) is not None


def _pick(places, number):
    return places[number % len(places)] if places else None


def own_line_deleted(lines, number, _):
    """A heading or a marker: the one is known by the other."""
    place = _pick([i for i, line in enumerate(lines) if _is_own(line)], number)
    return lines if place is None else lines[:place] + lines[place + 1 :]


def answer_line_deleted(lines, number, _):
    place = _pick([i for i, line in enumerate(lines) if not _is_own(line) and i > 12], number)
    return lines if place is None else lines[:place] + lines[place + 1 :]


def own_line_moved(lines, number, other):
    """Any but the end: what is below that is nobody's answer, and may be a person's remark."""
    own = [i for i, line in enumerate(lines) if _is_own(line) and "coprod:end" not in line]
    place = _pick(own, number)
    if place is None:
        return lines
    rest = lines[:place] + lines[place + 1 :]
    target = max(12, place + (-2, -1, 1, 2)[other % 4])
    return [*rest[:target], lines[place], *rest[target:]]


def _blocks(lines):
    starts = [
        i - 1
        for i, line in enumerate(lines)
        if line.startswith("<!-- coprod:") and lines[i - 1].startswith("### ")
    ]
    return list(pairwise(starts))


def block_doubled(lines, number, _):
    block = _pick(_blocks(lines), number)
    return lines if block is None else lines[: block[1]] + lines[slice(*block)] + lines[block[1] :]


def block_moved(lines, number, other):
    blocks = _blocks(lines)
    if not blocks:
        return lines
    start, end = _pick(blocks, number)
    rest = lines[:start] + lines[end:]
    target = _pick([0, *(block[0] for block in _blocks(rest))][1:] or [start], other)
    return rest[:target] + lines[start:end] + rest[target:]


def blank_line_added(lines, number, other):
    place = number % (len(lines) + 1)
    return lines[:place] + [""] * (other % 3 + 1) + lines[place:]


def _each(change):
    def changed(lines, number, other):
        start = 12 + number % max(1, len(lines) - 12)
        stop = start + (1, 2, 5, len(lines))[other % 4]
        return [change(line) if start <= i < stop else line for i, line in enumerate(lines)]

    return changed


def substituted(lines, number, other):
    old, new = SUBSTITUTES[other % len(SUBSTITUTES)]
    return _each(lambda line: line.replace(old, new))(lines, number, other // len(SUBSTITUTES))


def cut_off(lines, number, other):
    start = 12 + number % max(1, len(lines) - 12)
    last = lines[start : start + 1]
    return lines[:start] + [line[: other % (len(line) + 1)] for line in last]


def joined(lines, number, _):
    place = number % max(1, len(lines) - 1)
    return [*lines[:place], " ".join(lines[place : place + 2]), *lines[place + 2 :]]


def by_rule(lines, number, _):
    change = list(other_programs.RULES.values())[number % len(other_programs.RULES)]
    return change("\n".join(lines)).split("\n")


CHANGES = {
    "a heading or marker deleted": own_line_deleted,
    "a line of an answer deleted": answer_line_deleted,
    "a heading or marker moved": own_line_moved,
    "a block doubled": block_doubled,
    "a block moved": block_moved,
    "blank lines added": blank_line_added,
    "lines quoted": _each(lambda line: f"> {line}"),
    "lines indented": _each(lambda line: f"  {line}"),
    "lines indented as code": _each(lambda line: f"    {line}"),
    "lines made items": _each(lambda line: f"- {line}" if line else line),
    "lines in capitals": _each(str.upper),
    "lines in title case": _each(str.title),
    "lines stripped": _each(str.strip),
    "characters substituted": substituted,
    "the rest cut off": cut_off,
    "two lines joined": joined,
    "all by a rule": by_rule,
}


@pytest.mark.parametrize("name", CHANGES)
@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(note=st.sampled_from(SHORT), number=NUMBERS, other=NUMBERS)
def test_nothing_is_lost_by_any_change(name, note, number, other):
    if "heading or marker" in name:
        note = PLAIN[number % len(PLAIN)]
    before = corpus.notes()[note]
    after = "\n".join(CHANGES[name](before.split("\n"), number, other))
    assert_nothing_is_lost(before, after, FORMS.get, f"{note}: {name}")
