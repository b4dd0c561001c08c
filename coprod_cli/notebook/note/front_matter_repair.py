"""Repairs front matter that other programs damaged, where the result is certain.

It comes before all other repairs: without front matter a note is no case, and has no template.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from coprod_cli.base.clock import is_iso_time
from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.yaml_scalars import quote
from coprod_cli.model.address import Address
from coprod_cli.model.case_id import day_of_case_id, is_case_id
from coprod_cli.model.template import Template, TemplateLookup
from coprod_cli.notebook.note.edit import Edit, apply_edits
from coprod_cli.notebook.note.front_matter import (
    FrontMatter,
    read_block,
    read_block_at,
    written_value,
)
from coprod_cli.notebook.note.front_matter_forms import Misform, understand
from coprod_cli.notebook.note.front_matter_keys import (
    FORMAT,
    key_of,
    line_of_key,
    name_of,
    tags_of,
)
from coprod_cli.notebook.note.front_matter_lines import find_region, rebuilt_block
from coprod_cli.notebook.note.merge_front_matter import front_lines
from coprod_cli.notebook.note.new_note import question_heading, title_headings
from coprod_cli.notebook.note.parser import read_slots
from coprod_cli.notebook.note.reader import Note

_WORDS = re.compile(r"[^\W_]+")
_NOT_WORDS = frozenset({"yaml", "yml", "toml"})
_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*(?:ya?ml)?\s*\Z")
_UNREPAIRABLE = frozenset({"conflict", "encoding", "empty", "zero-bytes", "not-here"})
TemplateNames = Callable[[], Collection[str]]


def with_repaired_front_matter(
    note: Note, template_of: TemplateLookup, template_names: TemplateNames = tuple
) -> Note:
    """Return the note with its front matter repaired; the same note if nothing is certain.

    Args:
        note: the note.
        template_of: returns a template by its name.
        template_names: returns the names of all templates, of which one is recognized by its
            questions where all front matter is lost.
    """
    if any(finding.kind in _UNREPAIRABLE and finding.uncertain for finding in note.findings):
        return note
    if note.front_matter is None:
        note = _rebuilt(note) or _from_file_name(note, template_of, template_names) or note
    if note.front_matter is not None:
        note = _moved_to_top(note) or note
        note = _rewritten(note) or note
    return note


# --- front matter that is no longer any ---


def _rebuilt(note: Note) -> Note | None:
    """Return the note with front matter made of the lines that were some."""
    lines = note.text.split("\n")
    region = find_region(lines)
    if region is None:
        return None
    block = rebuilt_block(lines[region.keys.start : region.keys.stop], is_yaml=region.is_yaml)
    if block is None:
        return None
    keys = {key_of(line.partition(":")[0]) for line in block}
    if "coprod" not in keys:
        block.insert(0, f"coprod: {FORMAT}")
    if "id" not in keys and is_case_id(name_of(note.source)):
        block.insert(1, f"id: {name_of(note.source)}")
    after = _with_top(note, block, lines[: region.first], region.after)
    return after if _is_sound(note, after) else None


def _with_top(note: Note, block: Sequence[str], above: Sequence[str], after: int) -> Note:
    """Return the note with a block at the top, and the lines that were above it below it."""
    lines = note.text.split("\n")
    other = "\n".join(above).strip("\ufeff \t\n").split("\n")
    below = ["", *other] if other != [""] else []
    is_blank_after = after < len(lines) and not lines[after].strip()
    top = ["---", *block, "---", *below, *([] if is_blank_after else [""])]
    return apply_edits(note, [Edit(0, after, top)])


def _is_sound(before: Note, after: Note) -> bool:
    """Return whether a note became a case, and no word and no answer of it was lost."""
    case = after.case
    if case is None or not is_case_id(case.id) or not case.template:
        return False
    if any(finding.kind == "format" for finding in after.findings):
        return False
    lost = _words(before.text) - _words(after.text) - _NOT_WORDS
    return not lost and read_slots(before.text, 0, "", [])[1] == case.answers


def _words(text: str) -> set[str]:
    return set(_WORDS.findall(text.replace("\\", "").casefold()))


def _from_file_name(
    note: Note, template_of: TemplateLookup, template_names: TemplateNames
) -> Note | None:
    """Return a note without front matter with a new one, if its name is the id of its case.

    The template must be the only one that has the note's questions, or more of its headings than
    each other one: a template that extends another may have the same questions. What cannot be
    known, such as the time of the last change, is left out.
    """
    lines = note.text.split("\n")
    case_id = name_of(note.source)
    if not is_case_id(case_id) or lines[0].rstrip(" \t").lstrip("\ufeff") == "---":
        return None
    addresses = {slot.marker.address for slot in note.slots if slot.marker.address.is_question}
    found = [
        template
        for template in map(template_of, template_names() if addresses else ())
        if template is not None and _has_all(template, addresses)
    ]
    template = _likeliest(found, lines)
    if template is None or find_region(lines) is not None:
        return None
    values = {"id": case_id, "title": _title(note), "template": template.id}
    values |= {"template_version": template.version, "language": _language(note, template)}
    values |= {"status": "draft", "created": day_of_case_id(case_id)}
    block = [f"{key}: {_as_written(key, value)}" for key, value in values.items() if value]
    after = _with_top(note, [f"coprod: {FORMAT}", *block], (), 0)
    return after if _is_sound(note, after) else None


def _has_all(template: Template, addresses: Collection[Address]) -> bool:
    """Return whether a note with some addresses is of a template: each has all of the other's."""
    return {address.outer for address in addresses} == set(template.addresses)


