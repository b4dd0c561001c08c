"""Sentences: cuts an answer into numbered parts, so that a passage can be named without a mouse.

The cut is for marking only; a wrong one costs nothing, since words can be named, too. A sentence
ends at `.`, `!`, `?` or `...`, with quotation marks behind it, before a blank and what is no small
letter, and at each line end. A dot behind a usual abbreviation (`t.ex.`, `kl.`, `dr.`, `e.g.`), a
single letter, or a number before a small letter ends none.
"""

import re

from coprod_cli.knowledge.same_words import Span

_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s)|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:t\.ex|bl\.a|d\.v\.s|dvs|m\.m|m\.fl|o\.s\.v|osv|s\.k|p\.g\.a|pga|f\.d|ca|kl|"
    r"nr|tel|dr|doc|prof|st|ev|resp|inkl|exkl|jfr|obs|mr|mrs|ms|e\.g|i\.e|etc|vs|no|approx|[a-zåäö])"
    r"\.$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\s*(?:(?:[-+*>•]|\[[ xX]\])\s+)*")
_LOOK_BACK = 12


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text, without the blanks and list marks around them."""
    found: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        if end[0] != "\n" and _goes_on(text, end):
            continue
        _add(found, text, start, end.end())
        start = end.end()
    _add(found, text, start, len(text))
    return found


def _goes_on(text: str, end: re.Match[str]) -> bool:
    before = text[max(0, end.end() - _LOOK_BACK) : end.end()]
    if _ABBREVIATION.search(before):
        return True
    following = text[end.end() : end.end() + 40].lstrip(" \t")
    return end[0][0] in ".\u2026" and following[:1].islower()


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    leading = _LEADING.match(text, start, end)
    first = leading.end() if leading else start
    stripped = text[first:end].rstrip()
    if any(map(str.isalnum, stripped)):
        found.append(Span(first, first + len(stripped)))
