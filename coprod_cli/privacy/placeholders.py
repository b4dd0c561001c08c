"""Stable placeholders in place of what could tell who a person is."""

import re

from coprod_cli.base.text import folded
from coprod_cli.privacy.identifiers import find_identifiers
from coprod_cli.privacy.kinds import Identifier, Kind
from coprod_cli.privacy.watch_list import NO_WATCH_LIST, WatchList

_LABELS = {
    Kind.NATIONAL_ID: "ID",
    Kind.RECORD_NUMBER: "ID",
    Kind.EMAIL: "EMAIL",
    Kind.PHONE: "PHONE",
    Kind.URL: "LINK",
    Kind.IP: "IP",
    Kind.POSTCODE: "PLACE",
    Kind.ADDRESS: "PLACE",
    Kind.NAME: "PERSON",
    Kind.WATCHED: "PERSON",
}
_BARE = {Kind.DATE: "[DATE]", Kind.AGE: "[AGE]"}
_GENITIVE = re.compile("(?:['\u2019]s|s['\u2019]?|['\u2019])\\Z")
_WORD = re.compile("[^\\W_]+")


class Placeholders:
    """The placeholders of one export: who or what is the same has the same number in all of it.

    A name counts as the same whatever its case, its title and its genitive. A surname alone is
    the one person who has it with a first name; so are two people who are both only "Berg".
    """

    def __init__(self, watched: WatchList = NO_WATCH_LIST) -> None:
        self._watched = watched
        self._numbers: dict[tuple[str, str], int] = {}
        self._counts: dict[str, int] = {}
        self._with_surname: dict[str, set[int]] = {}

    def replace(self, text: str) -> str:
        """Return a text with a placeholder for each identifier in it.

        Nothing that `find_identifiers` knows is left, and what has been replaced stays the same.
        """
        # A number may come to stand free once its neighbour is gone, so this looks again; each
        # round leaves less text outside placeholders.
        while found := find_identifiers(text, self._watched):
            parts = []
            past = 0
            for each in found:
                parts += [text[past : each.start], self._placeholder(each, text)]
                past = each.end
            text = "".join([*parts, text[past:]])
        return text

    def _placeholder(self, found: Identifier, text: str) -> str:
        if found.kind in _BARE:
            return _BARE[found.kind]
        label = _LABELS[found.kind]
        return f"[{label}-{self._number(label, text[found.start : found.end])}]"

    def _number(self, label: str, value: str) -> int:
        key = (label, _name_key(value) if label == "PERSON" else _value_key(value))
        if key not in self._numbers:
            self._numbers[key] = self._known_person(*key) or self._next(label)
            self._remember_surname(*key)
        return self._numbers[key]

    def _next(self, label: str) -> int:
        self._counts[label] = self._counts.get(label, 0) + 1
        return self._counts[label]

    def _known_person(self, label: str, name: str) -> int | None:
        """Return the number of the one person that a longer or a shorter form of a name means."""
        if label != "PERSON":
            return None
        first, _, surname = name.rpartition(" ")
        others = self._with_surname.get(surname, set())
        if not first:
            return next(iter(others)) if len(others) == 1 else None
        return None if others else self._numbers.get((label, surname))

    def _remember_surname(self, label: str, name: str) -> None:
        if label == "PERSON" and " " in name:
            surname = name.rpartition(" ")[2]
            self._with_surname.setdefault(surname, set()).add(self._numbers[label, name])


def _name_key(name: str) -> str:
    """Return what all ways of writing a name have in common."""
    return " ".join(_GENITIVE.sub("", folded(name)).split())


def _value_key(value: str) -> str:
    return "".join(_WORD.findall(folded(value))) or value
