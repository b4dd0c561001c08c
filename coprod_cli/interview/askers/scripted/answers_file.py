"""Answers that come as data, read and checked as a whole before any of them is given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from coprod_cli.base.errors import Finding, InvalidAnswer, InvalidInput
from coprod_cli.base.message import composed, msg
from coprod_cli.base.text import quoted_name
from coprod_cli.base.yaml_document import Document, Path, Position, read_yaml
from coprod_cli.interview.protocol import (
    Answered,
    Unknown,
    title_question,
)
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.markers import is_word_value
from coprod_cli.templates.validation import closest_name, validate

LARGEST_DATA = 4_000_000
"""The most characters of an answers file: some 80 times a long case."""


def _as_text(given: Any) -> Any:
    """Turn the ways to write a plain answer into its text; None is an empty one."""
    if given is None:
        return ""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, list) and all(isinstance(item, str) for item in given):
        return "\n".join(f"- {item}" for item in given)
    return given


class GivenAnswer(BaseModel):
    """The long form of an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, BeforeValidator(_as_text)] = ""
    unknown: bool = False
    voice: str | None = None
    evidence: str | None = None

    def reply(self) -> Answered | Unknown:
        """Return what is replied to the question."""
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
    """An answers file, or `--set` options, after all of it was found good."""

    title: str | None
    template: str | None
    language: str | None
    tags: tuple[str, ...]
    answers: Mapping[Address, tuple[Answered | Unknown, ...]]


def read_answers_file(text: str, source: str) -> Document:
    """Read an answers file, YAML or JSON, as data with positions.

    Raises:
        InvalidInput: it is not that; carries what is wrong.
    """
    document = read_yaml(text, source, max_length=LARGEST_DATA, numbers_as_text=True)
    if document.value is None:
        return Document(source, {}, document.positions)
    return document


