"""Checks a note against its template."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from coprod_cli.base.errors import Finding, InvalidAnswer, InvalidInput
from coprod_cli.base.message import composed, msg
from coprod_cli.base.text import quoted_name
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.question_base import has_conflict_mark
from coprod_cli.model.template import Template, TemplateLookup
from coprod_cli.notebook.note.borrowed_definitions import borrowed_definition_findings
from coprod_cli.notebook.note.buried_markers import buried_marker_findings
from coprod_cli.notebook.note.damaged_markers import DAMAGED, DamagedMarker, describe
from coprod_cli.notebook.note.heading_findings import stray_heading_findings
from coprod_cli.notebook.note.known_headings import template_address
from coprod_cli.notebook.note.lost_bytes import single_zero_bytes
from coprod_cli.notebook.note.lost_questions import headed_in_answers
from coprod_cli.notebook.note.lost_voices import LostVoice, lost_voice_findings, lost_voices
from coprod_cli.notebook.note.markers import END, REMOVED, Marker
from coprod_cli.notebook.note.moved_definitions import moved_definition_findings
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.rebuild import is_without_markers, rebuilt_note
from coprod_cli.notebook.note.restore_markers import (
    escaped_markers,
    possible_heading_lines,
    present_addresses,
)
from coprod_cli.notebook.note.source_findings import reference_findings
from coprod_cli.notebook.note.stray_headings import has_uncertain_headings
from coprod_cli.notebook.note.two_versions import has_two_versions
from coprod_cli.notebook.note.unread_steps import unread_step_findings


def check_note(note: Note, template_of: TemplateLookup) -> list[Finding]:
    """Return all findings of a note, in the order of its lines."""
    findings = [
        *note.findings,
        *single_zero_bytes(note.original, note.source),
        *moved_definition_findings(note),
        *borrowed_definition_findings(note),
        *reference_findings(note),
    ]
    case = note.case
    if case is not None and case.template:
        template = template_of(case.template)
        if template is None:
            name = quoted_name(case.template, "")
            message = msg("there is no template of that name here.")
            if name:
                message = msg("there is no template {name} here.", name=name)
            hint = "coprod templates list"
            findings.append(Finding("template", message, note.source, 1, 1, hint))
        else:
            lost = _lost_markers(note, case, template)
            if lost:
                findings = [each for each in findings if each.kind not in ("no-end", DAMAGED)]
            findings += lost or _template_findings(note, case, template)
            findings += unread_step_findings(note, case, template)
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def _lost_markers(note: Note, case: Case, template: Template) -> list[Finding]:
    """Return the finding of a note that has lost all its markers; [] for others."""
    if not is_without_markers(note):
        return []
    result = rebuilt_note(note, template)
    if result is None:
        message = msg("all of coprod's comments are gone, and no heading of a question is known.")
        hint = f"coprod history {case.id}"
    else:
        report = result[1]
        message = msg(
            "all of coprod's comments are gone; {recognized} of {questions} questions are known "
            "by their headings.",
            recognized=report.recognized, questions=report.questions,
        )  # fmt: skip
        hint = "coprod check --repair"
    return [Finding("no-markers", message, note.source, 1, 1, hint, uncertain=True)]


def refuse_uncertain(note: Note, template: Template | None) -> None:
    """Raise InvalidInput if any answer cannot be attributed to its question.

    Raises:
        InvalidInput: one cannot; the error has the findings.
    """
    if is_uncertain(note, template):
        findings = check_note(note, lambda _name: template)
        raise InvalidInput([each for each in findings if each.uncertain] or findings)


def is_uncertain(note: Note, template: Template | None) -> bool:
    """Return True if any answer cannot be attributed to its question.

    Such a note is not exported unless a person asks for it.
    """
    case = note.case
    if case is None or note.uncertain:
        return True
    if any(finding.uncertain for finding in moved_definition_findings(note)):
        return True
    if template is None:
        return False
    if has_uncertain_headings(note, template) or lost_voices(note, template):
        return True
    if escaped_markers(note, template) or any(buried_marker_findings(note, template)):
        return True
    return _lacks_question(note, case, template)


def _lacks_question(note: Note, case: Case, template: Template) -> bool:
    """Return True if a note lacks a question that it must have, or has lost one."""
    addresses = [answer[0] for answer in case.answers]
    if addresses == template.addresses:
        return False
    missing = set(_required_addresses(template, addresses)) - set(addresses)
    if not missing or template.asks_the_same_as(case.template_version):
        return bool(missing)
    return not headed_in_answers(note, template).isdisjoint(map(template_address, missing))


def _required_addresses(template: Template, present: Iterable[Address]) -> Iterator[Address]:
    """Yield the addresses that a note must have: all questions, and all parts of its items."""
    items = {item for address in present if (item := address.item_address) is not None}
    yield from template.questions
    for item in sorted(items):
        if (question := template.group_at(item)) is not None:
            yield item
            yield from (item.child(part.id) for part in question.questions)


def _template_findings(note: Note, case: Case, template: Template) -> Iterator[Finding]:
    slots = {slot.marker.address: slot for slot in note.slots}
    same_version = template.asks_the_same_as(case.template_version)
    escaped = escaped_markers(note, template)
    lost = lost_voices(note, template)
    yield from _marker_and_heading_findings(note, template, escaped, lost)
    present = present_addresses(note) | {each.marker.address for each in escaped if each.marker}
    present |= {each.key.address for each in lost}
    headed = frozenset() if same_version else headed_in_answers(note, template)
    for address in _required_addresses(template, present):
        if address not in present:
            is_lost = same_version or template_address(address) in headed
            yield _missing_question(note, case, address, slots, is_lost=is_lost)
    sections = [Address(section.id) for section in template.sections]
    if same_version:
        for section in sections:
            if section not in present:
                yield _missing_section(note, section, slots)
    known = {*template.questions, *sections, END}
    for address, slot in slots.items():
        is_known = address in known or slot.marker.word(REMOVED)
        if not is_known and not _is_within_group(address, template):
            message = msg('the template has no "{address}"; its text is kept.', address=address)
            yield Finding("unknown-address", message, note.source, *_position(note, slot))
    for answer in case.answers:
        if (problem := _problem(answer, template)) is not None:
            position = _position(note, slots[answer.address])
            message = composed('"{address}": {problem}', address=answer.address, problem=problem)
            yield Finding("answer", message, note.source, *position)


def _marker_and_heading_findings(
    note: Note, template: Template, escaped: Sequence[DamagedMarker], lost: Sequence[LostVoice]
) -> Iterator[Finding]:
    """Yield a finding for each escaped marker, and for each heading without a damaged marker."""
    for each in escaped:
        message, hint = describe(each, {})
        position = note.lines.position(each.place.opening)
        yield Finding(each.kind, message, note.source, *position, hint, uncertain=True)
    told = possible_heading_lines(note, (*note.damaged, *escaped))
    headings = chain(
        stray_heading_findings(note, template, lost),
        lost_voice_findings(note, lost),
        buried_marker_findings(note, template),
    )
    for finding in headings:
        if finding.line not in told:
            yield finding


def _is_within_group(address: Address, template: Template) -> bool:
    if address.item is None or template.group_at(address) is None:
        return False
    return not address.part or template.question_at(address) is not None


def _missing_question(
    note: Note, case: Case, address: Address, slots: dict[Address, Slot], *, is_lost: bool
) -> Finding:
    enclosing = (address.item_address or address, address.outer, Address(address.section))
    near = next((slots[outer] for outer in enclosing if outer in slots), None)
    line, column = _position(note, near) if near else (1, 1)
    if is_lost:
        message = msg(
            'the marker of "{address}" is missing; its text may stand in another answer.',
            address=address,
        )
        hint: str = msg("write {marker} under its heading", marker=str(Marker(address)))
    else:
        # The template has questions that this version of the note never had: no text is in doubt.
        message = msg(
            '"{address}" is not in this note, which is of another version.', address=address
        )
        hint = f"coprod update {case.id}"
    return Finding("missing", message, note.source, line, column, hint, uncertain=is_lost)


def _missing_section(note: Note, section: Address, slots: dict[Address, Slot]) -> Finding:
    """Return the finding of a section whose heading may be read as part of the answer before it."""
    inside = (slot for address, slot in slots.items() if address.is_inside(section))
    near = next(inside, None)
    position = _position(note, near) if near else (1, 1)
    message = msg(
        'the marker of "{address}" is missing; its heading may stand in another answer.',
        address=section,
    )
    hint = msg("write {marker} under its heading", marker=str(Marker(section)))
    return Finding("missing", message, note.source, *position, hint)


def _problem(answer: Answer, template: Template) -> str | None:
    question = template.question_at(answer.address)
    text = answer.text
    if question is None or not text or has_two_versions(text) or has_conflict_mark(text):
        return None  # of versions that are not joined, `reader` and `two_versions` tell
    try:
        question.parse(answer.text, "en")
    except InvalidAnswer as error:
        return error.message
    return None


def _position(note: Note, slot: Slot) -> tuple[int, int]:
    return note.lines.position(slot.line)[0], 1
