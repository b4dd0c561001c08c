"""Finds every mention of names that were found once, as in "Dr Berg came; Berg sat down"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from coprod_cli.base.message import msg
from coprod_cli.base.text import folded
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.name_pattern import (
    CAPITAL_WORD,
    LAST_OF_PARTICLES,
    NO_LEAD,
    PARTICLE,
    PARTICLES,
    PARTICLES_BEFORE,
    end_of_name,
    is_common,
)
from coprod_cli.privacy.name_words import COMMON_CAPITALS
from coprod_cli.privacy.number_context import words
from coprod_cli.privacy.word_files import common_capitals, double_names, safe_names

_GENITIVE = re.compile("['\u2019][sS]?\\Z")
_ENDING = re.compile("(?:['\u2019][sS]|[sS]['\u2019]?|['\u2019](?![^\\W_]))?(?![^\\W_])")
_NEXT = re.compile(rf"[ ](?:{PARTICLE}[ ]){{0,2}}(?={CAPITAL_WORD})")
_BEFORE = re.compile(rf"(?<![^\W_])({CAPITAL_WORD})[ ]\Z")
# What a name may be a part of: "Anna-Karin", "anna.berg82", "@anna_berg".
_JOINTS = "-_.@/"
_TOKEN_BEFORE = re.compile(r"[\w.@+-]{1,64}\Z")
_TOKEN_AFTER = re.compile(r"[\w@+-]*(?:\.\w[\w@+-]*)*")
# A name that is another word, too, is that word beside these.
_MONTHS = words("april august january june may maj juni juli jan november december october mars")
_TIME_BEFORE = re.compile(
    r"(?:[0-9]\.?|(?<![^\W_])(?:in|of|since|until|till|by|during|last|next|this|from|to"
    r"|early|late|mid|each|every"
    r"|i|under|sedan|från|till|förra|nästa|per|varje|början|slutet|st|nd|rd|th))[ -]\Z",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(r"[ ](?:the[ ])?[0-9]")
_VERB_AFTER = re.compile(
    r"[ ](?:you|he|she|it|they|we|I|i|the|this|that|these|there|my|your|a|an|not|be|to|for"
    r"|så|det|den"
    r"|hon|han|du|jag|vi|ni|de|en|ett|inte)(?![^\W_])"
)
_MIN_LENGTH = 2
_MANY = 60
_WORD = re.compile("[^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*")
_WHY = msg("this looks like a name: it follows a title, a profession or a family word elsewhere.")


@dataclass(frozen=True)
class KnownNames:
    """Names that were found in a case, to find each further mention of them.

    Attributes:
        names: each name as it was found.
    """

    names: frozenset[str] = frozenset()
    _forms: dict[str, bool] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.names:
            self._forms.update(_forms_of_name(name))

    def __or__(self, other: "KnownNames") -> "KnownNames":
        if self.names >= other.names:
            return self
        return KnownNames(self.names | other.names) if self.names else other

    def has(self, name: str) -> bool:
        """Return whether each word of a name is known."""
        return all(part in self._forms for part in _parts(name))

    def find(self, text: str) -> Iterator[Identifier]:
        """Yield each mention of a name, or of one of its words, with its ending.

        In small letters a name is found only if it is no other word.
        """
        searched_to = 0
        for start, form in self._places(text):
            if start < searched_to:
                continue
            mention = _mention(text, start, start + len(form), is_word=self._forms[form])
            if mention:
                first = self._start_of_particles(text, *mention)
                yield identifier(Kind.NAME, first, mention[1], _WHY)
                searched_to = mention[1]

    def _places(self, text: str) -> Iterable[tuple[int, str]]:
        """Return where a form of a name stands, in the order of the text."""
        if len(self._forms) > _MANY:  # word by word, so that the time stays linear
            return self._places_by_word(text)
        places: list[tuple[int, str]] = []
        for form in self._forms:
            start = text.find(form)
            while start >= 0:
                places.append((start, form))
                start = text.find(form, start + len(form))
        # Of two that start at one place, the longer one comes first.
        return sorted(places, key=lambda place: (place[0], -len(place[1])))

    def _places_by_word(self, text: str) -> Iterator[tuple[int, str]]:
        for found in _WORD.finditer(text):
            word = found[0]
            for form in (word, _GENITIVE.sub("", word), word[:-1]):
                if form in self._forms:
                    yield found.start(), form
                    break

    def _start_of_particles(self, text: str, start: int, end: int) -> int:
        """Return where a mention starts with the particles that the name has: "van der Berg"."""
        if text[start - 1 : start] != " " or text[start - 2 : start - 1] not in LAST_OF_PARTICLES:
            return start
        particles = PARTICLES_BEFORE.search(text, max(0, start - 28), start)
        if particles is None:
            return start
        name = _GENITIVE.sub("", text[particles.start() : end])
        is_known = len(self.names) <= _MANY and any(name in known for known in self.names)
        return particles.start() if is_known else start

    def full_name(self, mention: str) -> str:
        """Return the name that a mention is short for, if only one person has it."""
        full = self._full_names.get(_key(mention), frozenset())
        return next(iter(full)) if len(full) == 1 else mention

    @cached_property
    def _full_names(self) -> dict[str, frozenset[str]]:
        """The names of two words or more, by the key of each of their words."""
        full: dict[str, dict[str, str]] = {}
        for name in sorted(self.names):
            for part in _parts(name) if " " in name else ():
                full.setdefault(_key(part), {}).setdefault(_key(name), name)
        return {key: frozenset(names.values()) for key, names in full.items()}


NO_NAMES = KnownNames()


def names_in(text: str, identifiers: Iterable[Identifier]) -> KnownNames:
    """Return the names among the identifiers of a text."""
    found = [text[each.start : each.end] for each in identifiers if each.kind is Kind.NAME]
    return KnownNames(frozenset(found)) if found else NO_NAMES


def _key(name: str) -> str:
    return _GENITIVE.sub("", folded(name)).removesuffix("s")


def _parts(name: str) -> Iterator[str]:
    """Yield the words of a name that stand for it alone, without a genitive."""
    for word in name.split():
        plain = _GENITIVE.sub("", word)
        if len(plain) < _MIN_LENGTH or plain.endswith(".") or plain in PARTICLES:
            continue
        yield plain
        if "-" in plain:  # "Smith-Jones" is Smith as well, and "Anna-Karin" Anna
            yield from (half for half in plain.split("-") if half[:1].isupper() and half[1:2])
        bare = plain.removesuffix("s")
        if bare != plain and len(bare) >= _MIN_LENGTH and plain.lower() not in safe_names():
            yield bare


@lru_cache(maxsize=1024)
def _forms_of_name(name: str) -> dict[str, bool]:
    return {form: is_word for part in _parts(name) for form, is_word in _forms_of(part)}


def _forms_of(part: str) -> Iterator[tuple[str, bool]]:
    """Yield how a word of a name may be written, each with whether it is another word, too."""
    plain = part.lower()
    is_word = plain in double_names() or plain in COMMON_CAPITALS or plain in common_capitals()
    yield part[:1].upper() + part[1:], is_word
    if len(part) > _MIN_LENGTH + 1:
        yield part.upper(), False
    if not is_word and (plain in safe_names() or part == plain):
        yield plain, False


def _mention(text: str, start: int, end: int, *, is_word: bool) -> tuple[int, int] | None:
    """Return the offsets of the whole name or token that a word of a name is in, if it is one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum():
        return None
    ending = _ENDING.match(text, end)
    if (before and before in "_.@" and start > 1) or (after and after in "_@"):
        return _whole_token(text, start, end)
    if after.isdigit() or (after == "." and text[end + 1 : end + 2].isalnum()):
        return _whole_token(text, start, end)
    if ending is None or (is_word and _is_other_word(text, start, end)):
        return None
    end = ending.end()
    if before == "-" and text[start - 2 : start - 1].isalnum():
        start = _whole_token(text, start, end)[0]
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        end = _whole_token(text, start, end)[1]
    if text[start].isupper():
        start, end = _with_neighbours(text, start, end)
    return start, end


def _whole_token(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a login, a handle or a double name, whole."""
    before = _TOKEN_BEFORE.search(text, max(0, start - 64), start)
    after = _TOKEN_AFTER.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def _with_neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a mention with the rest of the name: "Karl Berg", "Anna Holm"."""
    following = _NEXT.match(text, end)
    if following:
        end = end_of_name(text, following.end(), NO_LEAD) or end
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before and before[1].lower() in safe_names() and not is_common(before[1]):
        start = before.start()
    return start, end


def _is_other_word(text: str, start: int, end: int) -> bool:
    """Return whether a name is a month or a verb here: "in May", "Will you come?"."""
    if text[start:end].lower() in _MONTHS and (
        _TIME_BEFORE.search(text, max(0, start - 12), start) or _TIME_AFTER.match(text, end)
    ):
        return True
    return _VERB_AFTER.match(text, end) is not None
