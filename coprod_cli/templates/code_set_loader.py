"""Loads a code set from its YAML file, or raises all findings with their positions.

A key that is not known is a finding, too, but the set is loaded without it: a file from a newer
version, or a key of one's own, stays of use.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput, unreadable_message
from coprod_cli.base.files import read_regular_file
from coprod_cli.base.message import msg
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.base.yaml_document import Document, read_yaml
from coprod_cli.base.yaml_document import Path as YamlPath
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.code_set import (
    Code,
    CodeSet,
    CodeSetFile,
    CodeWords,
    ExtendingCodeSetFile,
    PlacedCode,
    beside,
)
from coprod_cli.model.template import Source
from coprod_cli.templates.validation import closest_name, validate

UNKNOWN_KEY = "unknown-key"
"""The kind of finding that does not keep a set from being loaded."""
_SET_KEYS = frozenset(ExtendingCodeSetFile.model_fields)
_CODE_KEYS = frozenset(Code.model_fields)
_WORD_KEYS = frozenset(CodeWords.model_fields)
_SOURCE_KEYS = frozenset(Source.model_fields)
_EXTENDS = "extends"
_REPAIR = "coprod check --repair"
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) |^={7}$", re.MULTILINE)
"""The marks that git leaves in a file of which it has two versions."""

FindSet = Callable[[str], CodeSet | None]
"""Returns the code set with an id, for a set that extends it; None if there is none."""


class LoadedCodeSet(NamedTuple):
    """A code set, its file's text and data, and the findings with which it can be used."""

    code_set: CodeSet
    text: str
    document: Document
    findings: tuple[Finding, ...] = ()


def load_code_set(path: Path, find: FindSet = lambda _name: None) -> LoadedCodeSet:
    """Load the code set in a file.

    Args:
        path: the file.
        find: returns the set that this one extends.

    Raises:
        InvalidInput: the set is invalid, or its file cannot be read; it carries all findings.
    """
    source = str(path)
    try:
        text = decode_utf8(read_regular_file(path), source)
    except OSError as error:
        message, hint = unreadable_message(error)
        raise InvalidInput([Finding("unreadable", message, source, hint=hint)]) from None
    return parse_code_set(text, source, path.stem, find)


def parse_code_set(
    text: str, source: str, stem: str, find: FindSet = lambda _name: None
) -> LoadedCodeSet:
    """Return the code set that a text is.

    Args:
        text: the text.
        source: its file, for findings.
        stem: the file's name without `.yaml`, which must be the set's id.
        find: returns the set that this one extends.

    Raises:
        InvalidInput: the set is invalid; it carries all findings.
    """
    if marks := _CONFLICT.search(text):
        line = text.count("\n", 0, marks.start()) + 1
        message = msg("git left two versions of this set of codes.")
        raise InvalidInput([Finding("conflict", message, source, line, 1, _REPAIR)])
    document = read_yaml(text, source)
    findings: list[Finding] = []
    value = document.value
    extends = isinstance(value, dict) and _EXTENDS in value
    model = ExtendingCodeSetFile if extends else CodeSetFile
    written = validate(model, document, findings, keys=_SET_KEYS | _CODE_KEYS)
    if written is None:
        raise InvalidInput(_sorted(findings))
    if written.id != stem and _is_copy(written.id, stem, source):
        message = msg('this is another version of the code set "{id}".', id=written.id)
        findings.append(Finding("set", message, source, 1, 1, _REPAIR))
    elif written.id != stem:
        message = msg(
            'this set of codes calls itself "{id}", and its file "{name}".',
            id=written.id,
            name=stem,
        )
        findings.append(document.finding(("id",), message, kind="set"))
    code_set = _built(written, document, find, findings)
    findings.extend(_misplaced(code_set, written.codes, document))
    if findings:
        raise InvalidInput(_sorted(findings))
    return LoadedCodeSet(code_set, text, document, tuple(_unknown_keys(document)))


def _is_copy(set_id: str, stem: str, source: str) -> bool:
    """Return whether a file is a copy of a set, as synchronised folders make them."""
    return stem.startswith(set_id) and Path(source).with_name(f"{set_id}.yaml").exists()


