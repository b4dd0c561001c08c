"""The promise to whoever changes a note elsewhere: what was an answer stays one, or it is told.

For any change to a note, the words that were an answer are afterwards in the same answer of the
same voice, or a finding names the place; and a repair never reduces what is known.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from unicodedata import normalize

from coprod_cli.base.errors import Finding
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.operations.plan_repair import planned_rebuild, planned_repair

_WORD = re.compile(r"[^\W_]+")
_LIST_NUMBER = re.compile(r"^[ \t>]*[0-9]+\\?[.)][ \t]", re.MULTILINE)
_LONG = 6
UNKNOWN = "not known yet, no more"
_METADATA = ("id", "title", "template", "template_version", "language", "status", "created", "tags")


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, as all programs leave them.

    Without punctuation and case, and without the numbers of lists, which formatters count anew.
    """
    if "&" in text:
        text = html.unescape(text)
    return tuple(_WORD.findall(normalize("NFC", _LIST_NUMBER.sub("", text)).casefold()))


@lru_cache(maxsize=512)
def _read(data: bytes) -> Note:
    return read_note(data, "note.md")


class ReadNote:
    """A note with its findings, and the words of its answers and of its lines."""

    def __init__(self, data: bytes, template_of: TemplateLookup) -> None:
        """Read and check a note."""
        self.note = _read(data)
        self.case = self.note.case
        self.template = template_of(self.case.template) if self.case else None
        self.findings = check_note(self.note, template_of)
        self.answers = {answer.key: answer for answer in (self.case.answers if self.case else ())}

    @cached_property
    def words(self) -> dict[AnswerKey, tuple[str, ...]]:
        """The words of each answer, and of its references."""
        return {
            key: words_of("\n".join((answer.text, *answer.sources)))
            for key, answer in self.answers.items()
        }

    @cached_property
    def is_uncertain(self) -> bool:
        """Whether an answer of the note cannot be attributed to its question."""
        return is_uncertain(self.note, self.template)

    @cached_property
    def all_words(self) -> set[str]:
        """The words of the file."""
        return set(words_of(self.note.text))

    @cached_property
    def lines_by_word(self) -> dict[str, list[int]]:
        """The numbers of the lines, from 1, that have a word."""
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self.note.text.split("\n"), 1):
            for word in words_of(line):
                lines.setdefault(word, []).append(number)
        return lines

    @cached_property
    def own_lines(self) -> dict[tuple[str, ...], set[AnswerKey]]:
        """The words of each line of coprod's own: headings, markers, front matter.

        With the answers or sections to which a heading or a marker belongs.
        """
        note, lines = self.note, self.note.text.split("\n")
        lines = lines[: note.lines.number(note.slots[-1].start)] if note.slots else lines
        inside: set[int] = set()
        for slot in note.slots:
            if slot.marker.address.is_question:
                inside.update(range(note.lines.number(slot.start), note.lines.number(slot.end)))
        owners = {
            note.lines.number(offset): slot.marker.key
            for slot in note.slots
            for offset in (slot.heading, slot.line)
        }
        outside = [number for number in range(len(lines)) if number not in inside]
        words: dict[tuple[str, ...], set[AnswerKey]] = {}
        for number in outside:
            if line := words_of(lines[number]):
                owner = {owners[number]} if number in owners else set()
                words.setdefault(line, set()).update(owner)
        return words

    @cached_property
    def blocks(self) -> list[tuple[int, int, AnswerKey | None]]:
        """The first and last line of each block, and the answer to which it belongs."""
        lines, last = self.note.lines, self.note.slots[-1] if self.note.slots else None
        return [
            (
                lines.number(slot.heading) + 1,
                lines.number(len(self.note.text) if slot is last else slot.end - 1) + 1,
                slot.marker.key if slot.marker.address.is_question else None,
            )
            for slot in self.note.slots
        ]

    def block_at(self, line: int) -> tuple[int, int, AnswerKey | None]:
        """Return the block in which a line is; what is above all of them is one, too."""
        for block in self.blocks:
            if block[0] <= line <= block[1]:
                return block
        return (1, self.blocks[0][0] if self.blocks else line, None)

    def told(self, lines: range, key: AnswerKey | None, *, uncertain: bool) -> bool:
        """Return whether a finding names one of the lines, or the answer."""
        return any(
            finding.line in lines or (key is not None and _names(finding, key))
            for finding in self.findings
            if finding.uncertain or not uncertain
        )


