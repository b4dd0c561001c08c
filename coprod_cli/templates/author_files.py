"""Writes the YAML files of a new template from the answers to the author form."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_scalars import quote
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.items import items_in
from coprod_cli.model.template import Template
from coprod_cli.templates.author_form import (
    ABOUT,
    SECTIONS,
    Translate,
    language_codes,
)
from coprod_cli.templates.json_schema import modeline
from coprod_cli.templates.shorthand import (
    LANGUAGE_SEPARATOR,
    QuestionLine,
    parse_line,
    question_lines,
)

_RESERVED = frozenset({"end", "title", "template"})


class NewTemplate(NamedTuple):
    """A new template: its id, and the text of each file by its name without `.yaml`."""

    id: str
    files: dict[str, str]


def build_template(
    case: Case,
    taken: Collection[str],
    *,
    extends: Template | None = None,
    template_id: str = "",
    translate: Translate = str,
) -> NewTemplate:
    """Return the new template that a case describes.

    Args:
        case: the answers to the author form.
        taken: ids that are in use already.
        extends: the template that the new one extends.
        template_id: the new template's id; by default that in the case, or one made of its title.
        translate: returns a sentence in the author's language, for comments and default titles.

    Raises:
        InvalidInput: the case has no section with a question.
    """
    default = ", ".join(extends.languages) if extends else case.language
    languages = language_codes(case.answer(f"{ABOUT}.languages").text or default)
    builder = _Builder(languages, translate)
    title = case.answer(f"{ABOUT}.title").text or translate(msg("A new template"))
    chosen = template_id or case.answer(f"{ABOUT}.id").text
    name = chosen or unique_id(id_from_text(builder.first(title), "form"), taken)
    head = [
        modeline("template"),
        f"id: {quote(name)}",
        "version: 0.1.0",
        *([f"extends: {quote(extends.id)}"] if extends else []),
        *builder.wording("title", title, 0),
    ]
    if description := case.answer(f"{ABOUT}.description").text:
        head += builder.wording("description", description, 0)
    head += ["languages:", *(f"  - {quote(each)}" for each in languages)]
    if extends:
        return NewTemplate(
            name, {"template": _text([*head, *_extends_comments(extends, translate)])}
        )
    sections = dict(builder.sections(case))
    if not sections:
        message = msg("a template needs a section in which something is asked.")
        raise InvalidInput([Finding("sections", message, hint=SECTIONS)])
    head += ["sections:", *(f"  - {quote(each)}" for each in sections)]
    return NewTemplate(name, {"template": _text(head), **sections})


class _Builder:
    """Builds the lines of the files, with texts in the template's languages."""

    def __init__(self, languages: list[str], translate: Translate) -> None:
        self.languages = languages
        self.translate = translate

    def first(self, text: str) -> str:
        """Return a text's part in the first language."""
        return self._parts(text)[0]

    def sections(self, case: Case) -> Iterator[tuple[str, str]]:
        """Yield the id of each section, and the text of its file."""
        ids = set(_RESERVED)
        for number in items_in(case, SECTIONS):
            item = Address(SECTIONS).item_at(number)
            lines = [
                parse_line(each) for each in question_lines(case.answer(f"{item}.questions").text)
            ]
            if not lines:
                continue
            section = self.translate(msg("Section {number}", number=number))
            title = case.answer(f"{item}.title").text or section
            name = unique_id(id_from_text(self.first(title), "part"), ids)
            ids.add(name)
            head = [modeline("section"), f"id: {quote(name)}", *self.wording("title", title, 0)]
            yield name, _text([*head, "questions:", *self._questions(lines)])

    def _questions(self, lines: Iterable[QuestionLine]) -> Iterator[str]:
        ids: set[str] = set()
        for index, line in enumerate(lines):
            name = unique_id(id_from_text(self.first(line.text), "question"), ids)
            ids.add(name)
            if index:
                yield ""
            yield f"  - id: {quote(name)}"
            if line.type != "text":
                yield f"    type: {line.type}"
            yield from self.wording("text", line.text, 4)
            if line.choices:
                yield "    choices:"
                yield from self._choices(line.choices)

    def _choices(self, choices: Iterable[str]) -> Iterator[str]:
        values: set[str] = set()
        for choice in choices:
            if len(self._parts(choice)) == 1:
                yield f"      - {quote(choice)}"
                continue
            value = unique_id(id_from_text(self.first(choice), "choice"), values)
            values.add(value)
            yield f"      - value: {quote(value)}"
            yield from self.wording("label", choice, 8)

    def wording(self, key: str, text: str, indent: int) -> Iterator[str]:
        """Yield the lines of a key with a text: a map of languages if it has all languages.

        Args:
            key: the YAML key.
            text: the text; its languages are separated by LANGUAGE_SEPARATOR.
            indent: the number of spaces before the key.
        """
        parts = self._parts(text)
        spaces = " " * indent
        if len(parts) == 1:
            yield f"{spaces}{key}: {quote(parts[0])}"
            return
        yield f"{spaces}{key}:"
        for language, part in zip(self.languages, parts, strict=True):
            yield f"{spaces}  {language}: {quote(part)}"

    def _parts(self, text: str) -> list[str]:
        """Return the parts of a text in each language; the whole text unless it has all."""
        parts = [part.strip() for part in text.split(LANGUAGE_SEPARATOR)]
        return parts if all(parts) and len(parts) == len(self.languages) else [text.strip()]


def id_from_text(text: str, fallback: str) -> str:
    """Return an id made of the first words of a text; the fallback if it has no ASCII letters.

    If the id would start with a digit, the fallback comes first: `part-2`.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    name = "-".join(words[:5])[:40].rstrip("-")
    if not name:
        return fallback
    return name if name[0].isalpha() else f"{fallback}-{name}"


def unique_id(name: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: the name, or the name with a number at the end."""
    number = 2
    candidate = name
    while candidate in taken:
        candidate = f"{name}-{number}"
        number += 1
    return candidate


def _text(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])


def _extends_comments(extends: Template, translate: Translate) -> Iterator[str]:
    """Yield comments that show how to change the extended template, with addresses from it."""
    first, *others = extends.addresses
    second = others[0] if others else first
    section = extends.sections[0].id
    yield from (
        "# " + translate(msg("What is left out, worded otherwise or put in; take the # away:")),
        f"# leave_out: [{second}]",
        "# reword:",
        f"#   {first}:",
        "#     text: ...",
        "# add:",
        f"#   - after: {first}",
        "#     question: {id: ..., text: ...}",
        f"# order: {{{section}: [{second.question}]}}",
    )
