"""Merges two versions of a coding by the ids of its passages, and keeps what each side changed.

One coder may work on two computers. Lines do not merge: `git merge-file` conflicts in most merges
of such files. By id, only a passage that both sides changed has to be told of.
"""

from typing import NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import Coding, Passage
from coprod_cli.notebook.coding_edit import edited_text, item_texts, without_items
from coprod_cli.notebook.coding_reader import read_coding
from coprod_cli.notebook.note.conflict_sides import text_sides


class MergedCoding(NamedTuple):
    """The text of a merged coding, and the ids of the passages that both sides changed."""

    text: str
    changed_twice: tuple[str, ...] = ()


def has_conflict_marks(text: str) -> bool:
    """Return whether git left its conflict marks in a text."""
    return text.startswith("<<<<<<< ") or "\n<<<<<<< " in text


def without_conflict_marks(text: str, source: str) -> MergedCoding | None:
    """Return the merge of the versions in a coding with git's conflict marks.

    Returns:
        None if the marks are not in pairs, or a version is damaged.
    """
    sides = text_sides(text.splitlines(keepends=True))
    if sides is None:
        return None
    try:
        ours, theirs = (_without_doubles(each, source) for each in (sides.ours, sides.theirs))
        return merge_texts(sides.base, ours, theirs, source)
    except InvalidInput:
        return None


def _without_doubles(text: str, source: str) -> str:
    """Return a version without a second passage of an id; git's merge of lines may leave some."""
    read = read_coding(text, source)
    if read.coding is None or not read.doubles or len(read.findings) > len(read.doubles):
        return text
    coding = read.coding
    for double in read.doubles.values():
        if (first := coding.passage(double.id)) is not None:
            coding = coding.with_passage(_merged_passage(None, first, double)[0])
    return edited_text(without_items(text, read.doubles), coding)


def merge_texts(base: str | None, ours: str, theirs: str, source: str) -> MergedCoding:
    """Merge two versions of the text of a coding; lines that do not change are those of `ours`.

    Args:
        base: the version before both changes; None or "" if it is not known.
        ours: one version.
        theirs: the other version.
        source: the file, for findings.

    Raises:
        InvalidInput: a version is damaged, or they are not of one case and one coder.
    """
    one, other = read_coding(ours, source), read_coding(theirs, source)
    for read in (one, other):
        if read.coding is None or read.findings:
            raise InvalidInput(read.findings)
    before = read_coding(base, source).coding if base else None
    if one.coding is None or other.coding is None or _whose(one.coding) != _whose(other.coding):
        finding = Finding("coding", msg("these are not two versions of one coding."), source)
        raise InvalidInput([finding])
    merged, changed_twice = merge_codings(before, one.coding, other.coding)
    return MergedCoding(
        edited_text(ours, merged, item_texts(theirs.replace("\r\n", "\n"), other)), changed_twice
    )


def merge_codings(
    base: Coding | None, ours: Coding, theirs: Coding
) -> tuple[Coding, tuple[str, ...]]:
    """Return the merge of two versions of a coding, and the ids that both sides changed."""
    known = {each.id: each for each in base.passages} if base else {}
    one, other = ({each.id: each for each in side.passages} for side in (ours, theirs))
    merged: list[Passage] = []
    twice: list[str] = []
    for name in _order(tuple(one), tuple(other)):
        before, mine, yours = known.get(name), one.get(name), other.get(name)
        if mine is None or yours is None:
            left = mine or yours
            if left is not None and left != before:
                merged.append(left)
                if before is not None:  # taken out on one side, changed on the other: it stays
                    twice.append(name)
            continue
        passage, is_twice = _merged_passage(before, mine, yours)
        merged.append(passage)
        if is_twice:
            twice.append(name)
    done = _chosen(base.done if base else "", ours.done, theirs.done)
    return Coding(ours.case_id, ours.coder, done, tuple(merged)), tuple(twice)


def _whose(coding: Coding) -> tuple[str, str]:
    return coding.case_id, coding.coder


def _order(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """Return all ids: those of the one, and each new one of the other behind the same one."""
    order = list(one)
    place = 0
    for name in other:
        if name in one:
            place = order.index(name) + 1
        else:
            order.insert(place, name)
            place += 1
    return order


def _merged_passage(before: Passage | None, one: Passage, other: Passage) -> tuple[Passage, bool]:
    """Return the merge of two versions of a passage, and whether both sides changed it."""
    if other in (one, before):
        return one, False
    if one == before:
        return other, False
    newer, older = sorted((one, other), key=_when, reverse=True)
    anchor = older if before is not None and _anchor(newer) == _anchor(before) else newer
    codes = _codes(before.codes if before else None, one.codes, other.codes)
    memo = _memo(before.memo if before else "", one.memo, other.memo)
    return anchor._replace(codes=codes, memo=memo), True


def _when(passage: Passage) -> tuple[str, Passage]:
    return passage.found.when if passage.found else "", passage._replace(found=None)


def _anchor(passage: Passage) -> tuple[object, ...]:
    return passage.at, passage.voice, passage.quote, passage.is_words, passage.found


def _codes(
    before: tuple[CodeName, ...] | None, one: tuple[CodeName, ...], other: tuple[CodeName, ...]
) -> tuple[CodeName, ...]:
    """Return the codes of both, without those that one side took out."""
    known = set(before or ())
    kept = known & set(one) & set(other)
    return tuple(sorted(kept | (set(one) - known) | (set(other) - known)))


def _memo(before: str, one: str, other: str) -> str:
    chosen = _chosen(before, one, other)
    if one == other or before in (one, other):
        return chosen
    return "\n".join(dict.fromkeys(filter(None, sorted((one, other)))))


def _chosen(before: str, one: str, other: str) -> str:
    """Return the value that one side changed; the greater one if both did."""
    if one == before:
        return other
    return one if other == before else max(one, other)