def _names(finding: Finding, key: AnswerKey) -> bool:
    """Return whether a finding names an answer, or the group of which it is a part."""
    told = str(finding)
    names = {key.address, key.address.outer, key.address.item_address or key.address}
    return any(f'"{name}"' in told or f"coprod:{name} " in told for name in names)


@dataclass(frozen=True)
class Loss:
    """What is lost without a word: the kind, the answer, and words of it."""

    kind: str
    key: AnswerKey | None
    words: tuple[str, ...] = ()
    line: int = 0

    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        return f"{self.kind}: {self.key} {' '.join(self.words[:8])}{where}"


@lru_cache(maxsize=256)
def read_before(text: str, template_of: TemplateLookup) -> ReadNote:
    """Read a note that is changed in many ways."""
    return ReadNote(text.encode(), template_of)


def losses(before: ReadNote, after: ReadNote) -> list[Loss]:
    """Return what was an answer before, and is afterwards neither the same answer nor told."""
    if after.case is None:
        return [] if any(each.uncertain for each in after.findings) else [Loss("unreadable", None)]
    found = [*_lost_metadata(before, after)]
    for key, answer in before.answers.items():
        words = before.words[key]
        now = after.words.get(key, ())
        if words != now:
            found += _lost_words(before, after, key, words, now)
        if answer.unknown and not (key in after.answers and after.answers[key].unknown):
            found += _lost_unknown(after, key)
    for key, now in after.words.items():
        if now != before.words.get(key, ()):
            found += _gained_words(before, after, key, now)
    certain = not after.is_uncertain
    if certain and any(each.uncertain for each in after.findings):
        found.append(Loss("exported though a finding is uncertain", None))
    return found


def _lost_metadata(before: ReadNote, after: ReadNote) -> Iterator[Loss]:
    if any(finding.kind == "front-matter" for finding in after.findings):
        return
    for name in _METADATA:
        was, now = (words_of(str(getattr(each.case, name))) for each in (before, after))
        is_kept = set(was) <= set(now) if name == "tags" else was == now
        if not is_kept and not after.told(
            range(1, _end_of_front_matter(after) + 1), None, uncertain=False
        ):
            yield Loss(f"front matter: {name}", None)


def _end_of_front_matter(after: ReadNote) -> int:
    front = after.note.front_matter
    return after.note.lines.number(front.end) + 1 if front else 1


def _lost_words(
    before: ReadNote, after: ReadNote, key: AnswerKey, words: tuple[str, ...], now: tuple[str, ...]
) -> Iterator[Loss]:
    """Yield the runs of words that are gone from an answer, and stand elsewhere untold."""
    for tag, start, end, _, _ in SequenceMatcher(None, words, now, autojunk=False).get_opcodes():
        if tag not in ("delete", "replace"):
            continue
        for word in dict.fromkeys(words[start:end]):
            lines = after.lines_by_word.get(word, [])
            if not lines or not _is_telling(before, word):
                continue  # the change itself took it away, or it may be any word
            blocks = [after.block_at(line) for line in lines]
            if any(block[2] == key for block in blocks):
                continue
            in_another = all(block[2] is not None for block in blocks)
            if not any(
                after.told(range(block[0], block[1] + 1), key, uncertain=in_another)
                for block in blocks
            ):
                kind = "in another answer" if in_another else "in no answer"
                yield Loss(kind, key, words[start:end], lines[0])
                break


def _is_telling(before: ReadNote, word: str) -> bool:
    """Return whether a word stands once in a note: where it is now, its answer is."""
    return len(word) >= _LONG and len(before.lines_by_word.get(word, [])) == 1


def _lost_unknown(after: ReadNote, key: AnswerKey) -> Iterator[Loss]:
    own = [block for block in after.blocks if block[2] == key]
    places = [range(block[0], block[1] + 1) for block in own] or [range(0)]
    places += [range(line, line + 1) for line in _lines_of_unknown(after, key)]
    cut_off = not own and any(each.kind == "no-end" for each in after.findings)
    # Of a note without any marker, one finding tells of all its answers.
    without = not any(block[2] for block in after.blocks)
    told_of_all = without and any(each.uncertain for each in after.findings)
    if not (cut_off or told_of_all) and not any(
        after.told(place, key, uncertain=False) for place in places
    ):
        yield Loss(UNKNOWN, key)


