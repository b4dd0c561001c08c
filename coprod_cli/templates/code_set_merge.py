"""Merges two versions of a code set by the ids of its codes, as codings are merged by passages.

The lines of one version stay, with its comments; what only the other one has is added. A code that
one version renamed is known by its earlier names (`was`). Of a text that both changed, one is kept,
the same one on each computer, and told; lists and texts in several languages are joined.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from coprod_cli.base.yaml_document import Path as YamlPath
from coprod_cli.base.yaml_edit import append_item, remove_key, set_value
from coprod_cli.templates.code_set_loader import FindSet, parse_code_set

_APART = ("id", "codes")
_LISTS = ("was", "instead", "leave_out")
_MEANING = ("definition", "include", "exclude")
PLACE, REMOVED, RENAMED = "codes", "removed", "id"
"""What else two versions may have otherwise: the place of a code, whether it is there, its id."""


class ChangedTwice(NamedTuple):
    """What two versions have otherwise: the id of the code, "" for the set, and what of it.

    That is a key, or one of the words above.
    """

    code: str
    key: str


class MergedCodeSet(NamedTuple):
    """The text of the merged set, and what both versions changed."""

    text: str
    changed_twice: tuple[ChangedTwice, ...]


class _Entry(NamedTuple):
    """A code of a version: its id, its other keys, the id above it, and the way to it."""

    id: str
    words: Mapping[str, Any]
    above: str
    path: YamlPath

    @property
    def names(self) -> frozenset[str]:
        """Its id and its earlier ones."""
        return frozenset((self.id, *self.words.get("was", ())))


class _Version(NamedTuple):
    words: Mapping[str, Any]
    codes: Mapping[str, _Entry]

    @classmethod
    def of(cls, text: str, source: str, set_id: str, find: FindSet) -> "_Version":
        data = parse_code_set(text, source, set_id, find).document.value
        entries = {each.id: each for each in _entries(data.get("codes") or (), "", ("codes",))}
        return cls(_words(data), entries)

    def same_as(self, entry: _Entry, other: "_Version") -> _Entry | None:
        """Return the code of this version that a code of another version is; None if it is new."""
        if entry.id in self.codes:
            return self.codes[entry.id]
        known = (each for each in self.codes.values() if each.id not in other.codes)
        return next((each for each in known if each.names & entry.names), None)


def merge_code_sets(  # noqa: PLR0917 - three versions, as git names them
    base: str | None, ours: str, theirs: str, source: str, set_id: str, find: FindSet
) -> MergedCodeSet:
    """Merge two versions of the text of a code set.

    Args:
        base: the version before both changes; None or "" if it is not known.
        ours: one version, whose lines stay.
        theirs: the other version.
        source: the file, for findings.
        set_id: the set's id.
        find: returns the set that this one extends.

    Raises:
        InvalidInput: a version is invalid, or the text cannot be changed with certainty.
    """
    one, other = (_Version.of(each, source, set_id, find) for each in (ours, theirs))
    before = _Version.of(base, source, set_id, find) if base else None
    merge = _Merge(ours, source)
    merge.put_words((), "", before.words if before else None, one.words, other.words)
    names: dict[str, tuple[str, YamlPath]] = {}  # of theirs: the id in the merged set, and its path
    counts: dict[YamlPath, int] = {}
    for entry in one.codes.values():
        counts[entry.path[:-1]] = counts.get(entry.path[:-1], 0) + 1
    for entry in other.codes.values():
        mine = one.same_as(entry, other)
        if mine is None:
            above = names[entry.above][1] if entry.above else ()
            items = (*above, "codes")
            merge.text = append_item(merge.text, items, {"id": entry.id, **entry.words}, source)
            names[entry.id] = entry.id, (*items, counts.get(items, 0))
            counts[items] = counts.get(items, 0) + 1
            continue
        was = before.same_as(entry, one) if before else None
        merged_id = merge.put_id(mine, entry)
        names[entry.id] = merged_id, mine.path
        merge.put_words(
            mine.path, merged_id, was.words if was else (None if before is None else {}),
            mine.words, _with_was(entry, mine, merged_id),
        )  # fmt: skip
        if (names[entry.above][0] if entry.above else "") != mine.above:
            merge.changed_twice.append(ChangedTwice(merged_id, PLACE))
    removed = _removed(before, one, other) if before else ()
    changed_twice = (*merge.changed_twice, *removed)
    return MergedCodeSet(merge.text, changed_twice)


def _removed(before: _Version, one: _Version, other: _Version) -> Iterator[ChangedTwice]:
    """Yield the codes that one version took out; they stay."""
    for entry in before.codes.values():
        if (one.same_as(entry, before) is None) != (other.same_as(entry, before) is None):
            yield ChangedTwice(entry.id, REMOVED)


class _Merge:
    """The text that is being merged, and what both versions changed."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.changed_twice: list[ChangedTwice] = []
        self._source = source

    def put_id(self, mine: _Entry, yours: _Entry) -> str:
        """Give a code the id that one version renamed it to; return that."""
        if mine.id == yours.id or yours.id in mine.words.get("was", ()):
            return mine.id
        if mine.id not in yours.words.get("was", ()):  # each version renamed it
            self.changed_twice.append(ChangedTwice(max(mine.id, yours.id), RENAMED))
            if mine.id > yours.id:
                return mine.id
        self.text = set_value(self.text, (*mine.path, "id"), yours.id, self._source)
        return yours.id

    def put_words(
        self,
        path: YamlPath,
        code: str,
        before: Mapping[str, Any] | None,
        mine: Mapping[str, Any],
        yours: Mapping[str, Any],
    ) -> None:
        """Merge the keys of a code, or with "" those of the set."""
        for key in dict.fromkeys((*mine, *yours)):
            base = before.get(key) if before is not None else None
            knows = before is not None
            value, is_twice = _merged(key, base, mine.get(key), yours.get(key), knows_base=knows)
            if is_twice and key in _MEANING and isinstance(value, str):
                having = [each for each in (mine, yours) if key in each]
                value = max(having, key=lambda each: _age(each, key))[key]
            if is_twice:
                self.changed_twice.append(ChangedTwice(code, key))
            if value == mine.get(key):
                continue
            if value is None:
                self.text = remove_key(self.text, (*path, key), self._source)
            else:
                self.text = set_value(
                    self.text, (*path, key), value, self._source, before="codes"
                )  # fmt: skip


