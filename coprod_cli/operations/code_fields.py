"""What a person says of a code or a code set: `KEY=TEXT`, or a document of data."""

from collections.abc import Iterable, Mapping

from coprod_cli.base.errors import Finding, InvalidInput, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.settings import is_language
from coprod_cli.base.text import canonical_text, clean_input
from coprod_cli.base.yaml_document import Document
from coprod_cli.model.wording import Wording
from coprod_cli.templates.code_set_schema import CodeData, CodeSetData
from coprod_cli.templates.validation import validate

CODE_KEYS = (
    "name", "definition", "include", "exclude", "example", "memo", "source_text", "note", "colour",
    "sign",
)  # fmt: skip
"""The keys of a code that a person may set."""
SET_KEYS = ("title", "description", "memo")
"""The keys of a code set that a person may set."""
MEANING = ("definition", "include", "exclude")
"""The keys whose change is a change of what a code means."""
_ONE_TEXT = ("source_text", "colour", "sign")
"""The keys that are not given in several languages."""

Fields = dict[str, dict[str, str]]
"""For each key, the text by language; "" is no language, and an empty text removes the key."""


def fields_of_settings(settings: Iterable[str], keys: tuple[str, ...]) -> Fields:
    """Return the fields of texts such as `name.sv=Väntan`.

    Args:
        settings: `KEY=TEXT` or `KEY.LANGUAGE=TEXT`; an empty text removes the key.
        keys: the keys that may be set.

    Raises:
        WrongUsage: one of them is not of that form, or has another key.
    """
    fields: Fields = {}
    for setting in settings:
        left, equals, text = setting.partition("=")
        key, dot, language = left.strip().partition(".")
        if not equals:
            raise WrongUsage(msg("--set takes KEY=TEXT."), hint="definition='What it means'")
        if key not in keys:
            raise _no_such_key(key, keys)
        if dot and (key in _ONE_TEXT or not is_language(language)):
            raise WrongUsage(msg("--set {key} takes no language.", key=key), hint=f"{key}=...")
        fields.setdefault(key, {})[language] = canonical_text(clean_input(text)).strip()
    return fields


def _no_such_key(key: str, keys: tuple[str, ...]) -> WrongUsage:
    message = msg("--set takes one of these keys.")
    return WrongUsage(message, hint=nearest(key, keys) or ", ".join(keys))


def fields_of_texts(texts: Mapping[str, str | Mapping[str, str]], keys: tuple[str, ...]) -> Fields:
    """Return the fields of texts, or of texts by language, by their keys.

    Raises:
        WrongUsage: one of the keys may not be set.
    """
    for key in texts:
        if key not in keys:
            raise _no_such_key(key, keys)
    return {
        key: dict(value) if isinstance(value, Mapping) else {"": value}
        for key, value in texts.items()
    }


def fields_of_data(document: Document, keys: tuple[str, ...]) -> Fields:
    """Return the fields of a document of data: a map with the keys of a code, or of a set.

    Raises:
        InvalidInput: it is no such map; it carries all findings.
    """
    findings: list[Finding] = []
    model: type[CodeData | CodeSetData] = CodeData if "name" in keys else CodeSetData
    data = validate(model, document, findings, keys=keys)
    if data is None:
        raise InvalidInput(findings)
    fields: Fields = {}
    for key in document.value:
        if key not in keys:
            message = msg("this is not a key that is known here.")
            findings.append(document.finding((key,), message, kind="unknown-key"))
            continue
        value = getattr(data, key)
        fields[key] = dict(value) if isinstance(value, Mapping) else {"": str(value or "")}
    if findings:
        raise InvalidInput(findings)
    return fields


def merged_wording(key: str, present: Wording | None, given: Mapping[str, str]) -> Wording | None:
    """Return a wording after a change; None for nothing.

    Args:
        key: its key, for the error.
        present: what it is by now.
        given: the new text by language; "" is no language.

    Raises:
        WrongUsage: there are several languages, and none is named; or there is a text of which
            the language is not known.
    """
    whole = given.get("")
    named = {language: text for language, text in given.items() if language}
    if not named:
        if isinstance(present, Mapping) and whole:
            message = msg("{key} has words in several languages: name one.", key=key)
            hint = " ".join(f"{key}.{language}=..." for language in present)
            raise WrongUsage(message, hint=hint)
        return whole or None
    if isinstance(present, str) and len(named) == 1:
        message = msg("{key} has words of which no language is named: give them again.", key=key)
        raise WrongUsage(message, hint=f"{key}.en=... {key}.sv=...")
    before = present if isinstance(present, Mapping) else {}
    merged = {each: text for each, text in {**before, **named}.items() if text}
    return merged or None
