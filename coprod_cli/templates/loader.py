"""Loads a template from its folder of YAML files, or raises all findings with their positions."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput, NotFound
from coprod_cli.base.message import msg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_document import Document
from coprod_cli.model.address import Address
from coprod_cli.model.questions import (
    Question,
)
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template, TemplateFile
from coprod_cli.templates.folders import TEMPLATE_FILE, template_folders
from coprod_cli.templates.lint import Lint, WrittenQuestion, lint_section, plain_words_alone
from coprod_cli.templates.lint_views import view_findings
from coprod_cli.templates.section_files import (
    KEYS,
    load_sections,
    read_document,
    section_names,
    unlisted_files,
)
from coprod_cli.templates.validation import closest_name, validate

_EXTENDS = "extends"
_MAX_CHAIN = 20
"""The longest chain of templates, each of which extends the next."""
_MAX_LISTED = 4
"""The most templates that a hint lists."""


class LoadedTemplate(NamedTuple):
    """A template, with the position of each of its questions in the files."""

    template: Template
    written: list[WrittenQuestion]


_Parts = tuple[dict[str, Any], list[Section], list[WrittenQuestion]]


def load_named_template(name: str, prompts: Iterable[Path]) -> Template:
    """Load the template with a name from folders that hold templates.

    Raises:
        NotFound: there is no template with that name.
        InvalidInput: the template is invalid; the error carries all findings.
    """
    prompts = tuple(prompts)
    folders = template_folders(prompts)
    if name not in folders:
        hint = nearest(name, folders) or ", ".join(_listed(folders))
        message = msg("there is no template of that name.")
        if looks_like_name(name):
            message = msg('there is no template "{name}".', name=name)
        raise NotFound(message, hint=hint)
    return load_template(folders[name], prompts)


def _listed(names: Iterable[str]) -> list[str]:
    """Return the names, or the command that lists them if they are too many for one line."""
    names = sorted(names)
    return names if len(names) <= _MAX_LISTED else ["coprod templates list"]


def load_template(folder: Path, prompts: Iterable[Path] = ()) -> Template:
    """Load the template in a folder.

    Args:
        folder: the folder.
        prompts: the folders in which an extended template is looked up, before the folder beside
            this one.

    Raises:
        NotFound: the folder has no template.yaml.
        InvalidInput: the template is invalid; the error carries all findings.
    """
    return load_with_positions(folder, prompts).template


def load_with_positions(folder: Path, prompts: Iterable[Path] = ()) -> LoadedTemplate:
    """Load the template in a folder, as `load_template` does, with its questions' positions.

    Raises:
        NotFound: the folder has no template.yaml.
        InvalidInput: the template is invalid; the error carries all findings.
    """
    if not (folder / TEMPLATE_FILE).is_file():
        message = msg("there is no {file} here.", file=TEMPLATE_FILE)
        raise NotFound(message, where=str(folder), hint=msg("a folder that has one"))
    return _Loader(tuple(prompts)).load(folder, ())


class _Loader:
    """Loads a template and the templates that it extends."""

    def __init__(self, prompts: tuple[Path, ...]) -> None:
        self.prompts = prompts

    def load(self, folder: Path, extending: tuple[Path, ...]) -> LoadedTemplate:
        """Load a template; `extending` are the folders of the templates that extend it.

        Raises:
            InvalidInput: the template is invalid; the error carries all findings.
        """
        findings: list[Finding] = []
        head_document = read_document(folder / TEMPLATE_FILE, findings)
        if head_document is None:
            raise InvalidInput(_sorted(findings))
        if isinstance(head_document.value, dict) and _EXTENDS in head_document.value:
            fields, sections, written = self._extending(folder, head_document, extending, findings)
        else:
            fields, sections, written = _standalone(folder, head_document, findings)
        if findings:
            raise InvalidInput(_sorted(findings))
        # Each part was validated above, so the whole need not be validated again.
        return LoadedTemplate(Template.model_construct(**fields, sections=tuple(sections)), written)

    def _extending(
        self, folder: Path, document: Document, extending: tuple[Path, ...], findings: list[Finding]
    ) -> _Parts:
        """Load the parts of a template that extends another one."""
        from coprod_cli.templates.extends import Extension
        from coprod_cli.templates.extends_schema import EXTENDS_KEYS, ExtendingFile
        from coprod_cli.templates.inherited_fields import template_fields

        head = validate(ExtendingFile, document, findings, keys=KEYS | EXTENDS_KEYS)
        findings.extend(plain_words_alone(head, document) if head else ())
        parent = self._parent(folder, document, (*extending, folder.resolve()), findings)
        inherited = {section.id for section in parent.sections} if parent else None
        own = list(load_sections(folder, document, findings, inherited=inherited))
        findings.extend(unlisted_files(folder, document))
        for section, section_document in own:
            findings.extend(lint_section(section, section_document))
        if head is None or parent is None:
            return {}, [], []
        extension = Extension(head, document, parent, own)
        sections, written = extension.sections()
        findings.extend(extension.findings)
        if not findings:
            findings.extend(Lint(written, left_out=extension.left_out).findings())
            findings.extend(view_findings(head, document, _questions(written)))
        return template_fields(head, parent, sections), sections, written

    def _parent(
        self, folder: Path, document: Document, extending: tuple[Path, ...], findings: list[Finding]
    ) -> Template | None:
        """Load the extended template: the first with its name that is not itself being loaded."""
        name = document.value[_EXTENDS]
        position = document.position((_EXTENDS,))
        if any((each.line, each.column) == position for each in findings):
            return None  # validation has found that it is no name
        searched = dict.fromkeys([*self.prompts, folder.parent])
        candidates = [each / name for each in searched if (each / name / TEMPLATE_FILE).is_file()]
        for candidate in candidates:
            if len(extending) > _MAX_CHAIN:
                message = msg("over {count} templates extend one another here.", count=_MAX_CHAIN)
                findings.append(document.finding((_EXTENDS,), message, kind=_EXTENDS))
                return None
            if candidate.resolve() not in extending:
                try:
                    return self.load(candidate, extending).template
                except InvalidInput as error:
                    findings.extend(error.findings)
                    return None
        if candidates:
            message = msg('"{name}" extends this template in turn: that is a circle.', name=name)
            hint = ""
        else:
            message = msg('there is no template "{name}" to extend.', name=name)
            hint = closest_name(name, template_folders(searched), 1)
        findings.append(document.finding((_EXTENDS,), message, kind=_EXTENDS, hint=hint))
        return None


def _standalone(folder: Path, document: Document, findings: list[Finding]) -> _Parts:
    """Load the parts of a template that extends no other."""
    head = validate(TemplateFile, document, findings, keys=KEYS)
    findings.extend(plain_words_alone(head, document) if head else ())
    sections = list(load_sections(folder, document, findings))
    findings.extend(unlisted_files(folder, document))
    written: list[WrittenQuestion] = []
    for section, section_document in sections:
        findings.extend(lint_section(section, section_document))
        written += [
            WrittenQuestion(
                section.address(question), question, section_document, ("questions", index)
            )
            for index, question in enumerate(section.questions)
        ]
    unread = set(section_names(document)) - {section.id for section, _ in sections}
    findings.extend(Lint(written, unread=unread).findings())
    if head is not None and not unread:
        findings.extend(view_findings(head, document, _questions(written)))
    fields = {
        name: getattr(head, name, None) for name in TemplateFile.model_fields if name != "sections"
    }
    return fields, [section for section, _ in sections], written


def _questions(written: Iterable[WrittenQuestion]) -> dict[Address, Question]:
    return {each.address: each.question for each in written}


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda each: (each.source, each.line, each.column))
