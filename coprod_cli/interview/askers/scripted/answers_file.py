"""Answers file (YAML or JSON) and `--set` options: parsed and checked before any is used."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from coprod_cli.base.errors import Finding, InvalidAnswer, InvalidInput
from coprod_cli.base.message import composed, msg
from coprod_cli.base.text import quoted_name
from coprod_cli.base.yaml_document import Document, Path, Position, read_yaml
from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.interview.steps import title_question
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.markers import is_word_value
from coprod_cli.templates.validation import closest_name, validate

LARGEST_DATA = 4_000_000
"""Largest answers file, in characters: about 80 times a long case."""


def _as_text(value: Any) -> Any:
    """Return the text of a short-form answer: null, a boolean or a list of strings becomes text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(f"- {item}" for item in value)
    return value


class GivenAnswer(BaseModel):
    """Long form of an answer: a map with text, status, voice and evidence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, BeforeValidator(_as_text)] = ""
    unknown: bool = False
    voice: str | None = None
    evidence: str | None = None

    def reply(self) -> Answered | Unknown:
        """Return the reply to the question."""
        kind = Unknown if self.unknown else Answered
        return kind(self.text, self.voice, self.evidence)


class _AnswersFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    template: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    answers: dict[str, Any] = {}


@dataclass(frozen=True)
class GivenAnswers:
    """Checked content of an answers file and `--set` options."""

    title: str | None
    template: str | None
    language: str | None
    tags: tuple[str, ...]
    answers: Mapping[Address, tuple[Answered | Unknown, ...]]


def read_answers_file(text: str, source: str) -> Document:
    """Parse an answers file, YAML or JSON, into a document with positions.

    Args:
        text: the file's text.
        source: the file's name, for findings.

    Raises:
        InvalidInput: the text is not valid YAML or JSON; carries the finding.
    """
    document = read_yaml(text, source, max_length=LARGEST_DATA, numbers_as_text=True)
    if document.value is None:
        return Document(source, {}, document.positions)
    return document


def check_answers(
    template: Template, language: str, document: Document | None, settings: Iterable[str] = ()
) -> GivenAnswers:
    """Check an answers file and settings against a template, and return the answers.

    Args:
        template: the template of the case.
        language: the language of the case.
        document: the parsed answers file; None for settings alone.
        settings: the `--set` options, each `ADDRESS=TEXT`; they override the file.

    Raises:
        InvalidInput: some of it is invalid; carries every finding.
    """
    findings: list[Finding] = []
    head = _AnswersFile()
    checker = _Checker(template, language, findings)
    if document is not None:
        head = validate(_AnswersFile, document, findings, keys=_KEYS) or head
        checker.check_document(document)
        findings.sort(key=lambda each: (each.line, each.column))
    for number, setting in enumerate(settings, 1):
        checker.check_setting(setting, number)
    title = checker.title if head.title is None or checker.title is not None else head.title
    if findings:
        raise InvalidInput(findings)
    return GivenAnswers(title, head.template, head.language, head.tags, checker.answers)


_KEYS = (*_AnswersFile.model_fields, *GivenAnswer.model_fields)


class _Checker:
    """Checks answers one by one; collects the valid ones in `answers`, the rest in `findings`."""

    def __init__(self, template: Template, language: str, findings: list[Finding]) -> None:
        self.template = template
        self.language = language
        self.findings = findings
        self.answers: dict[Address, tuple[Answered | Unknown, ...]] = {}
        self.removed_items: dict[Address, Path] = {}
        self.title: str | None = None

    def check_document(self, document: Document) -> None:
        """Check the answers of a file, even if other parts of it are invalid."""
        data = document.value if isinstance(document.value, dict) else {}
        if isinstance(title := data.get(TITLE), str):
            self.check(TITLE, title, document, (TITLE,))
        if isinstance(answers := data.get("answers"), dict):
            self.check_map(document, answers, ("answers",), "")
        for item, path in self.removed_items.items():
            if any(address.is_inside(item) for address in self.answers):
                message = msg('"{address}" is taken out here, and answered too.', address=item)
                self._add(document, path, message)

    def check_map(
        self, document: Document, values: Mapping[str, Any], path: Path, section: str
    ) -> None:
        """Check a map of answers.

        Args:
            document: the answers file.
            values: the answers by address, or by section and question id.
            path: where the map is in the document.
            section: the prefix of its addresses, as in "situation."; "" at the top.
        """
        section_ids = {each.id for each in self.template.sections}
        for key, value in values.items():
            value_path = (*path, key)
            if not section and key in section_ids and isinstance(value, dict):
                self.check_map(document, value, value_path, f"{key}.")
            else:
                self.check(Address(f"{section}{key}"), value, document, value_path)

    def check_setting(self, setting: str, number: int) -> None:
        """Check one `ADDRESS=TEXT` setting; `number` counts them from 1."""
        name, equals, text = setting.partition("=")
        address = Address(name)
        document = Document(f"--set {number}", None)
        if not equals:
            self._add(document, (), msg("this must be ADDRESS=TEXT."), "situation.setting='A ward'")
        elif address == TITLE:
            self.check(address, text, document, ())
            self.title = text
        else:
            # A setting on the command line overrides the file.
            self.answers.pop(address, None)
            self.check(address, text, document, ())

    def check(self, address: Address, value: Any, document: Document, path: Path) -> None:
        """Check one value at its address; `path` is where it is in the document."""
        question = title_question() if address == TITLE else self.template.question_at(address)
        if isinstance(question, GroupQuestion) and isinstance(value, list):
            self._check_items(address, question, value, document, path)
        elif question is not None:
            self._check_answer(address, question, value, document, path)
        elif self._is_removed_item(address, value):
            self.answers[address] = ()
            self.removed_items[address] = path
        else:
            known: list[str] = [*self._addresses_in_item(address), *self.template.questions]
            known += [section.id for section in self.template.sections]
            near = closest_name(address, known, len(self.findings))
            # Text that does not look like an address may be part of an answer, so it is not quoted.
            name = quoted_name(address, "")
            message = msg("there is no question of that name.")
            if name:
                message = msg("there is no question {name}.", name=name)
            self._add(document, path, message, near, kind="unknown-address")

    def _check_answer(
        self, address: Address, question: Question, value: Any, document: Document, path: Path
    ) -> None:
        replies: list[Answered | Unknown] = []
        voices: set[str | None] = set()
        for given, given_path in self._long_forms(value, document, path):
            for problem in _problems(given, question, self.language, voices):
                message = composed('"{address}": {problem}', address=address, problem=problem)
                self._add(document, given_path, message)
            voices.add(given.voice)
            replies.append(given.reply())
        if address in self.answers and document.value is not None:
            message = msg('"{address}" is answered twice here.', address=address)
            self._add(document, path, message)
        elif address != TITLE:
            self.answers[address] = tuple(replies)

    def _check_items(
        self, address: Address, group: GroupQuestion, value: list[Any], document: Document,
        path: Path,
    ) -> None:  # fmt: skip
        """Check a list of items; the n-th value is the group's n-th item."""
        for number, item in enumerate(value, 1):
            item_path = (*path, number - 1)
            if not isinstance(item, dict):
                names = ", ".join(question.id for question in group.questions)
                message = msg("each item is a map of these: {names}.", names=names)
                self._add(document, item_path, message)
                continue
            for key, answer in item.items():
                self.check(address.item_at(number).child(key), answer, document, (*item_path, key))

    def _addresses_in_item(self, address: Address) -> Iterator[Address]:
        """Yield all addresses in the group item that contains an address."""
        item, group = address.item_address, self.template.group_at(address)
        if item is not None and group is not None:
            yield from (item.child(question.id) for question in group.questions)

    def _is_removed_item(self, address: Address, value: Any) -> bool:
        is_item = address.item is not None and not address.part and value in (None, "")
        return is_item and self.template.group_at(address) is not None

    def _long_forms(
        self, value: Any, document: Document, path: Path
    ) -> Iterable[tuple[GivenAnswer, Path]]:
        """Yield the long form of an answer, or of each voice's answer, with its path."""
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for index, item in enumerate(value):
                yield from self._long_forms(item, document, (*path, index))
            return
        fields = value if isinstance(value, dict) else {"text": value}
        positions: dict[Path, Position] = {(): document.position(path)}
        if isinstance(value, dict):
            positions |= {(key,): document.position((*path, key)) for key in value}
        part = Document(document.source, fields, positions)
        if given := validate(GivenAnswer, part, self.findings, keys=_KEYS):
            yield given, path

    def _add(
        self, document: Document, path: Path, message: str, hint: str = "", kind: str = "answer"
    ) -> None:
        if document.positions:
            self.findings.append(document.finding(path, message, kind=kind, hint=hint))
        else:
            self.findings.append(Finding(kind, message, document.source, hint=hint))


def _problems(
    given: GivenAnswer, question: Question, language: str, voices: set[str | None]
) -> Iterable[str]:
    """Yield the problems of an answer; `voices` are those that have answered already."""
    try:
        question.parse(given.text, language)
    except InvalidAnswer as error:
        yield error.message
    for name in ("voice", "evidence"):
        value = getattr(given, name)
        if value is not None and not is_word_value(value):
            yield msg("{name} takes one word.", name=name)
    if given.voice in voices:
        yield msg("one voice can answer once.")
