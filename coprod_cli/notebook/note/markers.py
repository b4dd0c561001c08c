r"""The grammar of markers: comments alone on their line that say whose text follows.

`<!-- coprod:ADDRESS WORDS -->`. Text is read by line and never through a Markdown parser, since
one unclosed fence would swallow all the markers after it. A line of an answer that looks like a
marker is written with one backslash more in front, as mbox's mboxrd does with `From ` lines.
"""

import re
from typing import NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer

END = Address("end")
ASKED = "asked"
"""Before the fingerprint of the wording to which an answer was given."""
HEADED = "headed"
"""Before that of the heading, where coprod has put another language or other words there since."""
NEW = "new"
"""Before the version of the template with which an open question came into the note."""
REMOVED = "removed"
"""Before the version of the template that no longer has the question."""
MARKER_HINT = re.compile(r"<!--[ \t]*coprod:")
_MARKER_BODY = re.compile(r"([a-z0-9][a-z0-9.#-]{0,199})((?:[ \t]+[^\s<>]+)*)[ \t]*-->[ \t]*\Z")
_LOOKS_LIKE_MARKER = re.compile(r"^([ \t]*)(\\*)(?=<!--[ \t]*coprod:)", re.MULTILINE)
_WORD_VALUE = re.compile(r"[^\s<>=]+\Z")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|\Z)")


class Marker(NamedTuple):
    """What a marker says. `words` keeps what coprod does not know, as it stands."""

    address: Address
    unknown: bool = False
    voice: str | None = None
    evidence: str | None = None
    words: tuple[str, ...] = ()

    @property
    def key(self) -> AnswerKey:
        """Which answer stands below the marker: its address and its voice."""
        return AnswerKey(self.address, self.voice)

    @property
    def asked(self) -> str:
        """The fingerprint of the wording to which the answer was given; "" where unknown."""
        return self.word(ASKED)

    def is_headed_by(self, heading: str) -> bool:
        """Tell whether a fingerprint is that of a heading which coprod has put here itself."""
        return heading in (self.asked, self.word(HEADED))

    def words_headed(self, heading: str) -> tuple[str, ...]:
        """Return the words with another heading's fingerprint, which may be that of the wording."""
        others = tuple(word for word in self.words if not word.startswith(f"{HEADED}="))
        return others if heading == self.asked else (*others, f"{HEADED}={heading}")

    def word(self, name: str) -> str:
        """Return what follows `name=` among the words; "" where it is not there."""
        if not self.words:
            return ""
        found = (word for word in self.words if word.startswith(f"{name}="))
        return next(found, "").partition("=")[2]

    def words_asked(self, asked: str) -> tuple[str, ...]:
        """Return the words with another fingerprint, or without one; the question is no new one."""
        ours = (f"{ASKED}=", f"{HEADED}=", f"{NEW}=")
        others = tuple(word for word in self.words if not word.startswith(ours))
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
    """Read what follows `coprod:` on a marker's line; None where it is not a whole marker."""
    found = _MARKER_BODY.match(body)
    if found is None:
        return None
    if not found[2]:
        return Marker(Address(found[1]))
    known: dict[str, str] = {}
    unknown = False
    others = []
    for word in found[2].split():
        key, equals, value = word.partition("=")
        if word == "unknown":
            unknown = True
        elif equals and value and key in ("voice", "evidence") and key not in known:
            known[key] = value
        else:
            others.append(word)
    voice, evidence = known.get("voice"), known.get("evidence")
    return Marker(Address(found[1]), unknown, voice, evidence, tuple(others))


def marker_for(answer: Answer, words: tuple[str, ...] = ()) -> Marker:
    """Return the marker under which an answer is written."""
    return Marker(answer.address, answer.unknown, answer.voice, answer.evidence, words)


def is_word_value(text: str) -> bool:
    """Tell whether a text can stand behind `key=` in a marker."""
    return _WORD_VALUE.match(text) is not None and "--" not in text


def is_heading(line: str) -> bool:
    """Tell whether a line is an ATX heading (CommonMark 4.2)."""
    return _HEADING.match(line) is not None


def escape(text: str) -> str:
    """Return an answer as it is written, so that none of its lines reads as a marker."""
    return _LOOKS_LIKE_MARKER.sub(r"\1\\\2", text)


def unescape(text: str) -> str:
    """Undo `escape`."""
    return _LOOKS_LIKE_MARKER.sub(lambda found: found[1] + found[2][1:], text)
