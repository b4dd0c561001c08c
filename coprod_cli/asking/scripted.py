"""Answers that come as data: checked as a whole first, then given through the same interview."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from coprod_cli.case import TITLE
from coprod_cli.cleaning import named
from coprod_cli.errors import Finding, InvalidAnswer, InvalidInput
from coprod_cli.note.markers import is_word_value
from coprod_cli.steps import (
    TITLE_QUESTION,
    Answered,
    Chosen,
    ConflictStep,
    Finished,
    Jump,
    KeepDraft,
    MenuStep,
    Paused,
    QuestionStep,
    Reply,
    ReviewStep,
    Skipped,
    Step,
    Take,
    Unknown,
)
from coprod_cli.template import Template
from coprod_cli.validation import nearest, validate
from coprod_cli.yaml_text import Document, Path, Position, read_yaml

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
    answers: Mapping[str, tuple[Answered | Unknown, ...]]


def read_answers_file(text: str, source: str) -> Document:
    """Read an answers file, YAML or JSON, as data with positions.

    Raises:
        InvalidInput: it is not that; carries what is wrong.
    """
    document = read_yaml(text, source, largest=LARGEST_DATA, as_written=True)
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
        self.answers: dict[str, tuple[Answered | Unknown, ...]] = {}
        self.title: str | None = None

    def check_document(self, document: Document) -> None:
        """Check what the file says, also where something else in it is wrong."""
        said = document.value if isinstance(document.value, dict) else {}
        if isinstance(title := said.get(TITLE), str):
            self.check(TITLE, title, document, (TITLE,))
        if isinstance(answers := said.get("answers"), dict):
            self.check_map(document, answers, ("answers",), "")

    def check_map(
        self, document: Document, given: Mapping[str, Any], path: Path, section: str
    ) -> None:
        sections = {each.id for each in self.template.sections}
        for key, value in given.items():
            place = (*path, key)
            if not section and key in sections and isinstance(value, dict):
                self.check_map(document, value, place, f"{key}.")
            else:
                self.check(f"{section}{key}", value, document, place)

    def check_setting(self, setting: str, number: int) -> None:
        address, equals, text = setting.partition("=")
        document = Document(f"--set {number}", None)
        if not equals:
            self._add(document, (), "this must be ADDRESS=TEXT.", "situation.setting='A ward'")
        elif address == TITLE:
            self.check(address, text, document, ())
            self.title = text
        else:
            # What is set on the command line comes after the file, and takes its place.
            self.answers.pop(address, None)
            self.check(address, text, document, ())

    def check(self, address: str, value: Any, document: Document, place: Path) -> None:
        question = TITLE_QUESTION if address == TITLE else self.template.questions.get(address)
        if question is None:
            known = [*self.template.questions, *(each.id for each in self.template.sections)]
            near = nearest(address, known, len(self.findings))
            # What does not look like an address may be a piece of an answer: it is not repeated.
            message = f"there is no question {named(address, 'of that name')}."
            self._add(document, place, message, near, kind="unknown-address")
            return
        replies: list[Answered | Unknown] = []
        voices: set[str | None] = set()
        for given, where in self._given(value, document, place):
            try:
                question.parse(given.text, self.language)
            except InvalidAnswer as error:
                self._add(document, where, f'"{address}": {error.message}')
            for name in ("voice", "evidence"):
                word = getattr(given, name)
                if word is not None and not is_word_value(word):
                    self._add(document, where, f'"{address}": {name} takes one word.')
            if given.voice in voices:
                self._add(document, where, f'"{address}": one voice can answer once.')
            voices.add(given.voice)
            replies.append(given.reply())
        if address in self.answers and document.value is not None:
            self._add(document, place, f'"{address}" is answered twice here.')
        elif address != TITLE:
            self.answers[address] = tuple(replies)

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


class ScriptedAsker:
    """Gives the answers of an answers file, each at its question, hidden questions included."""

    def __init__(self, given: GivenAnswers, *, final: bool) -> None:
        """Take what to answer, and whether the case is finished after it."""
        self._waiting = {address: list(replies) for address, replies in given.answers.items()}
        if given.title is not None:
            self._waiting[TITLE] = [Answered(given.title)]
        self._final = final

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:  # noqa: ARG002 - nothing is typed
        """Answer a step; from the review, jump to what has not been asked."""
        match step:
            case QuestionStep(address=address, problem=problem):
                if problem:
                    self._refuse(address)
                waiting = self._waiting.get(address, [])
                reply = waiting.pop(0) if waiting else Skipped()
                if not waiting:
                    self._waiting.pop(address, None)
                return reply
            case MenuStep() | ReviewStep():
                if self._waiting:
                    return Jump(next(iter(self._waiting)))
                return Finished() if self._final else Paused()
            case ConflictStep():
                return Chosen(Take.MINE)

    def _refuse(self, address: str) -> None:
        # Every answer was checked before: what is left is a case that cannot be finished yet.
        message = f'"{address}" is needed before the case is finished.'
        hint = "{unknown: true}, where it is not known yet"
        raise InvalidInput([Finding("answer", message, "the answers", hint=hint)])