def _merged(key: str, base: Any, one: Any, other: Any, *, knows_base: bool) -> tuple[Any, bool]:
    """Return the value of two versions, and whether both changed it to different ones."""
    if one == other or (knows_base and other == base):
        return one, False
    if knows_base and one == base:
        return other, False
    if one is None or other is None:
        return (other if one is None else one), knows_base
    if isinstance(one, dict) and isinstance(other, dict):
        return _merged_map(key, base, one, other, knows_base=knows_base)
    return _joined(key, one, other)


def _age(words: Mapping[str, Any], key: str) -> tuple[str, str]:
    """Return what is greater of the words whose meaning changed later; else of the greater text."""
    return str(words.get("changed", "")), str(words.get(key, ""))


def _joined(key: str, one: Any, other: Any) -> tuple[Any, bool]:
    """Return what stands for two values, and whether a person has to hear of it."""
    if key in _LISTS:
        return sorted({*one, *other}), False
    if key in ("retired", "changed"):
        return (min if key == "retired" else max)(one, other), False
    shorter, longer = sorted((str(one), str(other)), key=lambda each: (len(each), each))
    if key == "memo" and not isinstance(one, dict) and not isinstance(other, dict):
        return (longer, False) if shorter in longer else ("\n".join(sorted((one, other))), True)
    return max(one, other, key=str), True


def _merged_map(
    key: str, base: Any, one: Mapping[str, Any], other: Mapping[str, Any], *, knows_base: bool
) -> tuple[Any, bool]:
    before = base if isinstance(base, dict) else {}
    whole: dict[str, Any] = {}
    is_twice = False
    for name in dict.fromkeys((*one, *other)):
        inner = name if key == "reword" or isinstance(one.get(name), dict) else key
        value, twice = _merged(
            inner, before.get(name), one.get(name), other.get(name), knows_base=knows_base
        )
        is_twice = is_twice or twice
        if value is not None:
            whole[name] = value
    return whole, is_twice


def _entries(codes: Iterable[Any], above: str, path: YamlPath) -> Iterator[_Entry]:
    for index, code in enumerate(codes):
        place = (*path, index)
        yield _Entry(code["id"], _words(code), above, place)
        yield from _entries(code.get("codes") or (), code["id"], (*place, "codes"))


def _words(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a code or a set, with lists where one word stands for a list."""
    words = {key: value for key, value in data.items() if key not in _APART}
    for key in _LISTS:
        if isinstance(words.get(key), str):
            words[key] = [words[key]]
    return words


def _with_was(yours: _Entry, mine: _Entry, merged_id: str) -> dict[str, Any]:
    """Return the keys of the other version's code; the ids that it gave up are among `was`."""
    given_up = [each for each in (mine.id, yours.id) if each != merged_id]
    if not given_up:
        return dict(yours.words)
    was = [each for each in (*yours.words.get("was", ()), *given_up) if each != merged_id]
    return {**yours.words, **({"was": sorted(set(was))} if was else {})}
