r"""Markers: the comments in a note that name the question to which the text below belongs.

`<!-- coprod:ADDRESS WORDS -->`, alone on its line. A note is read line by line and not with a
Markdown parser, for which one unclosed fence would hide all markers after it. A line of an answer
that looks like a marker is escaped with a backslash, as mboxrd does with `From ` lines.
"""

import re
from typing import NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer

END = Address("end")
ASKED = "asked"
"""The word whose value is the fingerprint of the wording that was answered."""
HEADED = "headed"
"""The word whose value is the heading's fingerprint, if coprod has rewritten the heading since."""
NEW = "new"
"""The word whose value is the template version that added the question to the note."""
REMOVED = "removed"
"""The word whose value is the template version that removed the question."""
MARKER_HINT = re.compile(r"<!--[ \t]*coprod:")
_MARKER_BODY = re.compile(r"([a-z0-9][a-z0-9.#-]{0,199})((?:[ \t]+[^\s<>]+)*)[ \t]*-->[ \t]*\Z")
_LOOKS_LIKE_MARKER = re.compile(r"^([ \t]*)(\\*)(?=<!--[ \t]*coprod:)", re.MULTILINE)
_WORD_VALUE = re.compile(r"[^\s<>=]+\Z")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|\Z)")


class Marker(NamedTuple):
    """The content of a marker; `words` has all words but `unknown`, `voice` and `evidence`."""

    address: Address
    unknown: bool = False
    voice: str | None = None
    evidence: str | None = None
    words: tuple[str, ...] = ()

    @property
    def key(self) -> AnswerKey:
        """The key of the answer below the marker: its address and its voice."""
        return AnswerKey(self.address, self.voice)

    @property
    def asked(self) -> str:
        """The fingerprint of the wording that was answered; "" if unknown."""
        return self.word(ASKED)

    def is_headed_by(self, heading: str) -> bool:
        """Return True if a fingerprint is that of the heading that coprod wrote here."""
        return heading in (self.asked, self.word(HEADED))

    def words_with_heading(self, heading: str) -> tuple[str, ...]:
        """Return the words with a heading's fingerprint; without one if it equals the wording's."""
        others = tuple(word for word in self.words if not word.startswith(f"{HEADED}="))
        return others if heading == self.asked else (*others, f"{HEADED}={heading}")

    def word(self, name: str) -> str:
        """Return the value of the word `name=value`; "" if there is none."""
        if not self.words:
            return ""
        matches = (word for word in self.words if word.startswith(f"{name}="))
        return next(matches, "").partition("=")[2]

    def words_with_wording(self, asked: str) -> tuple[str, ...]:
        """Return the words with a wording's fingerprint, none for ""; `new` is removed."""
        replaced = (f"{ASKED}=", f"{HEADED}=", f"{NEW}=")
        others = tuple(word for word in self.words if not word.startswith(replaced))
        return (*others, f"{ASKED}={asked}") if asked else others

    def __str__(self) -> str:
        parts = [f"coprod:{self.address}"]
        if self.unknown:
            parts.append("unknown")
        if self.voice is not None:
            parts.append(f"voice={self.voice}")
        if self.evidence is not None:
            parts.append(f"evidence={self.evidence}")
        return f"<!-- {' '.join((*parts, *self.words))} -->"


def parse_marker(body: str) -> Marker | None:
    """Parse the text behind `coprod:` on a marker's line; None if the marker is malformed."""
    match = _MARKER_BODY.match(body)
    if match is None:
        return None
    if not match[2]:
        return Marker(Address(match[1]))
    known: dict[str, str] = {}
    unknown = False
    others = []
    for word in match[2].split():
        key, equals, value = word.partition("=")
        if word == "unknown":
            unknown = True
        elif equals and value and key in ("voice", "evidence") and key not in known:
            known[key] = value
        else:
            others.append(word)
    voice, evidence = known.get("voice"), known.get("evidence")
    return Marker(Address(match[1]), unknown, voice, evidence, tuple(others))


def marker_for(answer: Answer, words: tuple[str, ...] = ()) -> Marker:
    """Return the marker of an answer."""
    return Marker(answer.address, answer.unknown, answer.voice, answer.evidence, words)


def is_word_value(text: str) -> bool:
    """Return True if a text can be a value in a marker, behind `key=`."""
    return _WORD_VALUE.match(text) is not None and "--" not in text


def is_heading(line: str) -> bool:
    """Return True if a line is an ATX heading (CommonMark 4.2)."""
    return _HEADING.match(line) is not None


def escape(text: str) -> str:
    """Return an answer with its lines escaped that would be read as markers."""
    return _LOOKS_LIKE_MARKER.sub(r"\1\\\2", text)


def unescape(text: str) -> str:
    """Undo `escape`."""
    return _LOOKS_LIKE_MARKER.sub(lambda match: match[1] + match[2][1:], text)
