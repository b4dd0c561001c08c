"""What pydantic says of data that came from YAML, as findings at their file:line:col."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import N_, Message, composed, msg, nmsg
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_document import Document, Path

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
        message = msg("this must be a list of `key: value` lines.")
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
            message = msg('"{name}" is missing here.', name=missing)
            yield document.finding(path, message, kind="missing")
            continue
        if path in told:
            continue
        told.add(path)
        name = str(path[-1]) if path else ""
        if kind == "extra_forbidden":
            near = "" if name in keys else nearest(name, keys, len(told))
            message = msg("this is not a key that is known here.")
            if looks_like_name(name):
                message = msg('"{name}" is not a key that is known here.', name=name)
            yield document.finding(path, message, kind="unknown-key", hint=near)
        else:
            message = _sentence(each)
            if _names_a_key(path):
                message = composed('"{name}": {problem}', name=name, problem=message)
            yield document.finding(path, message, kind="value")


def _names_a_key(path: Path) -> bool:
    return bool(path) and isinstance(path[-1], str) and looks_like_name(path[-1])


def _part(value: Any, error: Any) -> tuple[Path, str | None]:
    loc = error["loc"]
    # The branch of a question is its type, which may have the name of one of its keys.
    loc = tuple(part for at, part in enumerate(loc) if not _is_type(loc[:at]))
    path, missing = _path_in(value, loc)
    return ((*path, "type"), None) if error["type"] == "union_tag_invalid" else (path, missing)


def _is_type(before: tuple[int | str, ...]) -> bool:
    """Tell whether what follows in pydantic's `loc` is a question's type."""
    in_list = before[-2:-1] == ("questions",) and isinstance(before[-1], int)
    return in_list or (before[:1] == ("add",) and before[2:] == ("question",))


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


def _sentence(error: Any) -> Message:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        problem = msg(str(context["error"]))  # a sentence of the models, marked there
        return composed("{problem}.", problem=problem)
    if kind == "string_too_short":
        return nmsg(
            "string should have at least {min_length} character.",
            "string should have at least {min_length} characters.",
            context["min_length"],
            **context,
        )
    if kind == "literal_error":
        return msg(_SENTENCES[kind], expected=_alternatives(context["expected"]))
    if kind in _SENTENCES:
        return msg(_SENTENCES[kind], **context)
    if kind == "string_pattern_mismatch":
        return msg(_PATTERNS.get(context["pattern"][:8], _OTHER_PATTERN))
    sentence: str = error["msg"]
    return composed("{sentence}.", sentence=f"{sentence[:1].lower()}{sentence[1:]}")


def _alternatives(expected: str) -> str:
    """Return pydantic's "'a', 'b' or 'c'" so that it can be translated."""
    first, joined, last = expected.rpartition(" or ")
    return msg("{first} or {last}", first=first, last=last) if joined else expected


_SENTENCES = {
    "string_type": N_("a text was expected here."),
    "string_too_long": N_("string should have at most {max_length} characters."),
    "dict_type": N_("a map was expected here."),
    "model_type": N_("a map was expected here."),
    "model_attributes_type": N_("a map was expected here."),
    "union_tag_not_found": N_("a map was expected here."),
    "union_tag_invalid": N_("this must be one of {expected_tags}."),
    "literal_error": N_("this must be one of {expected}."),
    "bool_type": N_("this must be true or false."),
    "bool_parsing": N_("this must be true or false."),
    "int_type": N_("input should be a valid integer."),
    "int_from_float": N_("input should be a valid integer, got a number with a fractional part."),
    "int_parsing": N_("input should be a valid integer, unable to parse string as an integer."),
    "greater_than_equal": N_("input should be greater than or equal to {ge}."),
    "float_type": N_("input should be a valid number."),
    "float_parsing": N_("input should be a valid number, unable to parse string as a number."),
    "finite_number": N_("input should be a finite number."),
    "tuple_type": N_("a list was expected here."),
    "list_type": N_("a list was expected here."),
    "too_short": N_("this must not be empty."),
}
_PATTERNS = {
    "^[a-z][a": N_("an id is small letters a-z, digits and single hyphens, a letter first."),
    "^[a-z0-9": N_("an address is section.question, such as situation.setting."),
    "^[0-9]+\\": N_("a version is three numbers, such as 1.0.0, in quotes if need be."),
    "^https?:": N_("a web address starts with https://."),
    "^[a-z]{2": N_("a language is a code such as en or sv."),
}
_OTHER_PATTERN = N_("this is not of the form that is needed here.")
