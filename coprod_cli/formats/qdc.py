"""REFI-QDA codebooks (`.qdc`), which NVivo, ATLAS.ti, MAXQDA, QualCoder and others exchange.

The format is that of the REFI-QDA standard 1.5, chapter "Codebook": `CodeBook`, `Codes`, and nested
`Code` elements with `guid`, `name`, `isCodable`, `color` and a `Description`.

A file from elsewhere may be hostile: a DOCTYPE is refused before anything is parsed, since entities
are declared there, and elements may be nested 60 deep at most.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid5
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import Message, msg
from coprod_cli.base.text import clean_input
from coprod_cli.formats.codebook import (
    Codebook,
    ImportedCode,
    description_of,
    words_of_description,
)
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.code_set import Code, CodeSet

MAX_DEPTH = 60
_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_OWN = UUID("6f5d0c1e-3b57-5c0e-9d1b-0a7b6a1d2c11")
"""The namespace of the ids that coprod makes of names (RFC 9562, version 5): always the same."""
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})\Z")
_SHORT_COLOUR = re.compile(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])\Z")
_GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\Z")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_qdc(code_set: CodeSet, language: str) -> bytes:
    """Return a code set as a REFI-QDA codebook, the same bytes for the same set.

    The set is a code that cannot be given itself, above all its codes.

    Args:
        code_set: the set.
        language: the language of the words.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{_NAMESPACE}" origin="coprod">',
        "  <Codes>",
        *_element(_Element(
            guid_of(code_set.guid, code_set.id), code_set.heading(language), "",
            "", [*_codes(code_set.id, code_set.codes, language)], codable=False,
        ), "    "),
        "  </Codes>",
        "</CodeBook>",
        "",
    ]  # fmt: skip
    return "\n".join(lines).encode()


def guid_of(guid: str | None, name: str) -> str:
    """Return the id of a code in other programs, of the form that the standard wants.

    That is the one it came with; one made of that, if it has another form; else one of its name.
    """
    if guid and _GUID.match(guid):
        return guid
    return str(uuid5(_OWN, guid or name)).upper()


@dataclass
class _Element:
    """A code element: what it says, and those in it."""

    guid: str
    name: str
    colour: str
    description: str
    codes: "list[_Element]"
    codable: bool = True


def _codes(set_id: str, codes: Iterable[Code], language: str) -> Iterator[_Element]:
    for code in codes:
        name = CodeName.of(set_id, code.id)
        yield _Element(
            guid_of(code.guid, name), code.title(language), code.colour or "",
            description_of(code, language), [*_codes(set_id, code.codes, language)],
            codable=not code.retired,
        )  # fmt: skip


def _element(each: _Element, indent: str) -> Iterator[str]:
    colour = f" color={_attribute(each.colour)}" if each.colour else ""
    codable = "true" if each.codable else "false"
    head = (
        f"{indent}<Code guid={_attribute(each.guid)} name={_attribute(each.name)} "
        f'isCodable="{codable}"{colour}'
    )
    if not each.description and not each.codes:
        yield f"{head}/>"
        return
    yield f"{head}>"
    if each.description:
        yield f"{indent}  <Description>{escape(_xml(each.description))}</Description>"
    for below in each.codes:
        yield from _element(below, f"{indent}  ")
    yield f"{indent}</Code>"


def _attribute(text: str) -> str:
    return quoteattr(_xml(text), {"\n": "&#10;", "\t": "&#9;"})


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


# --- reading ---


def read_qdc(data: bytes, source: str) -> Codebook:
    """Return the codes of a REFI-QDA codebook.

    One code that cannot be given itself, above all others, is the codebook's title.

    Args:
        data: the file's bytes, of any encoding that XML may have.
        source: the file, for findings.

    Raises:
        InvalidInput: it is no codebook, has a DOCTYPE, or is nested too deep.
    """
    reader = _Reader(source)
    reader.read(data)
    if not reader.is_codebook:
        raise _invalid(source, msg("this is no codebook of REFI-QDA."))
    top = reader.codes
    if len(top) == 1 and not top[0].codable and top[0].codes:
        return Codebook(tuple(map(_imported, top[0].codes)), _one_line(top[0].name))
    return Codebook(tuple(map(_imported, top)))


def _imported(each: "_Read") -> ImportedCode:
    words = words_of_description(clean_input("".join(each.description)))
    colour = _SHORT_COLOUR.sub(r"#\1\1\2\2\3\3", each.colour.strip())
    if match := _COLOUR.match(colour):
        words["colour"] = f"#{match[1].upper()}"
    return ImportedCode(
        _one_line(each.name), words, _plain_guid(each.guid), tuple(map(_imported, each.codes))
    )


def _plain_guid(text: str) -> str:
    """Return an id without the braces that it may have."""
    guid = _one_line(text)
    inner = guid.removeprefix("{").removesuffix("}")
    return inner if _GUID.match(inner) else guid


def _one_line(text: str) -> str:
    return " ".join(clean_input(text).split())


@dataclass
class _Read:
    """A code element while it is read."""

    name: str
    guid: str
    colour: str
    codable: bool
    description: list[str] = field(default_factory=list)
    codes: "list[_Read]" = field(default_factory=list)


class _Reader:
    """Reads the code elements of a codebook."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.is_codebook = False
        self.codes: list[_Read] = []
        self._path: list[str] = []
        self._open: list[_Read] = []

    def read(self, data: bytes) -> None:
        if b"<!doctype" in data.replace(b"\0", b"").lower():  # in UTF-16, too
            raise self._refused()
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._declared
        parser.EntityDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
        except (expat.ExpatError, LookupError, ValueError) as error:
            line = getattr(error, "lineno", 1)
            column = getattr(error, "offset", 0) + 1
            raise _invalid(self.source, msg("this is no valid XML."), line, column) from None

    def _refused(self) -> InvalidInput:
        message = msg("this has a DOCTYPE, which is not read: it may name other files.")
        return _invalid(self.source, message)

    def _declared(self, *_rest: object) -> None:
        raise self._refused()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        self._path.append(name)
        if len(self._path) > MAX_DEPTH:
            raise _invalid(self.source, msg("this is nested over {depth} deep.", depth=MAX_DEPTH))
        if len(self._path) == 1:
            self.is_codebook = name == "CodeBook"
        if name != "Code" or not self.is_codebook:
            return
        code = _Read(
            attributes.get("name", ""), attributes.get("guid", ""), attributes.get("color", ""),
            attributes.get("isCodable", "true").strip().lower() not in ("false", "0"),
        )  # fmt: skip
        (self._open[-1].codes if self._open else self.codes).append(code)
        self._open.append(code)

    def _end(self, _tag: str) -> None:
        if self._path.pop() == "Code" and self._open:
            self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and self._path[-2:] == ["Code", "Description"]:
            self._open[-1].description.append(text)


def _local(tag: str) -> str:
    """Return the name of an element without its prefix: programs differ in the namespace."""
    return tag.rpartition(":")[2]


def _invalid(source: str, message: Message, line: int = 1, column: int = 1) -> InvalidInput:
    return InvalidInput([Finding("qdc", message, source, line, column)])
