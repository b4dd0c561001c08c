"""Reads the YAML files of a template: template.yaml, and one file for each section."""

from collections.abc import Collection, Iterator
from pathlib import Path

from coprod_cli.base.errors import Finding, InvalidInput, unreadable_message
from coprod_cli.base.files import read_regular_file
from coprod_cli.base.message import msg
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.base.yaml_document import Document, read_yaml
from coprod_cli.model.case_noun import Noun
from coprod_cli.model.choice_questions import Choice, ChoiceQuestion
from coprod_cli.model.consent import Consent
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import GroupQuestion, ItemTasks, LineQuestion, NumberQuestion
from coprod_cli.model.section import Section
from coprod_cli.model.template import Source, TemplateFile
from coprod_cli.model.timeline import CaseTable, TableColumn, Timeline
from coprod_cli.templates.folders import TEMPLATE_FILE
from coprod_cli.templates.validation import closest_name, validate

_MODELS = (
    TemplateFile, Source, Section, LineQuestion, NumberQuestion, ChoiceQuestion, GroupQuestion,
    Choice, Condition, ItemTasks, Noun, Timeline, CaseTable, TableColumn, Consent,
)  # fmt: skip
KEYS = frozenset({"extends", "from", "to"}).union(*(model.model_fields for model in _MODELS))
"""The keys of all files of a template, among which that of a misspelt one is looked for."""


def read_documents(folder: Path) -> list[Document]:
    """Return the readable files of a template, template.yaml first, whether valid or not."""
    head = read_document(folder / TEMPLATE_FILE, [])
    if head is None:
        return []
    files = {path.name: path for path in folder.glob("*.yaml")}
    names = dict.fromkeys(f"{name}.yaml" for name in section_names(head))
    sections = (read_document(files[name], []) for name in names if name in files)
    return [head, *(document for document in sections if document is not None)]


def read_document(path: Path, findings: list[Finding]) -> Document | None:
    """Read a YAML file; return None and add to `findings` if it cannot be read."""
    try:
        return read_yaml(decode_utf8(read_regular_file(path), str(path)), str(path))
    except InvalidInput as error:
        findings.extend(error.findings)
    except OSError as error:
        message, hint = unreadable_message(error)
        findings.append(Finding("unreadable", message, str(path), hint=hint))
    return None


def section_names(document: Document) -> list[str]:
    """Return the sections that template.yaml lists; empty if that list is invalid."""
    names = document.value.get("sections") if isinstance(document.value, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def load_sections(
    folder: Path,
    head: Document,
    findings: list[Finding],
    *,
    inherited: Collection[str] | None = (),
) -> Iterator[tuple[Section, Document]]:
    """Load the files of the listed sections.

    `inherited` are the sections of the extended template, which need no file; None if that
    template could not be loaded.
    """
    names = section_names(head)
    files = {path.name: path for path in folder.glob("*.yaml")}
    seen: set[str] = set()
    for index, name in enumerate(names):
        entry = ("sections", index)
        path = files.get(f"{name}.yaml")
        if not looks_like_name(name):
            continue  # validation has found that it is no id
        if f"{name}.yaml" == TEMPLATE_FILE:
            message = msg('"{name}" cannot be the id of a section.', name=name)
            findings.append(head.finding(entry, message, kind="reserved"))
        elif name in seen:
            message = msg('the section "{name}" is listed twice.', name=name)
            findings.append(head.finding(entry, message, kind="duplicate"))
        elif path is None and (inherited is None or name in inherited):
            pass
        elif path is None:
            message = msg(
                'the section "{name}" has no file "{name}.yaml" beside this one.', name=name
            )
            hint = closest_name(name, inherited or (), len(findings))
            findings.append(head.finding(entry, message, kind="section", hint=hint))
        elif loaded := _load_section(path, findings):
            yield loaded
        seen.add(name)


def _load_section(path: Path, findings: list[Finding]) -> tuple[Section, Document] | None:
    """Load the file of a section; return None and add to `findings` if it is invalid."""
    document = read_document(path, findings)
    section = validate(Section, document, findings, keys=KEYS) if document else None
    if document is None or section is None:
        return None
    if section.id != path.stem:
        message = msg(
            'this section calls itself "{id}", and its file "{name}".',
            id=section.id,
            name=path.stem,
        )
        findings.append(document.finding(("id",), message, kind="section"))
    return section, document


def unlisted_files(folder: Path, head: Document) -> Iterator[Finding]:
    """Find YAML files in a template's folder that template.yaml does not list."""
    listed = {TEMPLATE_FILE, *(f"{name}.yaml" for name in section_names(head))}
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in listed:
            message = msg('the file "{name}" is not listed under "sections".', name=path.name)
            yield head.finding(("sections",), message, kind="section", hint=f"- {path.stem}")