def _built(
    written: CodeSetFile, document: Document, find: FindSet, findings: list[Finding]
) -> CodeSet:
    """Return the set with the codes of the one that it extends; add what is wrong to `findings`."""
    fields = {name: getattr(written, name) for name in CodeSetFile.model_fields}
    if not isinstance(written, ExtendingCodeSetFile):
        return CodeSet.model_construct(**fields, extends=None)
    parent = find(written.extends)
    if parent is None:
        message = msg('there is no code set "{name}" to extend.', name=written.extends)
        findings.append(document.finding((_EXTENDS,), message, kind=_EXTENDS))
        return CodeSet.model_construct(**fields, extends=written.extends)
    ids = [each.code.id for each in parent.placed_codes()]
    named = [*(("leave_out", name) for name in written.leave_out)]
    named += [("reword", name) for name in written.reword]
    for index, (key, name) in enumerate(named):
        if name not in ids:
            path: YamlPath = (key, index) if key == "leave_out" else (key, name)
            message = msg('the code set "{parent}" has no "{name}".', parent=parent.id, name=name)
            hint = closest_name(name, ids, len(findings))
            findings.append(document.finding(path, message, kind=_EXTENDS, hint=hint))
    inherited = tuple(_inherited(parent.codes, written))
    fields["codes"] = (*inherited, *written.codes)
    for key in ("title", "description", "source"):
        fields[key] = fields[key] or getattr(parent, key)
    return CodeSet.model_construct(**fields, extends=written.extends)


def _inherited(codes: Iterable[Code], written: ExtendingCodeSetFile) -> Iterator[Code]:
    for code in codes:
        if code.id in written.leave_out:
            continue
        words = written.reword.get(code.id)
        changed = {name: getattr(words, name) for name in words.model_fields_set} if words else {}
        below = tuple(_inherited(code.codes, written))
        yield code.model_copy(update={**changed, "codes": below})


def _misplaced(code_set: CodeSet, own: tuple[Code, ...], document: Document) -> Iterator[Finding]:
    """Find ids that stand twice, and codes to use instead that are not there."""
    inherited = len(code_set.codes) - len(own)
    seen: set[str] = set()
    placed = list(code_set.placed_codes())
    ids = {each.code.id: each.code for each in placed}
    for each in placed:
        code, path = each.code, _path(each.position, inherited)
        if code.id in seen:
            message = msg('the code "{name}" is in this set twice.', name=code.id)
            yield document.finding((*path, "id"), message, kind="duplicate")
        seen.add(code.id)
        for key, references in (("instead", code.instead), ("was", code.was)):
            for index, reference in enumerate(references):
                problem = _problem(key, each.name, beside(each.name, reference), ids)
                if problem:
                    others = ids.keys() - {code.id}
                    hint = closest_name(reference, others, 1) if key == "instead" else ""
                    yield document.finding((*path, key, index), problem, kind=key, hint=hint)


def path_of_code(loaded: LoadedCodeSet, placed: PlacedCode) -> YamlPath:
    """Return the path of a code in its set's file; for an inherited code, that of `extends`."""
    own = loaded.document.value.get("codes") or ()
    return _path(placed.position, len(loaded.code_set.codes) - len(own))


def _path(position: tuple[int, ...], inherited: int) -> YamlPath:
    """Return the path of a code in the file; for an inherited code, that of `extends`."""
    if position[0] < inherited:
        return (_EXTENDS,)
    first, *rest = position
    path: YamlPath = ("codes", first - inherited)
    for index in rest:
        path = (*path, "codes", index)
    return path


def _problem(key: str, owner: CodeName, name: CodeName | None, ids: dict[str, Code]) -> str:
    """Return what is wrong with a name in `instead` or `was`; "" if nothing is."""
    if name is None:
        return msg("a code is named by its id, or as set/code, such as ours/waiting.")
    if name == owner:
        return msg('"{name}" is this code itself.', name=name.code_id)
    if name.set_id != owner.set_id:
        return ""
    if key == "instead" and name.code_id not in ids:
        return msg('this set has no code "{name}".', name=name.code_id)
    if key == "was" and name.code_id in ids and not ids[name.code_id].retired:
        return msg('"{name}" is another code of this set.', name=name.code_id)
    return ""


def _unknown_keys(document: Document) -> Iterator[Finding]:
    """Find keys that no part of a code set has."""
    yield from _unknown(document, (), document.value, _SET_KEYS)
    value = document.value
    yield from _unknown(document, ("source",), value.get("source"), _SOURCE_KEYS)
    for name, words in (value.get("reword") or {}).items():
        yield from _unknown(document, ("reword", name), words, _WORD_KEYS)
    yield from _unknown_in_codes(document, ("codes",), value.get("codes") or ())


def _unknown_in_codes(document: Document, path: YamlPath, codes: Any) -> Iterator[Finding]:
    for index, code in enumerate(codes):
        place = (*path, index)
        yield from _unknown(document, place, code, _CODE_KEYS)
        yield from _unknown_in_codes(document, (*place, "codes"), code.get("codes") or ())


def _unknown(
    document: Document, path: YamlPath, value: Any, known: frozenset[str]
) -> Iterator[Finding]:
    for key in value if isinstance(value, dict) else ():
        if key not in known:
            message = msg("this is not a key that is known here.")
            hint = closest_name(key, known, 1)
            yield document.finding((*path, key), message, kind=UNKNOWN_KEY, hint=hint)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda each: (each.source, each.line, each.column))
