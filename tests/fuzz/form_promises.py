"""Answers files and templates: what must hold whatever stands in them."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from promises import FORMS, SOURCE, blank_case, check_findings, require

from coprod_cli.base.errors import CoprodError, Finding, InvalidAnswer, InvalidInput, NotFound
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.interview.askers.scripted.answers_file import (
    GivenAnswers,
    check_answers,
    read_answers_file,
)
from coprod_cli.interview.replies import Unknown
from coprod_cli.model.case import Answer
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.group_items import with_items
from coprod_cli.notebook.note.new_note import heading_of, new_note
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.templates.folders import TEMPLATE_FILE
from coprod_cli.templates.loader import load_template

_MOST_SETTINGS = 8
_ONE_FILE = re.compile(r"^=== ([A-Za-z0-9][A-Za-z0-9._-]{0,60}\.ya?ml)\n", re.MULTILINE)


def read_data(data: bytes, template: str = "every-type") -> GivenAnswers | InvalidInput:
    """Read an answers file and check it against a template, as `new-case --data` does."""
    try:
        document = read_answers_file(decode_utf8(data, SOURCE), SOURCE)
        return check_answers(FORMS[template], "sv", document)
    except InvalidInput as refusal:
        return refusal


def check_data_reader(data: bytes) -> None:
    """It is answers or findings; what was taken stands in a note as it was given."""
    for name, template in FORMS.items():
        given = read_data(data, name)
        if isinstance(given, InvalidInput):
            require(given.findings, "a refusal says nothing")
            check_findings(given.findings, data)
        else:
            _check_given(given, template)
        _check_settings(template, data)
    _check_json(data)


def _check_json(data: bytes) -> None:
    """What is JSON, and is not refused, is read as JSON; numbers stay as they are written."""
    try:
        text = decode_utf8(data, SOURCE)
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
        read = read_answers_file(text, SOURCE).value
    except (ValueError, RecursionError, InvalidInput):
        return
    require(read == ({} if value is None else value), "JSON was read as something else")


def _check_settings(template: Template, data: bytes) -> None:
    """Lines are taken as `--set ADDRESS=TEXT` or refused, and no refusal repeats a text."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    settings = [line.strip().replace(": ", "=", 1) for line in lines[:_MOST_SETTINGS]]
    try:
        check_answers(template, "en", None, settings)
    except InvalidInput as refusal:
        check_findings(refusal.findings, data)


def _check_given(given: GivenAnswers, template: Template) -> None:
    note = read_note(
        new_note(blank_case(template, given.title or "", given.tags or ()), template).encode(), ""
    )
    require(note.case.title == (given.title or ""), "a title is not kept as it was given")
    require(note.case.tags == (given.tags or ()), "a tag is not kept")
    kept = []
    for address, replies in given.answers.items():
        question = template.question_at(address)
        group = template.group_at(address) if "#" in address else None
        for reply in replies:
            text = question.parse(reply.text, "sv")
            unknown = isinstance(reply, Unknown)
            answer = Answer(address, text, unknown, reply.voice or None, reply.evidence)
            if group is not None and answer.given:
                note = with_items(note, {address.item_address: group}, "sv")
            if group is None or answer.given:
                note = set_answer(note, answer, heading_of(address, template, "sv"))
            kept.append(answer)
            require(question.parse(text, "sv") == text, f"{address} does not take what it keeps")
    lost = [each for each in kept if each.given and each not in note.case.answers]
    require(not lost, "an answer is not kept as given")
    again = read_note(note.original.encode(), SOURCE)
    findings = check_note(again, FORMS.get)
    require(again.case == note.case, "what was saved is not what is read")
    require(not findings, "a note of good answers has findings")


def files_of(data: bytes) -> dict[str, bytes]:
    r"""Cut one input into the files of a template's folder.

    It starts with `template.yaml`; a line `=== NAME.yaml` starts another file.
    """
    parts = _ONE_FILE.split(data.decode("utf-8", "surrogateescape"))
    names = [TEMPLATE_FILE, *parts[1::2]]
    return {
        name: part.encode("utf-8", "surrogateescape")
        for name, part in zip(names, parts[::2], strict=True)
    }


class _Folder:
    """A folder that is written anew for each input, in memory where the system has that."""

    def __init__(self) -> None:
        shared = Path("/dev/shm")  # noqa: S108 - only a folder of our own in it is used
        where = shared if os.access(shared, os.W_OK) else None
        self._holder = tempfile.TemporaryDirectory(prefix="made-up-", dir=where)
        self.path = Path(self._holder.name) / "template"

    def fill(self, files: dict[str, bytes]) -> Path:
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir()
        for name, data in files.items():
            (self.path / name).write_bytes(data)
        return self.path


_folder: _Folder | None = None


def template_folder(data: bytes) -> Path:
    """Write the files of a template, and return their folder."""
    global _folder  # noqa: PLW0603 - made at the first use, in the process that uses it
    _folder = _folder or _Folder()
    return _folder.fill(files_of(data))


def read_template(folder: Path) -> Template | CoprodError:
    """Load a template from a folder; what it refuses is returned."""
    try:
        return load_template(folder)
    except (InvalidInput, NotFound) as refusal:
        return refusal


# Unlike PRIVATE, it is in no corpus: a template may name it among its own choices, which are told.
_ANSWER = "numbat slept"


def check_template_loader(data: bytes) -> None:
    """It is a template or findings; a note of any template that loads reads back whole."""
    loaded = read_template(template_folder(data))
    if isinstance(loaded, InvalidInput):
        require(loaded.findings, "a refusal says nothing")
        check_findings(loaded.findings, data)
    if not isinstance(loaded, Template):
        return
    for language in ("en", *loaded.languages[:3]):
        case = replace(blank_case(loaded, "A made-up case"), language=language)
        text = new_note(case, loaded)
        note = read_note(text.encode(), SOURCE)
        findings = check_note(note, {loaded.id: loaded}.get)
        require(not findings, f"a new note of a good template has a {_kinds(findings)} finding")
        addresses = [answer.address for answer in note.case.answers]
        require(addresses == loaded.addresses, "a new note has other questions than its template")
    for question in loaded.questions.values():
        for raw in ("", "yes", "2026-11-24", "12", "- a\n- b", f"{_ANSWER}, made up"):
            try:
                kept = question.parse(raw, "en")
            except InvalidAnswer as error:
                require(_ANSWER not in error.message, "a question repeats what it does not take")
            else:
                require(question.parse(kept, "en") == kept, "a question refuses what it keeps")


def _kinds(findings: Iterable[Finding]) -> str:
    return ", ".join(sorted({finding.kind for finding in findings}))