def _lines_of_unknown(after: ReadNote, key: AnswerKey | None) -> list[int]:
    """Return the lines that say, in any shape, that an answer is not known yet.

    Where all comments were stripped, there is none, and no repair can know of it.
    """
    words = set(words_of(f"unknown {key.address if key else ''}"))
    lines = enumerate(after.note.text.split("\n"), 1)
    return [number for number, line in lines if words <= set(words_of(line))]


def _gained_words(
    before: ReadNote, after: ReadNote, key: AnswerKey, now: tuple[str, ...]
) -> Iterator[Loss]:
    """Yield the lines of an answer that were headings, markers or others' text, and are not told.

    They count only where the person cannot have written them: as whole lines, and two words.
    """
    had = before.words.get(key, ())
    for tag, _, _, start, end in SequenceMatcher(None, had, now, autojunk=False).get_opcodes():
        if tag not in ("insert", "replace"):
            continue
        run = now[start:end]
        # A section's marker is the beginning of those of its questions.
        line = max((line for line in before.own_lines if _is_in(line, run)), key=len, default=None)
        if line is None:
            continue
        block = next(block for block in after.blocks if block[2] == key)
        place = range(block[0], block[1] + 1)
        # Where a section is told of, the note is left out for the sake of its questions.
        left_out = after.is_uncertain
        if not any(
            after.told(place, owner, uncertain=owner.address.is_question or not left_out)
            for owner in before.own_lines[line]
        ) and not after.told(place, None, uncertain=True):
            yield Loss("structure is an answer", key, line, block[0])


def _is_in(line: tuple[str, ...], run: tuple[str, ...]) -> bool:
    if len(line) < 2:
        return run == line
    if len(line) > len(run) or line[0] not in run:
        return False
    starts = range(len(run) - len(line) + 1)
    return any(run[start : start + len(line)] == line for start in starts)


def repaired(note: Note, template_of: TemplateLookup) -> Note:
    """Return what `coprod check --repair` makes of a note unasked."""
    repair = planned_repair(note, template_of)
    return repair.after if repair else note


def rebuilt(note: Note, template_of: TemplateLookup) -> Note:
    """Return a note as `repaired` leaves it, with the rebuild that a person is then offered."""
    note = repaired(note, template_of)
    rebuild = planned_rebuild(note, template_of)
    return rebuild.after if rebuild else note


def repair_losses(before: ReadNote, after: ReadNote, template_of: TemplateLookup) -> list[Loss]:
    """Return what a repair of a changed note loses, or hides from the next check."""
    mended = repaired(after.note, template_of)
    if mended is after.note:
        return []
    read = ReadNote(mended.original.encode(), template_of)
    found = [
        Loss(f"repaired, {loss.kind}", *_rest(loss))
        for loss in losses(before, read)
        if loss.kind != UNKNOWN or _lines_of_unknown(after, loss.key)
    ]
    for key, answer in before.answers.items():
        found += [
            Loss("known before the repair only", answer.key)
            for known in (_has_words, _is_unknown)
            if known(before, after, key) and not known(before, read, key)
        ]
    gone = {word for word in after.all_words - read.all_words if _is_telling(before, word)}
    if gone:
        found.append(Loss("gone by the repair", None, tuple(sorted(gone))))
    if repaired(read.note, template_of).original != mended.original:
        found.append(Loss("a second repair changes more", None))
    return found


def _rest(loss: Loss) -> tuple[AnswerKey | None, tuple[str, ...], int]:
    return loss.key, loss.words, loss.line


def _has_words(before: ReadNote, after: ReadNote, key: AnswerKey) -> bool:
    return bool(before.words[key]) and after.words.get(key) == before.words[key]


def _is_unknown(before: ReadNote, after: ReadNote, key: AnswerKey) -> bool:
    now = after.answers.get(key)
    return before.answers[key].unknown and now is not None and now.unknown


def all_losses(before: str, after: str, template_of: TemplateLookup) -> list[Loss]:
    """Return what a change of a note loses without a word, before a repair and after it."""
    if before == after:
        return []
    was = read_before(before, template_of)
    now = ReadNote(after.encode(), template_of)
    return losses(was, now) + repair_losses(was, now, template_of)


def assert_nothing_is_lost(
    before: str, after: str, template_of: TemplateLookup, what: str = "this change"
) -> None:
    """Fail if a change of a note loses an answer without a word, before a repair or after it."""
    found: Iterable[Loss] = all_losses(before, after, template_of)
    assert not found, f"{what}:\n" + "\n".join(f"  {loss}" for loss in found)
