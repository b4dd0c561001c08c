"""Tags of a case: the rule for a tag, tags typed on a line, and changes to a case's tags."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import GroupedNumber, msg

MAX_TAG = 100
"""The most characters of a tag."""
_SEPARATORS = r"\s,#"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def clean_tag(text: str) -> str:
    """Return a tag without the `#` and the blanks around it.

    Raises:
        InvalidAnswer: it has no letter or digit, several lines, or more than `MAX_TAG` characters.
    """
    tag = text.strip().lstrip("#").strip()
    if not any(character.isalnum() for character in tag):
        raise InvalidAnswer(msg("a tag has at least one letter or digit."))
    if _CONTROLS.search(tag):
        raise InvalidAnswer(msg("a tag is one line, without control characters."))
    if len(tag) > MAX_TAG:
        limit = GroupedNumber(MAX_TAG)
        raise InvalidAnswer(msg("a tag has at most {limit} characters.", limit=limit))
    return tag


def clean_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Return tags by the rule of `clean_tag`, each of them once.

    Raises:
        InvalidAnswer: one of them is no tag.
    """
    return tuple(dict.fromkeys(clean_tag(text) for text in texts))


def read_tags(line: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tags on a line, with commas or blanks between them, with `#` or without.

    Args:
        line: the line; an empty one has no tags.
        known: the tags that the case has; one with blanks or commas in it is read as one tag.

    Raises:
        InvalidAnswer: one of them is no tag.
    """
    kept = sorted(filter(None, known), key=len, reverse=True)
    words = "|".join([*map(re.escape, kept), rf"[^{_SEPARATORS}][^\s,]*"])
    found = re.findall(rf"(?:(?<=[{_SEPARATORS}])|^)(?:{words})(?=[\s,]|$)", line)
    return tuple(dict.fromkeys(each if each in kept else clean_tag(each) for each in found))


def tags_line(tags: Iterable[str]) -> str:
    """Return tags as the line that `read_tags` reads."""
    return ", ".join(tags)


def merged_tags(
    before: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Return tags that two programs have changed: what one added is there, what it removed is not.

    Args:
        before: the tags before both changes.
        mine: the tags with one change.
        theirs: the tags with the other change.
    """
    if theirs == before:
        return mine
    kept = [tag for tag in theirs if tag in mine or tag not in before]
    return tuple(dict.fromkeys([*kept, *(tag for tag in mine if tag not in before)]))


@dataclass(frozen=True)
class TagChange:
    """A change of a case's tags: `coprod_cli.operations.choices.change_tags` applies it.

    Attributes:
        instead: the tags that replace all earlier ones; None to keep those.
        added: tags to add.
        removed: tags to remove.
    """

    instead: tuple[str, ...] | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


NO_TAG_CHANGE = TagChange()
