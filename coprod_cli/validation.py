"""What pydantic says of data that came from YAML, as findings at their file:line:col."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from coprod_cli.cleaning import looks_like_name, named
from coprod_cli.errors import Finding
from coprod_cli.yaml_text import Document, Path

_MOST_COMPARED = 5_000
"""How many pairs of names are compared for "did you mean": each takes some 20 microseconds."""

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], document: Document, findings: list[Finding], *, keys: Iterable[str] = ()
) -> Model | None:
    """Return the model of a document's value, or add what is wrong with it to `findings`.

    Args:
        model: the pydantic model of the whole document.
        document: the data, with its positions.
        findings: gets one finding for each thing that is wrong.
        keys: every key that may stand anywhere, for "did you mean".
    """
    if not isinstance(document.value, dict):
        message = "this must be a list of `key: value` lines."
        findings.append(document.finding((), message, kind="shape"))
        return None
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        findings.extend(_findings(error, document, tuple(keys)))
        return None


def nearest(name: str, known: Collection[str], told: int) -> str:
    """Return the known name that is most like a mistyped one; "" where none is.

    Args:
        name: the mistyped name.
        known: the names there are.
        told: how many findings there are before it: where there are too many, none is compared.
    """
    if not looks_like_name(name) or told * len(known) > _MOST_COMPARED:
        return ""
    return next(iter(get_close_matches(name, known, 1)), "")


def _findings(
    error: ValidationError, document: Document, keys: tuple[str, ...]
) -> Iterable[Finding]:
    told: set[Path] = set()
    errors = error.errors(include_url=False, include_input=False)
    placed = [(each, *_part(document.value, each)) for each in errors]
    around = {path[:depth] for _, path, _ in placed for depth in range(len(path))}
    for each, path, missing in placed:
        kind = each["type"]
        if kind in ("too_short", "string_type") and path in around:
            # A list of bad items counts as empty, and a bad map of wordings as no text either:
            # what is wrong inside is told in its own place.
            continue
        if kind == "missing" and missing:
            # A sibling may be missing too: each has its own line, though not its own place.
            yield document.finding(path, f'"{missing}" is missing here.', kind="missing")
            continue
        if path in told:
            continue
        told.add(path)
        name = str(path[-1]) if path else ""
        if kind == "extra_forbidden":
            near = "" if name in keys else nearest(name, keys, len(told))
            message = f"{named(name, 'this')} is not a key that is known here."
            yield document.finding(path, message, kind="unknown-key", hint=near)
        else:
            where = f'"{name}": ' if _names_a_key(path) else ""
            yield document.finding(path, f"{where}{_sentence(each)}", kind="value")


def _names_a_key(path: Path) -> bool:
    return bool(path) and isinstance(path[-1], str) and looks_like_name(path[-1])


def _part(value: Any, error: Any) -> tuple[Path, str | None]:
    loc = error["loc"]
    if loc[:1] == ("questions",):
        # The branch of a question is its type, which may have the name of one of its keys.
        loc = (*loc[:2], *loc[3:])
    path, missing = _path_in(value, loc)
    return ((*path, "type"), None) if error["type"] == "union_tag_invalid" else (path, missing)


def _path_in(value: Any, loc: tuple[int | str, ...]) -> tuple[Path, str | None]:
    """Drop from pydantic's `loc` what names a union's branch rather than a part of the data."""
    path: list[int | str] = []
    missing = None
    for part in loc:
        if isinstance(value, dict) and part in value:  # noqa: SIM114 - mypy tells the two apart
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            missing = str(part)
            continue
        missing = None
        path.append(part)
    return tuple(path), missing


def _sentence(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**context)
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"][:8], "this is not of the form that is needed here.")
    message: str = error["msg"]
    return f"{message[:1].lower()}{message[1:]}."


_SENTENCES = {
    "string_type": "a text was expected here.",
    "dict_type": "a map was expected here.",
    "model_type": "a map was expected here.",
    "model_attributes_type": "a map was expected here.",
    "union_tag_not_found": "a map was expected here.",
    "union_tag_invalid": "this must be one of {expected_tags}.",
    "literal_error": "this must be one of {expected}.",
    "bool_type": "this must be true or false.",
    "bool_parsing": "this must be true or false.",
    "tuple_type": "a list was expected here.",
    "list_type": "a list was expected here.",
    "too_short": "this must not be empty.",
    "value_error": "{error}.",
}
_PATTERNS = {
    "^[a-z][a": "an id is small letters a-z, digits and single hyphens, a letter first.",
    "^[a-z0-9": "an address is section.question, such as situation.setting.",
    "^[0-9]+\\": "a version is three numbers, such as 1.0.0, in quotes if need be.",
    "^https?:": "a web address starts with https://.",
    "^[a-z]{2": "a language is a code such as en or sv.",
}
