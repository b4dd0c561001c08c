"""Three-way merge of one block of a note: its heading, its marker's words and its text."""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from coprod_cli.notebook.note.markers import Marker
from coprod_cli.notebook.note.merge_lists import merged_list
from coprod_cli.notebook.note.merge_values import merged_set, the_longer, three_way
from coprod_cli.notebook.note.note_parts import Block
from coprod_cli.notebook.note.two_versions import has_two_versions


class JoinKind(StrEnum):
    """How two changes of the same place were joined."""

    BOTH = "both"
    CHOSEN = "chosen"
    KEPT = "kept"
    LINES = "lines"
    LONGER = "longer"
    NEWER = "newer"
    RENUMBERED = "renumbered"


class Joined(NamedTuple):
    """A place that both sides changed.

    Attributes:
        kind: how the changes were joined.
        name: the answer's key, or the key in the front matter; "" for text outside of answers.
    """

    kind: JoinKind
    name: str

    @property
    def is_open(self) -> bool:
        """Whether a person has to choose: both texts, or both values, are in the note."""
        return self.kind in (JoinKind.BOTH, JoinKind.CHOSEN)


class MergedBlock(NamedTuple):
    """A block, and how it was joined; `kind` is None if only one side changed it."""

    block: Block
    kind: JoinKind | None


class BetweenSides(NamedTuple):
    """What a merge writes where it joins two sides, in the language of the note.

    Attributes:
        line: the line to put between two texts, the late one above it.
        language: the language.
    """

    line: str
    language: str


def merged_block(
    base: Block | None,
    late: Block,
    early: Block,
    between: BetweenSides,
    earlier: Collection[str] = (),
) -> MergedBlock:
    """Return the block of two sides as one.

    References are joined apart from the text: all of both sides, without those that one removed.

    Args:
        base: the block before both changes; None if it is not known.
        late: the block of the side that was changed last.
        early: the block of the other side.
        between: what is written where the two are joined.
        earlier: texts that are known to have been replaced by a later one.
    """
    if not (late.marker.sources or early.marker.sources):
        return _merged_text(base.without_sources() if base else None, late, early, between.line,
                            earlier)  # fmt: skip
    plain = [block.without_sources() for block in (late, early)]
    merged = _merged_text(
        base.without_sources() if base else None, plain[0], plain[1], between.line, earlier
    )
    known = base.sources if base else None
    sources = tuple(merged_set(known, late.sources, early.sources))
    block = merged.block
    for side in (late, early):
        # What one side has already keeps its bytes.
        if (*block.value, sources) == side.content:
            marker = block.marker._replace(sources=side.marker.sources)
            line = side.line if marker == side.marker else f"{marker}\n"
            return merged._replace(block=block._replace(marker=marker, line=line, body=side.body))
    block = block.with_sources(sources, between.language)
    return merged._replace(block=block._replace(line=f"{block.marker}\n"))


def _merged_text(
    base: Block | None, late: Block, early: Block, between: str, earlier: Collection[str]
) -> MergedBlock:
    """Return the block of two sides, which have no references, as one."""
    value = three_way(base.value if base else None, late.value, early.value)
    kind = None
    if value is None:
        chosen, kind = _joined(base, late, early, between, earlier)
    else:
        chosen = late if late.value == value else early
        body = three_way(base.body if base else None, late.body, early.body)
        if late.value == early.value and body is not None:
            chosen = chosen._replace(body=body)
    above = three_way(base.above if base else None, late.above, early.above)
    marker = _merged_marker(base, late, early, chosen.marker)
    line = next((side.line for side in (late, early) if side.marker == marker), f"{marker}\n")
    return MergedBlock(Block(marker, chosen.above if above is None else above, line, chosen.body),
                       kind)  # fmt: skip


def _joined(
    base: Block | None, late: Block, early: Block, between: str, earlier: Collection[str]
) -> tuple[Block, JoinKind | None]:
    """Return a block with the texts of two that both sides changed, and how they were joined."""
    if not late.given or not early.given:
        given = late if late.given else early
        return given, None if base is None else JoinKind.KEPT
    marker = late.marker._replace(unknown=late.marker.unknown and early.marker.unknown)
    block = late._replace(marker=marker)
    texts = late.text, early.text
    if base is None and (late.text in earlier) != (early.text in earlier):
        newer = early if late.text in earlier else late
        return newer, JoinKind.NEWER
    if (longer := the_longer(*texts)) is not None:
        # Of two versions that are kept already, one is nothing new.
        is_plain = late.text == early.text or not all(texts) or has_two_versions(longer)
        kind = None if is_plain else JoinKind.LONGER
        return block.with_text(longer), kind
    if (lines := merged_list(base.text if base else None, *texts)) is not None:
        return block.with_text(lines), JoinKind.LINES
    return block.with_text(both_texts(*texts, between)), JoinKind.BOTH


def both_texts(late: str, early: str, between: str) -> str:
    """Return two texts as one, with the line between them that says so."""
    return f"{late}\n\n{between}\n\n{early}"


def _merged_marker(base: Block | None, late: Block, early: Block, chosen: Marker) -> Marker:
    """Return the marker with the words of both sides; where they differ, those of the text."""
    before = base.marker if base else None
    evidence = three_way(
        (before.evidence,) if before else None, (late.marker.evidence,), (early.marker.evidence,)
    )
    known = _by_name(before) if before else {}
    late_words, early_words, preferred = map(_by_name, (late.marker, early.marker, chosen))
    words = []
    for name in dict.fromkeys((*late_words, *early_words)):
        sides = (late_words.get(name, ""), early_words.get(name, ""))
        word = three_way(known.get(name, "") if base else None, *sides)
        words.append(preferred.get(name) or "".join(sides) if word is None else word)
    marker = chosen._replace(words=tuple(word for word in words if word))
    if evidence is not None:
        return marker._replace(evidence=evidence[0])
    named = chosen.evidence or late.marker.evidence or early.marker.evidence
    other = {late.marker.evidence, early.marker.evidence} - {named, None}
    kept = (f"evidence={word}" for word in other)
    return marker._replace(evidence=named, words=(*marker.words, *kept))


def _by_name(marker: Marker) -> dict[str, str]:
    """Return a marker's words by their names, such as `asked`."""
    return {word.partition("=")[0]: word for word in marker.words}
