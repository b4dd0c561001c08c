"""Keys and plain values of front matter: which keys are coprod's own, and how values are read."""

import re
from collections.abc import Mapping
from typing import Any

from coprod_cli.base.clock import is_iso_time
from coprod_cli.model.case_id import is_case_id

KNOWN_KEYS = (
    "coprod", "id", "title", "template", "template_version",
    "language", "status", "created", "updated", "tags",
)  # fmt: skip
_KNOWN = frozenset(KNOWN_KEYS)
FORMAT = 1
"""The number of the note format, the value of the key `coprod`."""
TEMPLATE_ID = re.compile(r"[a-z0-9-]+\Z")
_SQUEEZED_KEYS = {key.replace("_", ""): key for key in KNOWN_KEYS}
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)
_NO_LETTERS = re.compile(r"[^a-z]+")


def name_of(source: str) -> str:
    """Return the name of a note's file without folders and `.md`, which may be its case's id."""
    return _FOLDERS.sub("", source).removesuffix(".md")


def key_of(spelling: str) -> str:
    """Return coprod's key that a key means but for case and punctuation; "" if it means none."""
    return _SQUEEZED_KEYS.get(_NO_LETTERS.sub("", spelling.lower()), "")


def may_have_key(key: str, block: str) -> bool:
    """Return False if no key of a block means one of coprod's keys; fast."""
    return key in _NO_LETTERS.sub("", block.lower())


def line_of_key(block: str, spelling: str) -> int:
    """Return the number, from 0, of the line of a block that begins with a key; 0 if none does."""
    match = re.search(rf"^[\"']?{re.escape(spelling)}[\"']?[ \t]*:", block, re.MULTILINE)
    return block.count("\n", 0, match.start()) if match and spelling else 0


def word_of(value: Any) -> str:
    """Return a front-matter value as text; "" if it is none, a list or a map."""
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, list | dict) else str(value)


def tags_of(value: Any) -> tuple[str, ...]:
    """Return tags: those of a list, or the parts of a text between commas."""
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(word_of(tag) for tag in value if word_of(tag))
    return tuple(part.strip() for part in word_of(value).split(",") if part.strip())


def is_as_written(values: Mapping[str, Any]) -> bool:
    """Return whether values have the forms that coprod writes; asked of every note, thus quick."""
    return (
        type(values.get("coprod")) is int
        and values.get("status") in ("draft", "final")
        and is_case_id(word_of(values.get("id")))
        and TEMPLATE_ID.match(word_of(values.get("template"))) is not None
        and values.get("language") in ("en", "sv")
        and is_iso_time(word_of(values.get("created")))
        and is_iso_time(word_of(values.get("updated")))
        and ("tags" not in values or _are_tags(values["tags"]))
        and (values.keys() <= _KNOWN or not any(key_of(key) for key in values if key not in _KNOWN))
    )


def _are_tags(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(tag, str) and not tag.startswith("#") for tag in value
    )
