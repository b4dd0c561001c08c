"""Proofreads a template: its errors, and also problems with which it can still be used."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.model.wording import Wording
from coprod_cli.templates.folders import TEMPLATE_FILE
from coprod_cli.templates.lint import WrittenQuestion
from coprod_cli.templates.loader import (
    LoadedTemplate,
    load_with_positions,
)
from coprod_cli.templates.reachability import unreachable_questions
from coprod_cli.templates.section_files import read_documents

ONE_LANGUAGE = "one-language"
OTHER_PLAIN_WORDS = "other-plain-words"
_ADVICE = frozenset({ONE_LANGUAGE, OTHER_PLAIN_WORDS})
"""The kinds of findings that are advice: the template may be meant to be so."""
_TEXT_KEYS = (
    "title", "title_plain", "noun", "noun_plain", "description", "description_plain", "answered_by",
    "intro", "intro_plain", "text", "text_plain", "help", "help_plain", "item", "item_plain",
    "label", "label_plain", "owner", "column_title",
)  # fmt: skip
_QUESTION_KEYS = (
    "text", "text_plain", "help", "help_plain", "item", "item_plain", "column_title",
)  # fmt: skip
_SOURCE_KEYS = frozenset({"slide_title", "source_text", "source"})
"""Keys whose texts are quoted from the source, in the source's language."""


def proofread(folder: FilePath, prompts: Iterable[FilePath] = ()) -> list[Finding]:
    """Return all findings about the template in a folder, in the order of its files.

    Args:
        folder: the folder.
        prompts: the folders in which an extended template is looked up.

    Raises:
        NotFound: the folder has no template.yaml.
    """
    findings: list[Finding] = []
    loaded: LoadedTemplate | None = None
    try:
        loaded = load_with_positions(folder, prompts)
    except InvalidInput as error:
        findings += error.findings
    documents = read_documents(folder)
    languages = loaded.template.languages if loaded else _declared_languages(documents)
    if languages:
        for document in documents:
            findings += _check_languages(document, document.value, (), languages)
    if loaded:
        findings += unreachable_questions(loaded.written)
        if loaded.template.extends:
            findings += _untranslated(loaded, documents[0])
            findings += _outdated_plain_texts(loaded.template, documents[0])
    order = {document.source: index for index, document in enumerate(documents)}
    return sorted(
        dict.fromkeys(findings),
        key=lambda each: (order.get(each.source, len(order)), each.source, each.line, each.column),
    )


def is_advice(finding: Finding) -> bool:
    """Return whether a finding is advice, which need not be followed."""
    return finding.kind in _ADVICE


def _declared_languages(documents: list[Document]) -> tuple[str, ...]:
    """Return the languages that an invalid template declares; none if they cannot be known."""
    head = documents[0].value if documents else None
    if not isinstance(head, dict) or FilePath(documents[0].source).name != TEMPLATE_FILE:
        return ()
    declared = head.get("languages", [] if "extends" in head else ["en"])
    if not isinstance(declared, list):
        return ()
    return tuple(language for language in declared if isinstance(language, str))


# --- languages ---


def _check_languages(
    document: Document, value: Any, path: Path, languages: tuple[str, ...]
) -> Iterator[Finding]:
    """Check the languages of all texts in a part of a file, even if the file is invalid."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            part = (*path, index)
            if isinstance(item, str) and path[-1:] == ("choices",):
                message = msg("this choice is the same in every language of this template.")
                yield from _single_text(document, part, message, languages)
            else:
                yield from _check_languages(document, item, part, languages)
    elif isinstance(value, dict):
        for key, item in value.items():
            part = (*path, key)
            if key in _SOURCE_KEYS:
                continue
            if key in _TEXT_KEYS and isinstance(item, str):
                message = msg('"{key}" is the same in every language of this template.', key=key)
                yield from _single_text(document, part, message, languages)
            elif key in _TEXT_KEYS and isinstance(item, dict):
                yield from _check_wording(document, part, item, languages)
            else:
                yield from _check_languages(document, item, part, languages)


def _single_text(
    document: Document, path: Path, message: str, languages: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield the finding for one text for all languages, if there are several."""
    if len(languages) > 1:
        hint = ", ".join(f"{language}: ..." for language in languages)
        yield document.finding(path, message, kind=ONE_LANGUAGE, hint=hint)


def _check_wording(
    document: Document, path: Path, wording: dict[str, Any], languages: tuple[str, ...]
) -> Iterator[Finding]:
    """Check that a map of wordings has each language of the template, and no other."""
    for language in _missing_languages(wording, languages):
        message = msg('"{key}" is not there in "{language}".', key=path[-1], language=language)
        yield document.finding(path, message, kind="language")
    valid = {code for each in languages for code in (each, each.partition("-")[0])}
    for language in wording:
        if language not in valid:
            message = msg(
                '"{language}" is not among the languages of this template.', language=language
            )
            hint = ", ".join(languages)
            yield document.finding((*path, language), message, kind="language", hint=hint)


def _missing_languages(wording: Collection[str], languages: Iterable[str]) -> list[str]:
    return [
        language
        for language in languages
        if language not in wording and language.partition("-")[0] not in wording
    ]


def _untranslated(loaded: LoadedTemplate, head: Document) -> Iterator[Finding]:
    """Find, for each language, the texts of the extended template that lack it."""
    inherited = list(_inherited_texts(loaded.template, loaded.written, head))
    for language in loaded.template.languages:
        missing = [
            address
            for address, wording in inherited
            if isinstance(wording, dict) and _missing_languages(wording, [language])
        ]
        if missing:
            message = nmsg(
                '{count} text of "{parent}" is not there in "{language}": that of "{place}".',
                '{count} texts of "{parent}" are not there in "{language}", such as that of '
                '"{place}".',
                len(missing),
                parent=loaded.template.extends,
                language=language,
                place=missing[0],
            )
            yield head.finding(("languages",), message, kind="language")


def _outdated_plain_texts(template: Template, head: Document) -> Iterator[Finding]:
    """Find reworded questions whose plain text still belongs to the earlier text."""
    for address, rewording in head.value.get("reword", {}).items():
        question = template.question_without_item(Address(address))
        for key, plain in (("text", "text_plain"), ("help", "help_plain")):
            if key in rewording and plain not in rewording and getattr(question, plain, None):
                message = msg(
                    'the plain words of "{address}" are still those of the earlier text.',
                    address=address,
                )
                path = ("reword", address, key)
                yield head.finding(path, message, kind=OTHER_PLAIN_WORDS, hint=f"{plain}: ...")


def _inherited_texts(
    template: Template, written: Iterable[WrittenQuestion], head: Document
) -> Iterator[tuple[str, Wording | None]]:
    """Yield the texts of the extended template that are not reworded, with their addresses."""
    own = {each.address for each in written if each.is_own}
    for section in template.sections:
        if any(section.address(each) not in own for each in section.questions):
            yield from (
                (section.id, getattr(section, key))
                for key in ("title", "title_plain", "intro", "intro_plain")
            )
        for question in section.questions:
            address = section.address(question)
            if address not in own:
                reworded = head.value.get("reword", {}).get(address, {})
                yield from (
                    (address, getattr(question, key, None))
                    for key in _QUESTION_KEYS
                    if key not in reworded
                )
