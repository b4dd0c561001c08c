"""Rebuilds a note that has lost all its markers, as in a word processor.

Known headings in any shape get their markers back. They are matched to the template's questions in
order, so that a wording that stands twice is taken where the order fits. All other text stays where
it is: in the answer above it, or above the first section.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.damaged_markers import DAMAGED, DamagedMarker
from coprod_cli.notebook.note.edit import Edit, apply_edits, marker_edit
from coprod_cli.notebook.note.heading_repair import outdented
from coprod_cli.notebook.note.heading_shapes import HEADING_SHAPES, Shape
from coprod_cli.notebook.note.known_headings import heading_line
from coprod_cli.notebook.note.markers import END, Marker, is_heading, marker_for
from coprod_cli.notebook.note.missing_questions import MissingQuestions
from coprod_cli.notebook.note.new_note import heading_of
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.placed_headings import Placed, placed_headings
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note.source_list import split_answer
from coprod_cli.notebook.note.version_diff import has_answer

_END_LINE = re.compile(r"^[ \t]*<!--[ \t]*coprod:end[ \t]*-->[ \t]*(?:\n|\Z)", re.MULTILINE)
_MIN_PLAIN = 2
"""How many questions must be recognized if none of them has the shape of a heading."""


class RebuildReport(NamedTuple):
    """What was recognized in a text without markers.

    Attributes:
        questions: how many questions the template has.
        recognized: how many of them have a heading in the text.
        answers: how many answers have words.
        lines_above: how many lines with words stand above the first heading, the title aside.
        unplaced: how many known wordings stay in an answer, since their place is not certain.
        is_certain: whether nothing but the markers is gone: each section and question has its ATX
            heading, and no other text is left.
    """

    questions: int
    recognized: int
    answers: int
    lines_above: int
    unplaced: int
    is_certain: bool


class Rebuilt(NamedTuple):
    """The text of a rebuilt note below its front matter, and what was recognized in it."""

    text: str
    report: RebuildReport


def has_markers(note: Note) -> bool:
    """Return True if a note has the marker of any section or question."""
    return any(slot.marker.address != END for slot in note.slots)


def is_without_markers(note: Note) -> bool:
    """Return True if a note has words below its front matter, and all its markers are gone."""
    front = note.front_matter
    if front is None or has_markers(note) or not all(map(_is_words, note.damaged)):
        return False
    lines = note.text[front.end :].split("\n")[1:]
    return any(line.strip() and not is_heading(line) for line in lines if "coprod:" not in line)


def _is_words(damaged: DamagedMarker) -> bool:
    """Return True if a line that looks like a marker is rather an escaped line of an answer."""
    is_end = damaged.marker is not None and damaged.marker.address == END
    return is_end and damaged.place.escapes > 0


def rebuilt(
    text: str, template: Template, language: str, *, complete: bool = True
) -> Rebuilt | None:
    r"""Return a text with markers under its known headings; None if no heading is known.

    Args:
        text: the text below the front matter, with `\n` line ends and without markers but `end`.
        template: the template.
        language: the language of the headings that are added.
        complete: whether to add the questions that are not in the text, unanswered. They are not if
            the note is of another version of the template.
    """
    body, *rest = _END_LINE.split(text, maxsplit=1)
    lines = body.rstrip("\n").split("\n")
    placed, unplaced = placed_headings(lines, len(lines), template)
    questions = [each.address for each in placed.values() if not each.address.is_in_group]
    recognized = len({each for each in questions if each.is_question})
    is_shaped = any(each.block.shape in HEADING_SHAPES for each in placed.values())
    if recognized < (1 if is_shaped else min(_MIN_PLAIN, len(template.questions))):
        return None
    new_lines = _with_markers(lines, placed, template, language)
    note = read_note("\n".join([*new_lines, "", f"{Marker(END)}\n{''.join(rest)}"]).encode(), "")
    if complete:
        note = MissingQuestions(template, language, (), frozenset()).added_to(note)
    first = min(placed)
    above = [line for line in lines[:first] if line.strip() and not is_heading(line)]
    answers = sum(has_answer(note, slot) for slot in note.slots if _is_answer(slot))
    is_all_atx = all(each.block.shape is Shape.ATX for each in placed.values())
    is_whole = {each.address for each in placed.values()} >= {*template.headed}
    is_certain = complete and is_all_atx and is_whole and not above and not unplaced
    report = RebuildReport(
        len(template.questions), recognized, answers, len(above), unplaced, is_certain
    )
    return Rebuilt(note.text, report)


def _is_answer(slot: Slot) -> bool:
    return slot.marker.address.is_question


def _with_markers(
    lines: Sequence[str], placed: dict[int, Placed], template: Template, language: str
) -> list[str]:
    """Return the lines with an ATX heading and a marker in place of each known heading."""
    sections = {each.address for each in placed.values() if not each.address.is_question}
    starts = sorted(placed)
    result = list(lines[: starts[0]])
    for first, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        block, address, voice = placed[first]
        section = Address(address.section)
        if section not in sections:
            sections.add(section)
            result += _block(result, heading_of(section, template, language), section, None)
        wordings = block.wordings
        known = address if address in wordings else _template_part(address)
        heading = heading_line(address, wordings[known], block.voice, template)
        result += _block(result, heading, address, voice)
        text = list(lines[block.after : stop])
        text = outdented(text) if block.shape is Shape.BULLET else text
        result += [""] if text and text[0].strip() else []
        result += text
    return result


def _template_part(address: Address) -> Address:
    return address.outer.child(address.part)


def _block(above: Sequence[str], heading: str, address: Address, voice: str | None) -> list[str]:
    lead = [""] if above and above[-1].strip() else []
    return [*lead, heading, str(Marker(address, voice=voice))]


# --- notes ---


def with_states_of(note: Note, other: Note) -> Note:
    """Return a rebuilt note with the states that another version has for the same texts.

    What is "not known yet", and how an answer is known, was in the comments and is gone.
    """
    answers = {answer.key: answer for answer in other.case.answers} if other.case else {}
    own = {answer.key: answer for answer in note.case.answers} if note.case else {}
    edits = []
    for slot in note.slots:
        answer = answers.get(slot.marker.key)
        if answer is None or (rebuilt := own.get(answer.key)) is None:
            continue
        # The word that tells a source list from text is gone, too.
        split = split_answer(rebuilt.text, is_listed=bool(answer.sources))
        if (split.text, split.references) == (answer.text, answer.sources):
            edits.append(marker_edit(note, slot, marker_for(answer, slot.marker.words)))
    return apply_edits(note, edits)


def rebuilt_note(note: Note, template: Template | None) -> tuple[Note, RebuildReport] | None:
    """Return a note with its markers rebuilt; None if it has markers, or nothing is recognized.

    The front matter stays as it is.
    """
    case, front = note.case, note.front_matter
    if case is None or front is None or template is None or not is_without_markers(note):
        return None
    if any(
        finding.uncertain and finding.kind not in ("no-end", DAMAGED) for finding in note.findings
    ):
        return None
    first = note.lines.number(front.end) + 1
    lines = note.text.split("\n")
    same_version = template.asks_the_same_as(case.template_version)
    result = rebuilt("\n".join(lines[first:]), template, case.language, complete=same_version)
    if result is None:
        return None
    new_lines = result.text.removesuffix("\n").split("\n")
    return apply_edits(note, [Edit(first, len(lines), new_lines)]), result.report
