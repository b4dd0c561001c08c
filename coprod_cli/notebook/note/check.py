"""Findings of a note, held against its template."""

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
            findings += _against(note, case, template)
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def is_uncertain(note: Note, template: Template | None) -> bool:
    """Tell whether some answer's owner is in doubt, so that the note is not exported unasked."""
    case = note.case
    if case is None or note.uncertain:
        return True
    if template is None or case.template_version != template.version:
        return False
    addresses = [answer[0] for answer in case.answers]
    if addresses == template.addresses:
        return False
    return not set(_wanted(template, addresses)) <= set(addresses)


def _wanted(template: Template, there: Iterable[Address]) -> Iterator[Address]:
    """Give the addresses that a note must have: every question's, and all those of each item."""
    items = {item for each in there if (item := each.item_address) is not None}
    yield from template.questions
    for item in sorted(items):
        if (question := template.group_at(item)) is not None:
            yield item
            yield from (item.child(each.id) for each in question.questions)


def _against(note: Note, case: Case, template: Template) -> Iterator[Finding]:
    slots = {slot.marker.address: slot for slot in note.slots}
    same_version = case.template_version == template.version
    for address in _wanted(template, slots):
        if address not in slots:
            yield _missing(note, case, address, slots, same_version=same_version)
    sections = [Address(section.id) for section in template.sections]
    if same_version:
        for name in sections:
            if name not in slots:
                yield _missing_section(note, name, slots)
    known = {*template.questions, *sections, END}
    for address, slot in slots.items():
        is_known = address in known or slot.marker.word(REMOVED)
        if not is_known and not _is_within_group(address, template):
            message = msg('the template has no "{address}"; its text is kept.', address=address)
            yield Finding("unknown-address", message, note.source, *_place(note, slot))
    for answer in case.answers:
        if (problem := _problem(answer, template)) is not None:
            place = _place(note, slots[answer.address])
            message = composed('"{address}": {problem}', address=answer.address, problem=problem)
            yield Finding("answer", message, note.source, *place)


def _is_within_group(address: Address, template: Template) -> bool:
    if address.item is None or template.group_at(address) is None:
        return False
    return not address.part or template.question_at(address) is not None


def _missing(
    note: Note, case: Case, address: Address, slots: dict[Address, Slot], *, same_version: bool
) -> Finding:
    around = (address.item_address or address, address.outer, Address(address.section))
    near = next((slots[each] for each in around if each in slots), None)
    line, column = _place(note, near) if near else (1, 1)
    if same_version:
        message = msg(
            'the marker of "{address}" is missing; its text may stand in another answer.',
            address=address,
        )
        hint: str = msg("write {marker} under its heading", marker=str(Marker(address)))
    else:
        # A template that has grown since: nothing of this note is in doubt.
        message = msg(
            '"{address}" is not in this note, which is of another version.', address=address
        )
        hint = f"coprod update {case.id}"
    return Finding("missing", message, note.source, line, column, hint, uncertain=same_version)


def _missing_section(note: Note, name: Address, slots: dict[Address, Slot]) -> Finding:
    """Tell of a section whose heading may now read as the end of the answer before it."""
    within = (slot for address, slot in slots.items() if address.is_inside(name))
    near = next(within, None)
    place = _place(note, near) if near else (1, 1)
    message = msg(
        'the marker of "{address}" is missing; its heading may stand in another answer.',
        address=name,
    )
    hint = msg("write {marker} under its heading", marker=str(Marker(name)))
    return Finding("missing", message, note.source, *place, hint)


def _problem(answer: Answer, template: Template) -> str | None:
    question = template.question_at(answer.address)
    if question is None or not answer.text:
        return None
    try:
        question.parse(answer.text, "en")
    except InvalidAnswer as error:
        return error.message
    return None


def _place(note: Note, slot: Slot) -> tuple[int, int]:
    return note.lines.place(slot.line)[0], 1
