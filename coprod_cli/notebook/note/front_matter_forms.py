"""Forms of front-matter values: reads what other programs made of coprod's keys and values.

Property editors, formatters and people write `Coprod: "1"`, `status: Final` and
`created: 23.11.2026`. A value is understood where only one meaning is possible.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from coprod_cli.base.message import Message, msg
from coprod_cli.base.text import folded
from coprod_cli.model.case import CaseStatus
from coprod_cli.model.case_id import day_of_case_id, is_case_id
from coprod_cli.notebook.note.date_forms import as_iso_time
from coprod_cli.notebook.note.front_matter_keys import (
    KNOWN_KEYS,
    TEMPLATE_ID,
    key_of,
    tags_of,
    word_of,
)

REPAIR = "coprod check --repair"
_QUOTES = "\"' "
_FORMATS = frozenset({"1", "1.0", "true"})
_MEANINGS = {
    CaseStatus.FINAL: (
        "final", "finalised", "finalized", "done", "complete", "completed", "finished", "klar",
        "klart", "färdig", "färdigt", "slutlig", "slutligt", "slutgiltig", "slutgiltigt",
        "avslutad", "avslutat",
    ),
    CaseStatus.DRAFT: (
        "draft", "unfinished", "incomplete", "in progress", "in-progress", "ongoing", "utkast",
        "pågående", "ej klar", "ej klart",
    ),
}  # fmt: skip
_STATUSES = {word: str(status) for status, words in _MEANINGS.items() for word in words}
_LANGUAGES = {"english": "en", "engelska": "en", "swedish": "sv", "svenska": "sv"}
# For YAML, what stands behind a `#` is a comment.
_TAGS_IN_COMMENT = re.compile(r"^tags:[ \t]+(#[^\s#].*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


class Misform(NamedTuple):
    """A key or a value of the front matter that is not as coprod writes it.

    Attributes:
        key: coprod's key.
        spelled: the key as it stands in the note; "" if it is missing.
        value: what the value means, in the form that coprod writes; None if that is not certain.
        message: what is wrong.
        hint: what to try.
    """

    key: str
    spelled: str
    value: str | tuple[str, ...] | None
    message: Message
    hint: str


class Understood(NamedTuple):
    """Front-matter values by coprod's own keys, and what is not as coprod writes it."""

    values: dict[str, Any]
    misforms: tuple[Misform, ...]


def understand(values: Mapping[str, Any], block: str, name: str) -> Understood:
    """Read front-matter values, of which some are not as coprod writes them.

    Args:
        values: the values by the keys in the note.
        block: the lines that they were read from.
        name: the name of the note's file without its suffix, which may be the case's id.
    """
    spelled = spelled_keys(values)
    known = {key: values[spelling] for key, spelling in spelled.items()}
    others = {key: value for key, value in values.items() if key not in spelled.values()}
    if "tags" in known and not known["tags"] and (comment := _TAGS_IN_COMMENT.search(block)):
        known["tags"] = comment[1]
    misforms = []
    for key, spelling in spelled.items():
        misform = _misform(key, spelling, known, name)
        if misform is not None:
            misforms.append(misform)
            if misform.value is not None:
                known[key] = list(misform.value) if key == "tags" else misform.value
    if "coprod" in known and known["coprod"] == "1":
        known["coprod"] = 1
    if not word_of(known.get("id")) and is_case_id(name):
        message = msg("the front matter has no id; it is taken from the name of the file.")
        misforms.append(Misform("id", spelled.get("id", ""), name, message, REPAIR))
        known["id"] = name
    return Understood({**known, **others}, tuple(misforms))


def spelled_keys(values: Mapping[str, Any]) -> dict[str, str]:
    """Return each of coprod's keys in the values, and how it is spelled there.

    A key such as `Status` is the note's own where `status` is there, too, or another such key.
    """
    spelled = {key: key for key in KNOWN_KEYS if key in values}
    candidates: dict[str, list[str]] = {}
    for spelling in values:
        key = key_of(spelling)
        if key and key not in spelled:
            candidates.setdefault(key, []).append(spelling)
    return spelled | {key: found[0] for key, found in candidates.items() if len(found) == 1}


def _misform(key: str, spelling: str, known: Mapping[str, Any], name: str) -> Misform | None:
    value = known[key]
    meant = _meant(key, value, known, name)
    if meant is None:
        return _unclear(key, spelling)
    if key != spelling:
        message = msg('"{spelling}" is read as "{key}".', spelling=spelling, key=key)
    elif key == "tags" and value is not None and tags_of(value) != meant:
        message = msg("the tags are not written as a list of words.")
    # A format in quotes, or with a point, has the same word, and is another value.
    elif key != "tags" and (
        meant != word_of(value) or (key == "coprod" and meant == "1" and type(value) is not int)
    ):
        message = msg('"{key}" is read as {value}.', key=key, value=meant)
    else:
        return None
    return Misform(key, spelling, meant, message, REPAIR)


def _unclear(key: str, spelling: str) -> Misform:
    if key == "status":
        message = msg("the status is neither draft nor final.")
        return Misform(key, spelling, None, message, msg("write status: draft, or status: final"))
    message = msg('"{key}" is no day or time that is understood for certain.', key=key)
    return Misform(key, spelling, None, message, msg("write it year first: 2026-11-24"))


def _meant(
    key: str, value: Any, known: Mapping[str, Any], name: str
) -> str | tuple[str, ...] | None:
    """Return the value that is meant, as coprod writes it; None if a date or status is unclear."""
    if key == "tags":
        return tuple(_clean_tags(value))
    word = word_of(value)
    text = folded(word).strip(_QUOTES)
    if not text:
        return word
    if key == "status":
        return _STATUSES.get(text)
    if key in ("created", "updated"):
        case_id = word_of(known.get("id")) or name
        likely = day_of_case_id(case_id) if key == "created" else ""
        return as_iso_time(word, likely) or None
    return _meant_word(key, word, text)


def _meant_word(key: str, word: str, text: str) -> str:
    """Return a value as coprod writes it; `text` is the value folded, and without quotes."""
    language = _LANGUAGES.get(text, text.replace("_", "-"))
    if _LANGUAGE.match(word):
        language = word  # with a region, whose letters may be capitals
    meant, is_certain = {
        "coprod": ("1", text in _FORMATS),
        "id": (text, is_case_id(text)),
        "template": (text, TEMPLATE_ID.match(text) is not None),
        "template_version": (text, True),
        "language": (language, _LANGUAGE.match(language) is not None),
    }.get(key, (word, True))
    return meant if is_certain else word


def _clean_tags(value: Any) -> Iterator[str]:
    """Yield the tags without the `#` that some programs put before each."""
    for tag in tags_of(value):
        words = tag.split()
        if len(words) > 1 and all(word.startswith("#") for word in words):
            yield from (word.lstrip("#") for word in words if word.strip("#"))
        elif tag.strip("#"):
            yield tag.lstrip("#")
