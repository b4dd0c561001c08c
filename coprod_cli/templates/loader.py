"""A folder of YAML files becomes a Template, or all that is wrong with it, at file:line:col."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput, NotFound, unreadable_message
from coprod_cli.base.files import read_regular_file
from coprod_cli.base.message import msg
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.base.yaml_document import Document, read_yaml
from coprod_cli.model.choice_questions import Choice, ChoiceQuestion
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import GroupQuestion, LineQuestion, NumberQuestion
from coprod_cli.model.template import Section, Source, Template, TemplateFile
from coprod_cli.templates.lint import Lint, Written, lint_section
from coprod_cli.templates.validation import nearest, validate

TEMPLATE_FILE = "template.yaml"
_EXTENDS = "extends"
_MOST_EXTENDED = 20
"""How long a chain of templates is, each of which extends the next one."""
_FEW = 4
_MODELS = (
    TemplateFile, Source, Section, LineQuestion, NumberQuestion, ChoiceQuestion, GroupQuestion,
    Choice, Condition,
)  # fmt: skip
_KEYS = frozenset({_EXTENDS}).union(*(model.model_fields for model in _MODELS))


class Loaded(NamedTuple):
    """A template, and where each of its questions is written."""

    template: Template
    written: list[Written]


_Parts = tuple[dict[str, Any], list[Section], list[Written]]


def template_folders(prompts: Iterable[Path]) -> dict[str, Path]:
    """Return the folder of each template by its name; the first of one name wins.

    A hidden folder has none: it is one that was not finished, or another program's.
    """
    found: dict[str, Path] = {}
    for folder in prompts:
        if not folder.is_dir():
            continue
        for each in sorted(folder.iterdir()):
            if not each.name.startswith(".") and (each / TEMPLATE_FILE).is_file():
                found.setdefault(each.name, each)
    return found


def load_named_template(name: str, prompts: Iterable[Path]) -> Template:
    """Load the template of a name from the folders that hold templates.

    Raises:
        NotFound: there is none of that name.
        InvalidInput: it has mistakes; the error carries all of them.
    """
    places = tuple(prompts)
    folders = template_folders(places)
    if name not in folders:
        near = get_close_matches(name, folders, 1) or _few(folders)
        message = msg("there is no template of that name.")
        if looks_like_name(name):
            message = msg('there is no template "{name}".', name=name)
        raise NotFound(message, hint=", ".join(near))
    return load_template(folders[name], places)


def _few(names: Iterable[str]) -> list[str]:
    """Return names, or where they are listed, where they are too many for one line."""
    known = sorted(names)
    return known if len(known) <= _FEW else ["coprod templates list"]


def load_template(folder: Path, prompts: Iterable[Path] = ()) -> Template:
    """Load the template in a folder.

    Args:
        folder: the folder.
        prompts: where one is looked for that it extends; beside it, too.

    Raises:
        NotFound: the folder has no template.yaml.
        InvalidInput: it has mistakes; the error carries all of them.
    """
    return load_written(folder, prompts).template


def load_written(folder: Path, prompts: Iterable[Path] = ()) -> Loaded:
    """Load the template in a folder, as `load_template` does, and where each question is written.

    Raises:
        NotFound: the folder has no template.yaml.
        InvalidInput: it has mistakes; the error carries all of them.
    """
    if not (folder / TEMPLATE_FILE).is_file():
        message = msg("there is no {file} here.", file=TEMPLATE_FILE)
        raise NotFound(message, where=str(folder), hint=msg("a folder that has one"))
    return _Loader(tuple(prompts)).load(folder, ())


def read_listed(folder: Path) -> list[Document]:
    """Return the files of a template that can be read, template.yaml first, whatever they say."""
    head = _read(folder / TEMPLATE_FILE, [])
    if head is None:
        return []
    files = {path.name: path for path in folder.glob("*.yaml")}
    names = dict.fromkeys(f"{name}.yaml" for name in _section_names(head))
    sections = (_read(files[name], []) for name in names if name in files)
    return [head, *(document for document in sections if document is not None)]


class _Loader:
    """Loads a template, and those that it extends."""

    def __init__(self, prompts: tuple[Path, ...]) -> None:
        self.prompts = prompts

    def load(self, folder: Path, around: tuple[Path, ...]) -> Loaded:
        """Load a template; `around` are the folders of those that extend it."""
        findings: list[Finding] = []
        head_document = _read(folder / TEMPLATE_FILE, findings)
        if head_document is None:
            raise InvalidInput(_in_order(findings))
        if isinstance(head_document.value, dict) and _EXTENDS in head_document.value:
            said, sections, written = self._extended(folder, head_document, around, findings)
        else:
            said, sections, written = _plain(folder, head_document, findings)
        if findings:
            raise InvalidInput(_in_order(findings))
        # Every part was validated above; a second time over the whole would find nothing.
        return Loaded(Template.model_construct(**said, sections=tuple(sections)), written)

    def _extended(
        self, folder: Path, document: Document, around: tuple[Path, ...], findings: list[Finding]
    ) -> _Parts:
        from coprod_cli.templates.extends import Extension, heading_of
        from coprod_cli.templates.extends_schema import KEYS, ExtendingFile

        head = validate(ExtendingFile, document, findings, keys=_KEYS | KEYS)
        parent = self._parent(folder, document, (*around, folder.resolve()), findings)
        known = {section.id for section in parent.sections} if parent else None
        own = list(_load_sections(folder, document, findings, elsewhere=known))
        findings.extend(_unlisted(folder, document))
        for section, its_document in own:
            findings.extend(lint_section(section, its_document))
        if head is None or parent is None:
            return {}, [], []
        extension = Extension(head, document, parent, own)
        sections, written = extension.sections()
        findings.extend(extension.findings)
        if not findings:
            findings.extend(Lint(written, left_out=extension.left_out).findings())
        return heading_of(head, parent), sections, written

    def _parent(
        self, folder: Path, document: Document, around: tuple[Path, ...], findings: list[Finding]
    ) -> Template | None:
        """Load the template that one extends: the first of its name that is not at work itself."""
        name = document.value[_EXTENDS]
        place = document.position((_EXTENDS,))
        if any((each.line, each.column) == place for each in findings):
            return None  # it is no name at all
        places = dict.fromkeys([*self.prompts, folder.parent])
        found = [place / name for place in places if (place / name / TEMPLATE_FILE).is_file()]
        for each in found:
            if len(around) > _MOST_EXTENDED:
                message = msg(
                    "over {count} templates extend one another here.", count=_MOST_EXTENDED
                )
                findings.append(document.finding((_EXTENDS,), message, kind=_EXTENDS))
                return None
            if each.resolve() not in around:
                try:
                    return self.load(each, around).template
                except InvalidInput as error:
                    findings.extend(error.findings)
                    return None
        if found:
            message = msg('"{name}" extends this template in turn: that is a circle.', name=name)
            hint = ""
        else:
            message = msg('there is no template "{name}" to extend.', name=name)
            hint = nearest(name, template_folders(places), 1)
        findings.append(document.finding((_EXTENDS,), message, kind=_EXTENDS, hint=hint))
        return None


def _plain(folder: Path, document: Document, findings: list[Finding]) -> _Parts:
    head = validate(TemplateFile, document, findings, keys=_KEYS)
    sections = list(_load_sections(folder, document, findings))
    findings.extend(_unlisted(folder, document))
    written: list[Written] = []
    for section, its_document in sections:
        findings.extend(lint_section(section, its_document))
        written += [
            Written(section.address(question), question, its_document, ("questions", index))
            for index, question in enumerate(section.questions)
        ]
    unread = set(_section_names(document)) - {section.id for section, _ in sections}
    findings.extend(Lint(written, unread=unread).findings())
    said = {
        name: getattr(head, name, None) for name in TemplateFile.model_fields if name != "sections"
    }
    return said, [section for section, _ in sections], written


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda each: (each.source, each.line, each.column))


def _read(path: Path, findings: list[Finding]) -> Document | None:
    try:
        return read_yaml(decode_utf8(read_regular_file(path), str(path)), str(path))
    except InvalidInput as error:
        findings.extend(error.findings)
    except OSError as error:
        message, hint = unreadable_message(error)
        findings.append(Finding("unreadable", message, str(path), hint=hint))
    return None


def _section_names(document: Document) -> list[str]:
    names = document.value.get("sections") if isinstance(document.value, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _load_sections(
    folder: Path,
    head: Document,
    findings: list[Finding],
    *,
    elsewhere: Collection[str] | None = (),
) -> Iterator[tuple[Section, Document]]:
    """Load the files of the sections that are listed.

    `elsewhere` are those that the extended template has; None where that is not known.
    """
    names = _section_names(head)
    files = {path.name: path for path in folder.glob("*.yaml")}
    seen: set[str] = set()
    for index, name in enumerate(names):
        place = ("sections", index)
        path = files.get(f"{name}.yaml")
        if not looks_like_name(name):
            continue  # the model has told that it is no identifier
        if f"{name}.yaml" == TEMPLATE_FILE:
            message = msg('"{name}" cannot be the id of a section.', name=name)
            findings.append(head.finding(place, message, kind="reserved"))
        elif name in seen:
            message = msg('the section "{name}" is listed twice.', name=name)
            findings.append(head.finding(place, message, kind="duplicate"))
        elif path is None and (elsewhere is None or name in elsewhere):
            pass
        elif path is None:
            message = msg(
                'the section "{name}" has no file "{name}.yaml" beside this one.', name=name
            )
            near = nearest(name, elsewhere or (), len(findings))
            findings.append(head.finding(place, message, kind="section", hint=near))
        elif document := _read(path, findings):
            section = validate(Section, document, findings, keys=_KEYS)
            if section and section.id != name:
                message = msg(
                    'this section calls itself "{id}", and its file "{name}".',
                    id=section.id,
                    name=name,
                )
                findings.append(document.finding(("id",), message, kind="section"))
            if section:
                yield section, document
        seen.add(name)


def _unlisted(folder: Path, head: Document) -> Iterator[Finding]:
    listed = {TEMPLATE_FILE, *(f"{name}.yaml" for name in _section_names(head))}
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in listed:
            message = msg('the file "{name}" is not listed under "sections".', name=path.name)
            yield head.finding(("sections",), message, kind="section", hint=f"- {path.stem}")
