"""What is worth telling of a template that can be used all the same, beside all that is wrong."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.model.wording import Wording
from coprod_cli.templates.lint import Written
from coprod_cli.templates.loader import TEMPLATE_FILE, Loaded, load_written, read_listed
from coprod_cli.templates.reachability import never_asked

ONE_LANGUAGE = "one-language"
OTHER_PLAIN_WORDS = "other-plain-words"
_ONLY_TOLD = frozenset({ONE_LANGUAGE, OTHER_PLAIN_WORDS})
"""The kinds of findings that may be as they are meant to be."""
_WORDED = ("title", "description", "intro", "text", "text_plain", "help", "item", "label")
_MAY_BE_ITS_OWN = frozenset({"slide_title", "source_text", "source"})
"""What is the source's own wording, and stands in the source's own language."""


def proofread(folder: FilePath, prompts: Iterable[FilePath] = ()) -> list[Finding]:
    """Return everything that there is to tell of the template in a folder.

    Raises:
        NotFound: the folder has no template.yaml.
    """
    places = tuple(prompts)
    findings: list[Finding] = []
    loaded: Loaded | None = None
    try:
        loaded = load_written(folder, places)
    except InvalidInput as error:
        findings += error.findings
    documents = read_listed(folder)
    languages = loaded.template.languages if loaded else _declared(documents)
    if languages:
        for document in documents:
            findings += _languages(document, document.value, (), languages)
    if loaded:
        findings += never_asked(loaded.written)
        if loaded.template.extends:
            findings += _not_translated(loaded, documents[0])
            findings += _plain_words(loaded.template, documents[0])
    order = {document.source: place for place, document in enumerate(documents)}
    return sorted(
        dict.fromkeys(findings),
        key=lambda each: (order.get(each.source, len(order)), each.source, each.line, each.column),
    )


def is_only_told(finding: Finding) -> bool:
    """Tell whether a finding needs nothing to be done."""
    return finding.kind in _ONLY_TOLD


def _declared(documents: list[Document]) -> tuple[str, ...]:
    """Return the languages that a template with mistakes says it has; none where that is unsure."""
    head = documents[0].value if documents else None
    if not isinstance(head, dict) or FilePath(documents[0].source).name != TEMPLATE_FILE:
        return ()
    said = head.get("languages", [] if "extends" in head else ["en"])
    return tuple(each for each in said if isinstance(each, str)) if isinstance(said, list) else ()


# --- languages ---


def _languages(
    document: Document, value: Any, path: Path, languages: tuple[str, ...]
) -> Iterator[Finding]:
    """Look at every text of a file, whatever else is wrong with it."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            place = (*path, index)
            if isinstance(each, str) and path[-1:] == ("choices",):
                message = msg("this choice is the same in every language of this template.")
                yield from _plain_text(document, place, message, languages)
            else:
                yield from _languages(document, each, place, languages)
    elif isinstance(value, dict):
        for key, each in value.items():
            place = (*path, key)
            if key in _MAY_BE_ITS_OWN:
                continue
            if key in _WORDED and isinstance(each, str):
                message = msg('"{key}" is the same in every language of this template.', key=key)
                yield from _plain_text(document, place, message, languages)
            elif key in _WORDED and isinstance(each, dict):
                yield from _wording(document, place, each, languages)
            else:
                yield from _languages(document, each, place, languages)


def _plain_text(
    document: Document, path: Path, message: str, languages: tuple[str, ...]
) -> Iterator[Finding]:
    if len(languages) > 1:
        hint = ", ".join(f"{language}: ..." for language in languages)
        yield document.finding(path, message, kind=ONE_LANGUAGE, hint=hint)


def _wording(
    document: Document, path: Path, wording: dict[str, Any], languages: tuple[str, ...]
) -> Iterator[Finding]:
    for language in _lacking(wording, languages):
        message = msg('"{key}" is not there in "{language}".', key=path[-1], language=language)
        yield document.finding(path, message, kind="language")
    spoken = {part for each in languages for part in (each, each.partition("-")[0])}
    for language in wording:
        if language not in spoken:
            message = msg(
                '"{language}" is not among the languages of this template.', language=language
            )
            hint = ", ".join(languages)
            yield document.finding((*path, language), message, kind="language", hint=hint)


def _lacking(wording: Collection[str], languages: Iterable[str]) -> list[str]:
    return [
        language
        for language in languages
        if language not in wording and language.partition("-")[0] not in wording
    ]


def _not_translated(loaded: Loaded, head: Document) -> Iterator[Finding]:
    """Tell for each language how many texts of the extended template are not there in it."""
    inherited = list(_inherited(loaded.template, loaded.written, head))
    for language in loaded.template.languages:
        missing = [
            place
            for place, wording in inherited
            if isinstance(wording, dict) and _lacking(wording, [language])
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


def _plain_words(template: Template, head: Document) -> Iterator[Finding]:
    """Tell where a question was reworded, and is asked in the earlier plain words still."""
    for place, said in head.value.get("reword", {}).items():
        question = template.question_in_form(Address(place))
        if question and question.text_plain and "text" in said and "text_plain" not in said:
            message = msg(
                'the plain words of "{address}" are still those of the earlier text.', address=place
            )
            path = ("reword", place, "text")
            yield head.finding(path, message, kind=OTHER_PLAIN_WORDS, hint="text_plain: ...")


def _inherited(
    template: Template, written: Iterable[Written], head: Document
) -> Iterator[tuple[str, Wording | None]]:
    own = {each.address for each in written if each.is_own}
    for section in template.sections:
        if any(section.address(each) not in own for each in section.questions):
            yield from ((section.id, wording) for wording in (section.title, section.intro))
        for question in section.questions:
            address = section.address(question)
            if address not in own:
                said = head.value.get("reword", {}).get(address, {})
                yield from (
                    (address, getattr(question, key, None))
                    for key in ("text", "text_plain", "help", "item")
                    if key not in said
                )