def check_answers(
    template: Template, language: str, document: Document | None, settings: Iterable[str] = ()
) -> GivenAnswers:
    """Check an answers file and `ADDRESS=TEXT` settings against a template, all of it at once.

    Raises:
        InvalidInput: something in them cannot be taken; carries every finding.
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
    def __init__(self, template: Template, language: str, findings: list[Finding]) -> None:
        self.template = template
        self.language = language
        self.findings = findings
        self.answers: dict[Address, tuple[Answered | Unknown, ...]] = {}
        self.taken_out: dict[Address, Path] = {}
        self.title: str | None = None

    def check_document(self, document: Document) -> None:
        """Check what the file says, also where something else in it is wrong."""
        said = document.value if isinstance(document.value, dict) else {}
        if isinstance(title := said.get(TITLE), str):
            self.check(TITLE, title, document, (TITLE,))
        if isinstance(answers := said.get("answers"), dict):
            self.check_map(document, answers, ("answers",), "")
        for item, place in self.taken_out.items():
            if any(each.is_inside(item) for each in self.answers):
                message = msg('"{address}" is taken out here, and answered too.', address=item)
                self._add(document, place, message)

    def check_map(
        self, document: Document, given: Mapping[str, Any], path: Path, section: str
    ) -> None:
        sections = {each.id for each in self.template.sections}
        for key, value in given.items():
            place = (*path, key)
            if not section and key in sections and isinstance(value, dict):
                self.check_map(document, value, place, f"{key}.")
            else:
                self.check(Address(f"{section}{key}"), value, document, place)

    def check_setting(self, setting: str, number: int) -> None:
        name, equals, text = setting.partition("=")
        address = Address(name)
        document = Document(f"--set {number}", None)
        if not equals:
            self._add(document, (), msg("this must be ADDRESS=TEXT."), "situation.setting='A ward'")
        elif address == TITLE:
            self.check(address, text, document, ())
            self.title = text
        else:
            # What is set on the command line comes after the file, and takes its place.
            self.answers.pop(address, None)
            self.check(address, text, document, ())

    def check(self, address: Address, value: Any, document: Document, place: Path) -> None:
        question = title_question() if address == TITLE else self.template.question_at(address)
        if isinstance(question, GroupQuestion) and isinstance(value, list):
            self._check_items(address, question, value, document, place)
        elif question is not None:
            self._check_answer(address, question, value, document, place)
        elif self._is_removed_item(address, value):
            self.answers[address] = ()
            self.taken_out[address] = place
        else:
            known: list[str] = [*self._within(address), *self.template.questions]
            known += [each.id for each in self.template.sections]
            near = closest_name(address, known, len(self.findings))
            # What does not look like an address may be a piece of an answer: it is not repeated.
            name = quoted_name(address, "")
            message = msg("there is no question of that name.")
            if name:
                message = msg("there is no question {name}.", name=name)
            self._add(document, place, message, near, kind="unknown-address")

    def _check_answer(
        self, address: Address, question: Question, value: Any, document: Document, place: Path
    ) -> None:
        replies: list[Answered | Unknown] = []
        voices: set[str | None] = set()
        for given, where in self._given(value, document, place):
            for problem in _problems(given, question, self.language, voices):
                message = composed('"{address}": {problem}', address=address, problem=problem)
                self._add(document, where, message)
            voices.add(given.voice)
            replies.append(given.reply())
        if address in self.answers and document.value is not None:
            message = msg('"{address}" is answered twice here.', address=address)
            self._add(document, place, message)
        elif address != TITLE:
            self.answers[address] = tuple(replies)

    def _check_items(
        self, address: Address, group: GroupQuestion, value: list[Any], document: Document,
        place: Path,
    ) -> None:  # fmt: skip
        """Check a list of items: the first one is the group's first, and so on."""
        for number, item in enumerate(value, 1):
            where = (*place, number - 1)
            if not isinstance(item, dict):
                names = ", ".join(question.id for question in group.questions)
                message = msg("each item is a map of these: {names}.", names=names)
                self._add(document, where, message)
                continue
            for key, said in item.items():
                self.check(address.item_at(number).child(key), said, document, (*where, key))

    def _within(self, address: Address) -> Iterator[Address]:
        """Give the addresses that there are in the item within which an address is."""
        item, group = address.item_address, self.template.group_at(address)
        if item is not None and group is not None:
            yield from (item.child(question.id) for question in group.questions)

    def _is_removed_item(self, address: Address, value: Any) -> bool:
        is_item = address.item is not None and not address.part and value in (None, "")
        return is_item and self.template.group_at(address) is not None

    def _given(
        self, value: Any, document: Document, place: Path
    ) -> Iterable[tuple[GivenAnswer, Path]]:
        """Return the long form of an answer, or of each voice's answer."""
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for index, item in enumerate(value):
                yield from self._given(item, document, (*place, index))
            return
        shaped = value if isinstance(value, dict) else {"text": value}
        positions: dict[Path, Position] = {(): document.position(place)}
        if isinstance(value, dict):
            positions |= {(key,): document.position((*place, key)) for key in value}
        part = Document(document.source, shaped, positions)
        if given := validate(GivenAnswer, part, self.findings, keys=_KEYS):
            yield given, place

    def _add(
        self, document: Document, place: Path, message: str, hint: str = "", kind: str = "answer"
    ) -> None:
        if document.positions:
            self.findings.append(document.finding(place, message, kind=kind, hint=hint))
        else:
            self.findings.append(Finding(kind, message, document.source, hint=hint))


def _problems(
    given: GivenAnswer, question: Question, language: str, voices: set[str | None]
) -> Iterable[str]:
    """Give what is wrong with an answer; `voices` are those that have answered already."""
    try:
        question.parse(given.text, language)
    except InvalidAnswer as error:
        yield error.message
    for name in ("voice", "evidence"):
        word = getattr(given, name)
        if word is not None and not is_word_value(word):
            yield msg("{name} takes one word.", name=name)
    if given.voice in voices:
        yield msg("one voice can answer once.")
