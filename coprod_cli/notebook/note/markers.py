r"""Markers: the comments in a note that name the question to which the text below belongs.

`<!-- coprod:ADDRESS WORDS -->`, alone on its line. A note is read line by line and not with a
Markdown parser, for which one unclosed fence would hide all markers after it. A line of an answer
that looks like a marker is escaped with a backslash, as mboxrd does with `From ` lines: see
`lookalikes`.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from coprod_cli.base.patterns import lazy_pattern
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.voice_names import VOICES
from coprod_cli.notebook.note.marker_typography import QUOTES, plain
from coprod_cli.notebook.note.source_list import BELOW, SOURCES

END = Address("end")
ASKED = "asked"
"""The word whose value is the fingerprint of the wording that was answered."""
HEADED = "headed"
"""The word whose value is the heading's fingerprint, if coprod has rewritten the heading since."""
NEW = "new"
"""The word whose value is the template version that added the question to the note."""
REMOVED = "removed"
"""The word whose value is the template version that removed the question."""
MARKER_HINT = lazy_pattern(r"<!--[ \t]*coprod:")
_MARKER_BODY = lazy_pattern(r"([a-z0-9][a-z0-9.#-]{0,199})((?:[ \t]+[^\s<>]+)*)[ \t]*-->[ \t]*\Z")
_CHANGED_BODY = lazy_pattern(
    r"([a-z0-9-]{1,80}(?: ?[.#] ?[a-z0-9-]{1,80}){0,3})((?: [^ <>]+)*)\Z", re.IGNORECASE
)
# Without the characters that an editor puts in: what has one of these is compared with its repair.
_WHOLE_WORD = lazy_pattern(
    r"(?:unknown|[a-z][a-z0-9-]*="
    rf"[^{QUOTES}\\\u00ad\u200b\u200e\u200f\u2060\ufeff]+)\Z"
)
_WORD_NAME = lazy_pattern(r"[a-z][a-z0-9-]*\Z")
_FINGERPRINTS = frozenset({ASKED, HEADED})
_WORD_VALUE = lazy_pattern(r"[^\s<>=]+\Z")
_AROUND_EQUALS = lazy_pattern(" ?= ?")
_HYPHENS = lazy_pattern("--+")
_HEADING = lazy_pattern(r" {0,3}#{1,6}(?:[ \t]|\Z)")


class Marker(NamedTuple):
    """The content of a marker.

    `words` has all words but `unknown`, `voice`, `evidence` and `sources`, which says whether a
    source list stands below (see `source_list`).
    """

    address: Address
    unknown: bool = False
    voice: str | None = None
    evidence: str | None = None
    words: tuple[str, ...] = ()
    sources: bool = False

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
        if self.sources:
            parts.append(f"{SOURCES}={BELOW}")
        return f"<!-- {' '.join((*parts, *self.words))} -->"


def parse_marker(body: str) -> Marker | None:
    """Parse the text behind `coprod:` on a marker's line; None if the marker is malformed.

    It is malformed, too, if an editor changed its words, such as `Unknown` or `voice= family`: they
    would be lost.
    """
    match = _MARKER_BODY.match(body)
    if match is None:
        return None
    if not match[2]:
        return Marker(Address(match[1]))
    words = match[2].split()
    marker = _with_words(Address(match[1]), words)
    if all(map(_WHOLE_WORD.match, words)):
        return marker
    restored = restore_marker(body[: match.end(2)])
    return marker if restored is None or restored == marker else None


def restore_marker(
    body: str, voices: Collection[str] = (), *, is_closed: bool = True
) -> Marker | None:
    """Return the marker that an editor changed; None if it cannot be told which one it was.

    Args:
        body: the text behind `coprod:`, without what closes the marker.
        is_closed: whether anything closes it; otherwise a word may be an answer's.
        voices: the voices in the note; a name that differs from one of them by its capital letters
            alone is that voice.
    """
    match = _CHANGED_BODY.match(plain(body).rstrip(" -!"))
    if match is None:
        return None
    address = Address(_HYPHENS.sub("-", match[1].lower().replace(" ", "")))
    given_words = _AROUND_EQUALS.sub("=", match[2]).split()
    words = [_restored_word(word, voices) for word in given_words]
    is_doubtful = not is_closed and not all(word == "unknown" or "=" in word for word in words)
    if is_doubtful or not address.is_well_formed:
        return None
    return _with_words(address, words)


def _restored_word(word: str, voices: Collection[str]) -> str:
    """Return a word as coprod would write it; an unknown one as it is."""
    name, equals, value = word.partition("=")
    value = value.strip(QUOTES)
    key = name.strip(QUOTES).lower()
    if not equals:
        return key if key == "unknown" else word
    if _WORD_NAME.match(key) is None or not value:
        return word
    lower = value.lower()
    if key != name or key in _FINGERPRINTS or lower in VOICES or lower in voices:
        value = lower
    return f"{key}={value}"


def _with_words(address: Address, words: list[str]) -> Marker:
    known: dict[str, str] = {}
    unknown = False
    others = []
    for word in words:
        key, equals, value = word.partition("=")
        if word == "unknown":
            unknown = True
        elif equals and value and key in ("voice", "evidence", SOURCES) and key not in known:
            known[key] = value
        else:
            others.append(word)
    voice, evidence = known.get("voice"), known.get("evidence")
    return Marker(address, unknown, voice, evidence, tuple(others), SOURCES in known)


def marker_for(answer: Answer, words: tuple[str, ...] = ()) -> Marker:
    """Return the marker of an answer."""
    has_sources = bool(answer.sources)
    return Marker(answer.address, answer.unknown, answer.voice, answer.evidence, words, has_sources)


def is_word_value(text: str) -> bool:
    r"""Return True if a text can be a value in a marker, behind `key=`, and is read back as it is.

    What an editor puts into markers is taken out when they are read, such as `\` or a soft hyphen.
    """
    if _WORD_VALUE.match(text) is None or "--" in text:
        return False
    word = f"word={text}"
    return _WHOLE_WORD.match(word) is not None or parse_marker(f"{END} {word} -->") is not None


def is_heading(line: str) -> bool:
    """Return True if a line is an ATX heading (CommonMark 4.2)."""
    return _HEADING.match(line) is not None
