"""Reads a coding that anybody may have written: any YAML, with findings for what is wrong in it."""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.base.text import canonical_text
from coprod_cli.base.yaml_document import Document, read_yaml
from coprod_cli.model.address import Address
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import WHOLE, Coding, Found, Passage, is_passage_id
from coprod_cli.notebook.coding_text import read_written

KNOWN_KEYS = ("id", "at", "voice", "quote", "whole", "codes", "memo", "found")
"""The keys of a passage, in the order in which coprod writes them; other keys stay as they are."""
_MAX_LENGTH = 20_000_000
_MAX_PARTS = 400_000  # of 20,000 passages
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


class ReadCoding(NamedTuple):
    """What a text says of a coding.

    Attributes:
        coding: the coding, without the passages that have a finding; None if nothing is certain.
        findings: what is wrong, each with its line.
        ids: the id of each item of the list of passages; "" for one that has a finding.
        others: by id, the keys of a passage that coprod does not know, with their values.
        doubles: the passages whose id stands there before, by their place in the list.
    """

    coding: Coding | None
    findings: tuple[Finding, ...] = ()
    ids: tuple[str, ...] = ()
    others: Mapping[str, Mapping[str, Any]] = {}
    doubles: Mapping[int, Passage] = {}


def read_coding(text: str, source: str) -> ReadCoding:
    """Return what the text of a coding says; `source` is its file, for findings."""
    if (coding := read_written(text)) is not None:
        return ReadCoding(coding, ids=tuple(each.id for each in coding.passages))
    try:
        document = read_yaml(
            text, source, numbers_as_text=True, max_length=_MAX_LENGTH, max_parts=_MAX_PARTS
        )
    except InvalidInput as error:
        return ReadCoding(None, error.findings)
    return _Reader(document).read()


class _Reader:
    """Reads one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._findings: list[Finding] = []
        self._ids: list[str] = []
        self._others: dict[str, Mapping[str, Any]] = {}
        self._doubles: dict[int, Passage] = {}

    def read(self) -> ReadCoding:
        value = self._document.value
        if not isinstance(value, dict):
            finding = self._document.finding((), msg("this is no coding."), kind="coding")
            return ReadCoding(None, (finding,))
        case_id, coder = self._text(value, "case"), self._text(value, "coder")
        if not case_id or not coder:
            missing = "coder" if case_id else "case"
            message = msg('this lacks "{name}".', name=missing)
            finding = self._document.finding((), message, kind="coding")
            return ReadCoding(None, (*self._findings, finding))
        passages = tuple(self._passages(value.get("passages")))
        coding = Coding(case_id, coder, self._text(value, "done"), passages)
        findings, ids = tuple(self._findings), tuple(self._ids)
        return ReadCoding(coding, findings, ids, self._others, self._doubles)

    def _passages(self, items: Any) -> list[Passage]:
        if items is None:
            return []
        if not isinstance(items, list):
            self._tell(("passages",), msg("the passages must be a list."))
            return []
        passages: list[Passage] = []
        for index, item in enumerate(items):
            passage = self._passage(item, index)
            if passage is not None and passage.id in self._ids:
                message = msg('the id "{name}" stands here twice.', name=passage.id)
                self._tell(("passages", index), message)
                self._doubles[index] = passage
                passage = None
            self._ids.append(passage.id if passage else "")
            if passage is not None:
                passages.append(passage)
                self._others[passage.id] = {
                    key: value for key, value in item.items() if key not in KNOWN_KEYS
                }
        return passages

    def _passage(self, item: Any, index: int) -> Passage | None:
        """Return the passage of an item; None if something in it is wrong, which is told."""
        place: tuple[str | int, ...] = ("passages", index)
        if not isinstance(item, dict):
            self._tell(place, msg("a passage has at, quote and codes."))
            return None
        told = len(self._findings)
        at, words = self._text(item, "at", place), self._text(item, "quote", place)
        address = Address(at)
        if not (address.is_well_formed and address.question):
            self._tell((*place, "at"), msg("a passage needs the address of a question, as at."))
        if not words.strip():
            self._tell((*place, "quote"), msg("a passage needs the words that it marks, as quote."))
        codes = self._codes(item.get("codes"), (*place, "codes"))
        whole = self._whole(item, words, place)
        voice, name = self._text(item, "voice", place), self._text(item, "id", place)
        if name and not is_passage_id(name):
            self._tell((*place, "id"), msg("an id has letters a to z and digits."))
        found = self._found(item.get("found"), (*place, "found"))
        if len(self._findings) > told:
            return None
        memo = self._text(item, "memo", place)
        name = name or _made_id(at, voice, words, self._ids)
        words = words if found else canonical_text(words).strip()
        is_words = whole is False and words == WHOLE
        return Passage(name, address, voice or None, words, codes, memo, found, is_words)

    def _whole(self, item: Mapping[str, Any], words: str, place: tuple[str | int, ...]) -> Any:
        """Return whether the quote is said to be the whole answer; None if that is not said."""
        whole = item.get("whole")
        is_known = whole is None or isinstance(whole, bool)
        if not is_known or (whole and words.strip() != WHOLE):
            self._tell((*place, "whole"), msg("whole is false, or true with the quote *."))
        return whole

    def _codes(self, value: Any, place: tuple[str | int, ...]) -> tuple[CodeName, ...]:
        return tuple(sorted(CodeName.read_data(value, partial(self._tell, place))))

    def _found(self, value: Any, place: tuple[str | int, ...]) -> Found | None:
        if value is None:
            return None
        keys = ("before", "after", "start", "said", "when")
        parts = [value.get(key) for key in keys] if isinstance(value, dict) else []
        texts = [part for part in parts if isinstance(part, str)]
        if len(texts) < len(keys):
            self._tell(place, msg("this has before, after, start, said and when; or leave it out."))
            return None
        before, after, start, said, when = texts
        if not (start.isascii() and start.isdecimal() and len(start) < 10):  # noqa: PLR2004
            self._tell((*place, "start"), msg("this is a number of characters."))
            return None
        return Found(before, after, int(start), said, when)

    def _text(self, mapping: Any, key: str, place: tuple[str | int, ...] = ()) -> str:
        value = mapping.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._tell((*place, key), msg('"{name}" must be a text.', name=key))
            return ""
        return value

    def _tell(self, place: tuple[str | int, ...], message: str) -> None:
        self._findings.append(self._document.finding(place, message, kind="coding"))


def _made_id(at: str, voice: str, words: str, taken: list[str]) -> str:
    """Return the id of a passage that was written by hand without one: the same at each reading."""
    number = 0
    while True:
        digest = sha256(f"{at}\0{voice}\0{words}\0{number}".encode()).digest()
        name = "".join(_CROCKFORD[byte % 32] for byte in digest[:6])
        if name not in taken:
            return name
        number += 1
