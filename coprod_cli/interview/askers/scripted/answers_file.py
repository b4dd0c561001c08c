"""Answers file (YAML or JSON) and `--set` options: parsed and checked before any is used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coprod_cli.base.clock import local_now
from coprod_cli.base.errors import Finding, InvalidAnswer, InvalidInput
from coprod_cli.base.yaml_document import Document, read_yaml
from coprod_cli.interview.askers.scripted.answer_checker import AnswerChecker
from coprod_cli.interview.askers.scripted.answer_form import KEYS, AnswersFile
from coprod_cli.interview.askers.scripted.beside_answers import (
    NOTHING_BESIDE,
    BesideAnswers,
    check_beside,
)
from coprod_cli.interview.askers.scripted.named_voices import all_named
from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.tags import clean_tag
from coprod_cli.model.template import Template
from coprod_cli.templates.validation import validate

LARGEST_DATA = 4_000_000
"""Largest answers file, in characters: about 80 times a long case."""


@dataclass(frozen=True)
class GivenAnswers:
    """Checked content of an answers file and `--set` options.

    `tags` is None if none are named. `understood_days` are those that were in words, and are in
    ISO 8601 now.
    """

    title: str | None
    template: str | None
    language: str | None
    tags: tuple[str, ...] | None
    answers: Mapping[Address, tuple[Answered | Unknown, ...]]
    understood_days: tuple[date, ...] = ()


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
    template: Template, language: str, document: Document | None, settings: Iterable[str] = (),
    case: Case | None = None, *, today: date | None = None,
    beside: BesideAnswers = NOTHING_BESIDE, voice: str | None = None,
) -> GivenAnswers:  # fmt: skip
    """Check an answers file and settings against a template, and return the answers.

    Args:
        template: the template of the case.
        language: the language of the case.
        document: the parsed answers file; None for settings alone.
        settings: the `--set` options, `ADDRESS[@VOICE]=TEXT`; they override the file.
        case: the case that they change; None for a new one. Where several voices answered a
            question, the voice must be named.
        beside: the `--evidence` and `--source` options.
        voice: the voice of all answers that name none; None if they need not have one.
        today: the day from which days in words, such as "fri", count; today if not given.

    Raises:
        InvalidInput: some of it is invalid; carries every finding.
        WrongUsage: a setting names no voice, and several answered the question.
    """
    findings: list[Finding] = []
    head = AnswersFile()
    tags: tuple[str, ...] | None = None
    checker = AnswerChecker(
        template, language, findings, case, today or local_now().date(), voice=voice
    )
    if document is not None:
        head = validate(AnswersFile, document, findings, keys=KEYS) or head
        tags = _checked_tags(head.tags, document, findings)
        checker.check_document(document)
        findings.sort(key=lambda each: (each.line, each.column))
    for number, setting in enumerate(settings, 1):
        checker.check_setting(setting, number)
    check_beside(checker, beside)
    title = checker.title if head.title is None or checker.title is not None else head.title
    if findings:
        raise InvalidInput(findings)
    if checker.refused:
        raise checker.refused
    answers = {address: all_named(replies) for address, replies in checker.answers.items()}
    days = tuple(dict.fromkeys(checker.understood_days))
    return GivenAnswers(title, head.template, head.language, tags, answers, days)


def _checked_tags(
    tags: tuple[str, ...] | None, document: Document, findings: list[Finding]
) -> tuple[str, ...] | None:
    """Return tags as they are kept, each once; add a finding for each that is no tag."""
    kept: dict[str, None] = {}
    for number, tag in enumerate(tags or ()):
        try:
            kept[clean_tag(tag)] = None
        except InvalidAnswer as error:
            findings.append(document.finding(("tags", number), error.message, kind="tags"))
    return None if tags is None else tuple(kept)
