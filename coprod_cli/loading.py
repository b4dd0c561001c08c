"""A folder of YAML files becomes a Template, or all that is wrong with it, at file:line:col."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from coprod_cli.cleaning import looks_like_name, named
from coprod_cli.conditions import condition_problem
from coprod_cli.errors import Finding, InvalidInput, NotFound, cannot_read
from coprod_cli.questions import (
    Choice,
    ChoiceQuestion,
    ChoicesQuestion,
    Condition,
    NumberQuestion,
    Question,
    every_wording,
)
from coprod_cli.template import Section, Source, Template, TemplateFile
from coprod_cli.validation import nearest, validate
from coprod_cli.yaml_text import Document, decode, read_yaml

TEMPLATE_FILE = "template.yaml"
_RESERVED = frozenset({"end", "title"})
_KEYS = frozenset(
    name
    for model in (TemplateFile, Source, Section, NumberQuestion, ChoiceQuestion, Choice, Condition)
    for name in model.model_fields
)


def template_folders(prompts: Iterable[Path]) -> dict[str, Path]:
    """Return the folder of each template by its name; the first of one name wins."""
    found: dict[str, Path] = {}
    for folder in prompts:
        if not folder.is_dir():
            continue
        for each in sorted(folder.iterdir()):
            if (each / TEMPLATE_FILE).is_file():
                found.setdefault(each.name, each)
    return found


def load_named_template(name: str, prompts: Iterable[Path]) -> Template:
    """Load the template of a name from the folders that hold templates.

    Raises:
        NotFound: there is none of that name.
        InvalidInput: it has mistakes; the error carries all of them.
    """
    folders = template_folders(prompts)
    if name not in folders:
        near = get_close_matches(name, folders, 1) or sorted(folders)
        raise NotFound(f"there is no template {named(name, 'of that name')}.", hint=", ".join(near))
    return load_template(folders[name])


def load_template(folder: Path) -> Template:
    """Load the template in a folder.

    Raises:
        NotFound: the folder has no template.yaml.
        InvalidInput: it has mistakes; the error carries all of them.
    """
    if not (folder / TEMPLATE_FILE).is_file():
        hint = "a folder that has one"
        raise NotFound(f"there is no {TEMPLATE_FILE} here.", where=str(folder), hint=hint)
    findings: list[Finding] = []
    head_document = _read(folder / TEMPLATE_FILE, findings)
    if head_document is None:
        raise InvalidInput(_in_order(findings))
    head = validate(TemplateFile, head_document, findings, keys=_KEYS)
    sections = list(_load_sections(folder, head_document, findings))
    findings.extend(_unlisted(folder, head_document))
    findings.extend(_Lint(head_document, sections).findings())
    if head is None or findings:
        raise InvalidInput(_in_order(findings))
    said = {name: getattr(head, name) for name in TemplateFile.model_fields if name != "sections"}
    # Every part was validated above; a second time over the whole would find nothing.
    return Template.model_construct(**said, sections=tuple(section for section, _ in sections))


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda each: (each.source, each.line, each.column))


def _read(path: Path, findings: list[Finding]) -> Document | None:
    try:
        return read_yaml(decode(path.read_bytes(), str(path)), str(path))
    except InvalidInput as error:
        findings.extend(error.findings)
    except OSError as error:
        message, hint = cannot_read(error)
        findings.append(Finding("unreadable", message, str(path), hint=hint))
    return None


def _section_names(document: Document) -> list[str]:
    names = document.value.get("sections") if isinstance(document.value, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _load_sections(
    folder: Path, head: Document, findings: list[Finding]
) -> Iterator[tuple[Section, Document]]:
    names = _section_names(head)
    files = {path.name: path for path in folder.glob("*.yaml")}
    seen: set[str] = set()
    for index, name in enumerate(names):
        place = ("sections", index)
        path = files.get(f"{name}.yaml")
        if not looks_like_name(name):
            continue  # the model has told that it is no identifier
        if path is None:
            message = f'the section "{name}" has no file "{name}.yaml" beside this one.'
            findings.append(head.finding(place, message, kind="section"))
        elif name in seen:
            message = f'the section "{name}" is listed twice.'
            findings.append(head.finding(place, message, kind="duplicate"))
        elif document := _read(path, findings):
            section = validate(Section, document, findings, keys=_KEYS)
            if section and section.id != name:
                message = f'this section calls itself "{section.id}", and its file "{name}".'
                findings.append(document.finding(("id",), message, kind="section"))
            if section:
                yield section, document
        seen.add(name)


def _unlisted(folder: Path, head: Document) -> Iterator[Finding]:
    listed = {TEMPLATE_FILE, *(f"{name}.yaml" for name in _section_names(head))}
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in listed:
            message = f'the file "{path.name}" is not listed under "sections".'
            yield head.finding(("sections",), message, kind="section", hint=f"- {path.stem}")


class _Lint:
    """What pydantic cannot see: that the parts of a template fit together."""

    def __init__(self, head: Document, sections: list[tuple[Section, Document]]) -> None:
        self.sections = sections
        self.unread = set(_section_names(head)) - {section.id for section, _ in sections}
        self.earlier: dict[str, Question] = {}
        self.addresses = {
            section.address(question) for section, _ in sections for question in section.questions
        }
        self.misnamed = 0

    def findings(self) -> Iterator[Finding]:
        for section, document in self.sections:
            if section.id in _RESERVED:
                message = f'"{section.id}" cannot be the id of a section.'
                yield document.finding(("id",), message, kind="reserved")
            yield from self._repeated_ids(section, document)
            for index, question in enumerate(section.questions):
                path = ("questions", index)
                yield from self._choices(question, document, path)
                if isinstance(question, NumberQuestion) and question.takes_nothing:
                    message = "no number is between this minimum and the maximum."
                    yield document.finding((*path, "minimum"), message, kind="value")
                yield from self._conditions(question, document, path)
                self.earlier[section.address(question)] = question

    def _repeated_ids(self, section: Section, document: Document) -> Iterator[Finding]:
        seen: set[str] = set()
        for index, question in enumerate(section.questions):
            if question.id in seen:
                message = f'the question "{question.id}" stands twice in this section.'
                yield document.finding(("questions", index, "id"), message, kind="duplicate")
            seen.add(question.id)

    def _choices(
        self, question: Question, document: Document, path: tuple[str | int, ...]
    ) -> Iterator[Finding]:
        if not isinstance(question, ChoiceQuestion | ChoicesQuestion):
            return
        names: set[str] = set()
        for index, choice in enumerate(question.choices):
            place = (*path, "choices", index)
            if names & choice.names:
                message = "this choice has the name of an earlier one."
                yield document.finding(place, message, kind="duplicate")
            if any("\n" in label for label in every_wording(choice.label)):
                yield document.finding(place, "a label is one line.", kind="value")
            names |= choice.names

    def _conditions(
        self, question: Question, document: Document, path: tuple[str | int, ...]
    ) -> Iterator[Finding]:
        for index, condition in enumerate(question.when):
            place = (*path, "when", index)
            if place not in document.positions:  # a single condition stands without a list
                place = (*path, "when")
            if message := self._condition_problem(condition):
                hint = ""
                if condition.question not in self.addresses:
                    hint = nearest(condition.question, self.earlier, self.misnamed)
                    self.misnamed += 1
                yield document.finding(place, message, kind="when", hint=hint)

    def _condition_problem(self, condition: Condition) -> str | None:
        if condition.question.partition(".")[0] in self.unread:
            return None
        if condition.question not in self.addresses:
            name = named(condition.question, "a long one")
            return f'"when" names a question that is not here: {name}.'
        if condition.question not in self.earlier:
            return f'"when" may only name an earlier question, and "{condition.question}" is not.'
        return condition_problem(condition, self.earlier[condition.question])
