"""Replaces identifiers with placeholders; the same person or thing gets the same number."""

import re
from collections.abc import Sequence

from coprod_cli.base.text import folded
from coprod_cli.privacy.identifiers import find_identifiers, with_mentions
from coprod_cli.privacy.kinds import Identifier, Kind
from coprod_cli.privacy.mentions import NO_NAMES, KnownNames, names_in
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
_UNNUMBERED = {Kind.DATE: "[DATE]", Kind.AGE: "[AGE]"}
# "Hollis's" loses its genitive, and an "s" as "Bergs" does: both "Hollis" and it have one key.
_GENITIVE = re.compile("s?(?:['\u2019]s?)?\\Z")
_WORD = re.compile("[^\\W_]+")


class Placeholders:
    """The placeholders of one export: the same identifier has the same number everywhere in it.

    Names are compared without case, title and genitive ending. A surname alone means the one person
    who has it with a first name. Two people who are both called only "Berg" get one number.
    """

    def __init__(self, watched: WatchList = NO_WATCH_LIST) -> None:
        self._watched = watched
        self._numbers: dict[tuple[str, str], int] = {}
        self._counts: dict[str, int] = {}
        self._with_surname: dict[str, set[int]] = {}
        self._names: set[str] = set()

    def find(self, text: str) -> list[Identifier]:
        """Return the identifiers in one text of a case."""
        return find_identifiers(text, self._watched)

    def replace(
        self, text: str, known: KnownNames = NO_NAMES, found: list[Identifier] | None = None
    ) -> str:
        """Return a text with a placeholder for each identifier in it.

        `find_identifiers` finds nothing in the result, and existing placeholders are unchanged.

        Args:
            text: the text.
            known: the names of the whole case.
            found: the identifiers in the text, if they have been looked for.
        """
        found = self.find(text) if found is None else found
        known |= names_in(text, found)
        found = with_mentions(text, found, known)
        # Replacing one identifier may expose another one next to it, so the search is repeated.
        # It ends, because each round leaves less text outside placeholders.
        while found:
            parts = []
            position = 0
            for each in found:
                parts += [text[position : each.start], self._placeholder(each, text, known)]
                position = each.end
            text = "".join([*parts, text[position:]])
            found = find_identifiers(text, self._watched, known)
        return text

    def replace_in_all(self, texts: Sequence[str]) -> list[str]:
        """Return texts with placeholders; a name in one of them, or replaced before, is in all."""
        found = [self.find(text) for text in texts]
        known = KnownNames(frozenset(self._names))
        for text, identifiers in zip(texts, found, strict=True):
            known |= names_in(text, identifiers)
        pairs = zip(texts, found, strict=True)
        return [self.replace(text, known, identifiers) for text, identifiers in pairs]

    def _placeholder(self, found: Identifier, text: str, known: KnownNames) -> str:
        if found.kind in _UNNUMBERED:
            return _UNNUMBERED[found.kind]
        label = _LABELS[found.kind]
        value = text[found.start : found.end]
        if found.kind is Kind.NAME:
            value = known.full_name(value)
            self._names.add(value)
        return f"[{label}-{self._number(label, value)}]"

    def _number(self, label: str, value: str) -> int:
        key = (label, _name_key(value) if label == "PERSON" else _value_key(value))
        if key not in self._numbers:
            self._numbers[key] = self._same_person(*key) or self._next(label)
            self._remember_surname(*key)
        return self._numbers[key]

    def _next(self, label: str) -> int:
        self._counts[label] = self._counts.get(label, 0) + 1
        return self._counts[label]

    def _same_person(self, label: str, name: str) -> int | None:
        """Return the number of the person that a longer or shorter form of the name refers to."""
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
    """Return a name as a key that ignores case, white space and a genitive ending."""
    return " ".join(_GENITIVE.sub("", folded(name)).split())


def _value_key(value: str) -> str:
    """Return any other identifier as a key that ignores case, white space and punctuation."""
    return "".join(_WORD.findall(folded(value))) or value
