"""The files of a new template, which come of what was said in the form that asks for it."""

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
from coprod_cli.templates.author_form import ABOUT, GROUP, Translate, language_codes
from coprod_cli.templates.json_schema import modeline
from coprod_cli.templates.shorthand import BETWEEN_LANGUAGES, Line, lines_of, parsed_line

_RESERVED = frozenset({"end", "title", "template"})


class Made(NamedTuple):
    """A new template: its id, and the text of each of its files by name."""

    id: str
    files: dict[str, str]


def made_template(
    case: Case,
    taken: Collection[str],
    *,
    extends: Template | None = None,
    template_id: str = "",
    translate: Translate = str,
) -> Made:
    """Return the template that was asked for.

    Args:
        case: the answers to the form that asks for it.
        taken: the ids that cannot be had any more.
        extends: the template that it extends.
        template_id: its id, where that is known already.
        translate: gives the few words of the program that get into it in the author's language.

    Raises:
        InvalidInput: nothing is asked in it.
    """
    default = ", ".join(extends.languages) if extends else case.language
    languages = language_codes(case.answer(f"{ABOUT}.languages").text or default)
    maker = _Maker(languages, translate)
    title = case.answer(f"{ABOUT}.title").text or translate(msg("A new template"))
    said = template_id or case.answer(f"{ABOUT}.id").text
    name = said or unique(identifier(maker.first(title), "form"), taken)
    head = [
        modeline("template"),
        f"id: {quote(name)}",
        "version: 0.1.0",
        *([f"extends: {quote(extends.id)}"] if extends else []),
        *maker.wording("title", title, 0),
    ]
    if description := case.answer(f"{ABOUT}.description").text:
        head += maker.wording("description", description, 0)
    head += ["languages:", *(f"  - {quote(each)}" for each in languages)]
    if extends:
        return Made(name, {"template": _text([*head, *_hints(extends, translate)])})
    sections = dict(maker.sections(case))
    if not sections:
        message = msg("a template needs a section in which something is asked.")
        raise InvalidInput([Finding("sections", message, hint=GROUP)])
    head += ["sections:", *(f"  - {quote(each)}" for each in sections)]
    return Made(name, {"template": _text(head), **sections})


class _Maker:
    def __init__(self, languages: list[str], translate: Translate) -> None:
        self.languages = languages
        self.translate = translate

    def first(self, text: str) -> str:
        """Return a text in the first language."""
        return self._parts(text)[0]

    def sections(self, case: Case) -> Iterator[tuple[str, str]]:
        """Give the id of each section, and the text of its file."""
        ids = set(_RESERVED)
        for number in items_in(case, GROUP):
            item = Address(GROUP).item_at(number)
            lines = [parsed_line(each) for each in lines_of(case.answer(f"{item}.questions").text)]
            if not lines:
                continue
            section = self.translate(msg("Section {number}", number=number))
            title = case.answer(f"{item}.title").text or section
            name = unique(identifier(self.first(title), "part"), ids)
            ids.add(name)
            head = [modeline("section"), f"id: {quote(name)}", *self.wording("title", title, 0)]
            yield name, _text([*head, "questions:", *self._questions(lines)])

    def _questions(self, lines: Iterable[Line]) -> Iterator[str]:
        ids: set[str] = set()
        for place, line in enumerate(lines):
            name = unique(identifier(self.first(line.text), "question"), ids)
            ids.add(name)
            if place:
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
            value = unique(identifier(self.first(choice), "choice"), values)
            values.add(value)
            yield f"      - value: {quote(value)}"
            yield from self.wording("label", choice, 8)

    def wording(self, key: str, text: str, indent: int) -> Iterator[str]:
        """Give the lines of a text: a map where it is there in each language."""
        parts = self._parts(text)
        blanks = " " * indent
        if len(parts) == 1:
            yield f"{blanks}{key}: {quote(parts[0])}"
            return
        yield f"{blanks}{key}:"
        for language, part in zip(self.languages, parts, strict=True):
            yield f"{blanks}  {language}: {quote(part)}"

    def _parts(self, text: str) -> list[str]:
        """Return a text in each language; as a whole where it is not there in each of them."""
        parts = [each.strip() for each in text.split(BETWEEN_LANGUAGES)]
        return parts if all(parts) and len(parts) == len(self.languages) else [text.strip()]


def identifier(text: str, otherwise: str) -> str:
    """Return an id that is made of the first words of a text."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    name = "-".join(words[:5])[:40].rstrip("-")
    if not name:
        return otherwise
    return name if name[0].isalpha() else f"{otherwise}-{name}"


def unique(name: str, taken: Collection[str]) -> str:
    """Return an id that is not taken yet: with a number behind it, where need be."""
    number = 2
    chosen = name
    while chosen in taken:
        chosen = f"{name}-{number}"
        number += 1
    return chosen


def _text(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])


def _hints(extends: Template, translate: Translate) -> Iterator[str]:
    """Give what can be said of the extended template, as comments with addresses of its own."""
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