def _likeliest(templates: Sequence[Template], lines: Collection[str]) -> Template | None:
    """Return the template of which the most headings are among some lines; None for several."""
    counts = [max(_headings_among(each, lines).values()) for each in templates]
    best = max(counts, default=0)
    return templates[counts.index(best)] if counts.count(best) == 1 else None


def _headings_among(template: Template, lines: Collection[str]) -> dict[str, int]:
    """Return how many of a template's questions have their heading among lines, by language."""
    present = set(lines)
    return {
        language: sum(
            question_heading(question, language) in present
            for question in template.questions.values()
        )
        for language in template.languages
    }


def _title(note: Note) -> str:
    """Return the title in the first heading above the first marker; "" if there is none."""
    end = note.slots[0].heading if note.slots else 0
    for line in note.text[:end].split("\n"):
        if line.startswith("# ") and line not in title_headings(""):
            return line[2:].strip()
    return ""


def _language(note: Note, template: Template) -> str:
    """Return the language in which most headings are; "" if there is no such language."""
    counts = _headings_among(template, note.text.split("\n"))
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] and list(counts.values()).count(counts[best]) == 1 else ""


# --- front matter with other lines above it ---


def _moved_to_top(note: Note) -> Note | None:
    """Return the note with its front matter at the top; None if it is there, or cannot be."""
    front = note.front_matter
    above = note.text[: front.opening] if front else ""
    if front is None or not above.strip("\ufeff"):
        return None
    own = note.text[front.start : front.end].split("\n")[:-1]
    upper = read_block_at(note.text, len(above) - len(above.lstrip("\ufeff \t\n")), "")
    if isinstance(upper, FrontMatter) and upper.end < front.opening:
        try:
            joined = _joined_blocks(note.text[upper.start : upper.end], own, upper.values)
        except InvalidInput:
            return None
        if joined is None:
            return None
        own = joined
        above = above[above.find("\n", upper.end) + 1 :]
    after = note.lines.number(front.end) + 1
    below = note.text.split("\n")[after : after + 1]
    if _FENCE.match(above.strip("\ufeff \t\n")) and below and _FENCE.match(below[0]):
        above, after = "", after + 1  # a program took the front matter for a block of code
    result = _with_top(note, own, above.split("\n"), after)
    return result if _is_sound(note, result) else None


def _joined_blocks(upper: str, own: list[str], upper_values: Mapping[str, Any]) -> list[str] | None:
    """Return the lines of two blocks as one; None if a key has two values."""
    block = "\n".join([*own, ""])
    own_values = read_block(block, "")
    lines = list(own)
    for key, part in front_lines(upper_values, upper, "").lines.items():
        value = upper_values.get(key)
        if key not in own_values:
            lines += part.removesuffix("\n").split("\n") if part else []
        elif key == "tags":
            tags = dict.fromkeys((*tags_of(own_values[key]), *tags_of(value)))
            start, end, written = _replaced(block, key, key, tuple(tags))
            lines[start:end] = [written]
        elif value not in (None, "", [], own_values[key]):
            return None
    return lines


# --- keys and values in other forms ---


def _rewritten(note: Note) -> Note | None:
    """Return the note with keys and values as coprod writes them; None if they are."""
    front = note.front_matter
    if front is None:
        return None
    block = note.text[front.start : front.end]
    try:
        own = read_block(block, "")
    except InvalidInput:
        return None
    misforms = understand(own, block, name_of(note.source)).misforms
    first = note.lines.number(front.start)
    edits = []
    for misform in misforms:
        if misform.value is not None:
            start, end, line = _edit_of(block, misform, misform.value)
            edits.append(Edit(first + start, first + end, [line]))
    if not edits:
        return None
    result = apply_edits(note, edits)
    return result if result.case and result.case == (note.case or result.case) else None


def _edit_of(block: str, misform: Misform, value: str | tuple[str, ...]) -> tuple[int, int, str]:
    if misform.spelled:
        return _replaced(block, misform.spelled, misform.key, value)
    end = block.count("\n")
    return end, end, f"{misform.key}: {value}"


def _as_written(key: str, value: str) -> str:
    is_plain = key == "coprod" or (key in ("created", "updated") and is_iso_time(value))
    return value if is_plain else written_value(key, value)


def _replaced(
    block: str, spelled: str, key: str, value: str | tuple[str, ...]
) -> tuple[int, int, str]:
    """Return the lines of a key, by their numbers in a block, and the line that replaces them."""
    from coprod_cli.base.yaml_nodes import value_spans

    start = line_of_key(block, spelled)
    span = value_spans(block)[spelled]
    value_end = span.start + len(block[span.start : span.end].rstrip("\n"))
    line_end = block.find("\n", value_end)
    comment = block[value_end:line_end].rstrip()
    if isinstance(value, tuple):
        written, comment = f"[{', '.join(map(quote, value))}]", ""
    else:
        written = _as_written(key, value)
    return start, block.count("\n", 0, value_end) + 1, f"{key}: {written}{comment}"
