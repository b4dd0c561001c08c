"""Checks a note against its template."""

from collections.abc import Iterable, Iterator

from coprod_cli.base.errors import Finding, InvalidAnswer
from coprod_cli.base.message import composed, msg
from coprod_cli.base.text import quoted_name
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.template import Template, TemplateLookup
from coprod_cli.notebook.note.markers import END, REMOVED, Marker
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note


def check_note(note: Note, template_of: TemplateLookup) -> list[Finding]:
    """Return all findings of a note, in the order of its lines."""
    findings = list(note.findings)
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
            findings += _template_findings(note, case, template)
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def is_uncertain(note: Note, template: Template | None) -> bool:
    """Return True if any answer cannot be attributed to its question.

    Such a note is not exported unless a person asks for it.
    """
    case = note.case
    if case is None or note.uncertain:
        return True
    if template is None or case.template_version != template.version:
        return False
    addresses = [answer[0] for answer in case.answers]
    if addresses == template.addresses:
        return False
    return not set(_required_addresses(template, addresses)) <= set(addresses)


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
    same_version = case.template_version == template.version
    for address in _required_addresses(template, slots):
        if address not in slots:
            yield _missing_question(note, case, address, slots, same_version=same_version)
    sections = [Address(section.id) for section in template.sections]
    if same_version:
        for section in sections:
            if section not in slots:
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


def _is_within_group(address: Address, template: Template) -> bool:
    if address.item is None or template.group_at(address) is None:
        return False
    return not address.part or template.question_at(address) is not None


def _missing_question(
    note: Note, case: Case, address: Address, slots: dict[Address, Slot], *, same_version: bool
) -> Finding:
    enclosing = (address.item_address or address, address.outer, Address(address.section))
    near = next((slots[outer] for outer in enclosing if outer in slots), None)
    line, column = _position(note, near) if near else (1, 1)
    if same_version:
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
    return Finding("missing", message, note.source, line, column, hint, uncertain=same_version)


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
    if question is None or not answer.text:
        return None
    try:
        question.parse(answer.text, "en")
    except InvalidAnswer as error:
        return error.message
    return None


def _position(note: Note, slot: Slot) -> tuple[int, int]:
    return note.lines.position(slot.line)[0], 1
