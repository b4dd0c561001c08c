"""Findings of a note, held against its template."""

from collections.abc import Iterator

from coprod_cli.case import Answer
from coprod_cli.cleaning import named
from coprod_cli.errors import Finding, InvalidAnswer
from coprod_cli.note.reading import Note
from coprod_cli.note.slots import Slot
from coprod_cli.records import TemplateLookup
from coprod_cli.template import Template


def check_note(note: Note, template_of: TemplateLookup) -> list[Finding]:
    """Return all findings of a note, in the order of its lines."""
    findings = list(note.findings)
    if note.case is not None and note.case.template:
        template = template_of(note.case.template)
        if template is None:
            name = named(note.case.template, "of that name")
            message = f"there is no template {name} here."
            hint = "coprod templates list"
            findings.append(Finding("template", message, note.source, 1, 1, hint))
        else:
            findings += _against(note, template)
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def is_uncertain(note: Note, template: Template | None) -> bool:
    """Tell whether some answer's owner is in doubt, so that the note is not exported unasked."""
    if note.case is None or note.uncertain:
        return True
    if template is None or note.case.template_version != template.version:
        return False
    addresses = [answer[0] for answer in note.case.answers]
    return addresses != template.addresses and not set(template.addresses) <= set(addresses)


def _against(note: Note, template: Template) -> Iterator[Finding]:
    slots = {slot.marker.address: slot for slot in note.slots}
    same_version = note.case is not None and note.case.template_version == template.version
    for address in template.questions:
        if address not in slots:
            yield _missing(note, address, slots, same_version=same_version)
    sections = [section.id for section in template.sections]
    if same_version:
        for name in sections:
            if name not in slots:
                yield _missing_section(note, name, slots)
    known = {*template.questions, *sections, "end"}
    for address, slot in slots.items():
        if address not in known:
            message = f'the template has no "{address}"; its text is kept.'
            yield Finding("unknown-address", message, note.source, *_place(note, slot))
    for answer in note.case.answers if note.case else ():
        if (problem := _problem(answer, template)) is not None:
            place = _place(note, slots[answer.address])
            yield Finding("answer", f'"{answer.address}": {problem}', note.source, *place)


def _missing(note: Note, address: str, slots: dict[str, Slot], *, same_version: bool) -> Finding:
    section = address.partition(".")[0]
    near = slots.get(section)
    line, column = _place(note, near) if near else (1, 1)
    message = f'the marker of "{address}" is missing; its text may stand in another answer.'
    hint = f"write <!-- coprod:{address} --> under its heading"
    if not same_version:
        # A template that has grown since: nothing of this note is in doubt.
        message, hint = f'"{address}" is not in this note, which is of another version.', ""
    return Finding("missing", message, note.source, line, column, hint, uncertain=same_version)


def _missing_section(note: Note, name: str, slots: dict[str, Slot]) -> Finding:
    """Tell of a section whose heading may now read as the end of the answer before it."""
    within = (slot for address, slot in slots.items() if address.startswith(f"{name}."))
    near = next(within, None)
    place = _place(note, near) if near else (1, 1)
    message = f'the marker of "{name}" is missing; its heading may stand in another answer.'
    hint = f"write <!-- coprod:{name} --> under its heading"
    return Finding("missing", message, note.source, *place, hint)


def _problem(answer: Answer, template: Template) -> str | None:
    question = template.questions.get(answer.address)
    if question is None or not answer.text:
        return None
    try:
        question.parse(answer.text, "en")
    except InvalidAnswer as error:
        return error.message
    return None


def _place(note: Note, slot: Slot) -> tuple[int, int]:
    return note.lines.place(slot.line)[0], 1
