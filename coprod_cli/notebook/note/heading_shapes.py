"""Heading shapes: the forms that programs give to a heading, and its words without them.

A formatter writes a heading underlined, a person in bold, an outliner as a bullet, a word processor
as a plain line.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from html import unescape

from coprod_cli.base.text import folded
from coprod_cli.notebook.note.markers import is_heading


class Shape(StrEnum):
    """The form of a heading's lines."""

    ATX = "atx"
    UNDERLINED = "underlined"
    HTML = "html"
    BOLD = "bold"
    ESCAPED = "escaped"
    BULLET = "bullet"
    PLAIN = "plain"


HEADING_SHAPES = frozenset({Shape.ATX, Shape.UNDERLINED, Shape.HTML, Shape.BOLD, Shape.ESCAPED})
"""The shapes that show a heading; an answer may have bullets and plain lines of its own."""
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_HTML = re.compile(r"\s*<h[1-6](?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BULLET = re.compile(r"[-*+\u2022\u2013\u2014\u25e6\u25aa]\s+(?:\[[ xX]\]\s+)?")
_LETTER = re.compile(r"[^\W\d_]")
_AROUND_WORD = "*_\"'(?!.:)"
_ESCAPED = re.compile(r"\\#{1,6}|#{1,6}[^#\s]")
_BOLD = re.compile(r"(\*\*|__)(?=\S).*\1\Z", re.DOTALL)
_BEFORE_NUMBER = r"\\?#{1,6}\s*|\*{1,3}(?=\S)|_{1,3}(?=\S)"
_LEAD_BEFORE_NUMBER = re.compile(_BEFORE_NUMBER)
_LEAD = re.compile(rf"{_BEFORE_NUMBER}|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*\\?[.)]?\s+")
_TAIL = re.compile(r"(?:\s+#+|\s*\{[#.][^{}]*\}|\*{1,3}|(?<=\S)_{1,3}|\\)\s*\Z")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_heading(text: str) -> str:
    """Return a heading's text in comparable form: without its shape and its number, folded."""
    return folded(plain_text(text, _LEAD))


def plain_text(text: str, lead: "re.Pattern[str] | None" = None) -> str:
    """Return a heading's text without its shape.

    Args:
        text: the heading's lines, joined; not the line under it.
        lead: the pattern of what is taken off at the start; by default the number is kept.
    """
    lead = lead or _LEAD_BEFORE_NUMBER
    text = text.strip()
    text = _without_markup(text).strip()
    if match := _BULLET.match(text):
        text = text[match.end() :]
    while match := lead.match(text):
        text = text[match.end() :]
    while (match := _TAIL.search(text)) and match.start():
        text = text[: match.start()]
    return without_escapes(text)


def shape_of(lines: Sequence[str]) -> Shape:
    """Return the form of the lines of a heading."""
    text = " ".join(line.strip() for line in lines)
    bullet = _BULLET.match(text)
    bare = text[bullet.end() :] if bullet else text
    if len(lines) > 1 and _SETEXT.match(lines[-1]):
        return Shape.UNDERLINED
    if is_heading(lines[0]) or is_heading(bare):
        return Shape.ATX
    if _HTML.match(text):
        return Shape.HTML
    if _BOLD.match(bare):
        return Shape.BOLD
    if _ESCAPED.match(bare):
        return Shape.ESCAPED
    return Shape.BULLET if bullet else Shape.PLAIN


def is_bullet(line: str) -> bool:
    """Return True if a line is an item of a list, in a form that outliners use."""
    return _BULLET.match(line.lstrip()) is not None


def without_escapes(text: str) -> str:
    """Return a text without the backslashes that Markdown's escapes have."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def is_underline(line: str, above: str) -> bool:
    """Return True if a line underlines the one above it, so that this is a heading."""
    if _SETEXT.match(line) is None:
        return False
    # Below a list item, it is a line across the page.
    return not is_heading(above) and not is_bullet(above)


def _without_markup(text: str) -> str:
    """Return a text without HTML's tags and entities."""
    if "<" in text:
        text = _TAG.sub("", text)
    return unescape(text) if "&" in text else text


def first_word(text: str) -> str:
    """Return the first word of a line that begins with a letter, folded; "" for none."""
    text = _without_markup(text)
    letter = _LETTER.search(text)
    if letter is None:
        return ""
    word = text[letter.start() :].split(None, 1)[0]
    return _folded_word(word.strip("*_\\")).strip(_AROUND_WORD)


def last_word(text: str) -> str:
    """Return the last word of a line, folded; "" for none."""
    text = _without_markup(text)
    words = text.rstrip(" \t\n*_#?!.:\\)>\"'").rsplit(None, 1)
    return _folded_word(words[-1].strip("*_#\"'(")).strip(_AROUND_WORD) if words else ""


def _folded_word(word: str) -> str:
    """Return a word folded; most words have nothing to fold but capital letters."""
    return word.lower() if word.isascii() and word.isalnum() else folded(word)
