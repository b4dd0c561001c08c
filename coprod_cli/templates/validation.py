"""Validates data from YAML with pydantic, and turns pydantic's errors into findings."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import N_, Message, composed, msg, nmsg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_document import Document, Path

_MAX_COMPARED = 5_000
"""The most pairs of names that are compared for "did you mean": each takes about 20 µs."""

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], document: Document, findings: list[Finding], *, keys: Iterable[str] = ()
) -> Model | None:
    """Return a document's value as a model; None if it is invalid.

    Args:
        model: the pydantic model of the whole document.
        document: the data, with its positions.
        findings: a list to which a finding is added for each problem.
        keys: all valid keys at any level, for "did you mean".
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


def closest_name(name: str, candidates: Collection[str], earlier_findings: int) -> str:
    """Return the candidate that is most similar to a mistyped name; "" if none is similar.

    Args:
        name: the mistyped name.
        candidates: the valid names.
        earlier_findings: the number of findings before this one. With too many, names are no
            longer compared, because that would take too long.
    """
    if not looks_like_name(name) or earlier_findings * len(candidates) > _MAX_COMPARED:
        return ""
    return nearest(name, candidates)


def _findings(
    error: ValidationError, document: Document, keys: tuple[str, ...]
) -> Iterable[Finding]:
    reported: set[Path] = set()
    errors = error.errors(include_url=False, include_input=False)
    located = [(details, *_located(document.value, details)) for details in errors]
    parents = {path[:depth] for _, path, _ in located for depth in range(len(path))}
    for details, path, missing in located:
        kind = details["type"]
        if kind in ("too_short", "string_type") and path in parents:
            # pydantic takes a list of invalid items for empty, and an invalid map of wordings for
            # no text: the errors inside have findings of their own.
            continue
        if kind == "missing" and missing:
            # Several keys may be missing at one path: each has a finding of its own.
            message = msg('"{name}" is missing here.', name=missing)
            yield document.finding(path, message, kind="missing")
            continue
        if path in reported:
            continue
        reported.add(path)
        name = str(path[-1]) if path else ""
        if kind == "extra_forbidden":
            hint = "" if name in keys else closest_name(name, keys, len(reported))
            message = msg("this is not a key that is known here.")
            if looks_like_name(name):
                message = msg('"{name}" is not a key that is known here.', name=name)
            yield document.finding(path, message, kind="unknown-key", hint=hint)
        else:
            message = _message(details)
            if _names_a_key(path):
                message = composed('"{name}": {problem}', name=name, problem=message)
            yield document.finding(path, message, kind="value")


def _names_a_key(path: Path) -> bool:
    return bool(path) and isinstance(path[-1], str) and looks_like_name(path[-1])


def _located(value: Any, error: Any) -> tuple[Path, str | None]:
    """Return the path of the part that pydantic's error is about, and a missing key if any."""
    loc = error["loc"]
    # Within a question, `loc` has the question's type, which may equal the name of a key.
    loc = tuple(part for index, part in enumerate(loc) if not _precedes_type(loc[:index]))
    path, missing = _path_in(value, loc)
    return ((*path, "type"), None) if error["type"] == "union_tag_invalid" else (path, missing)


def _precedes_type(beginning: tuple[int | str, ...]) -> bool:
    """Return whether the next part after this beginning of a `loc` is a question's type."""
    in_list = beginning[-2:-1] == ("questions",) and isinstance(beginning[-1], int)
    return in_list or (beginning[:1] == ("add",) and beginning[2:] == ("question",))


def _path_in(value: Any, loc: tuple[int | str, ...]) -> tuple[Path, str | None]:
    """Return pydantic's `loc` without the names of union branches, and a missing key if any."""
    path: list[int | str] = []
    missing = None
    for part in loc:
        if isinstance(value, dict) and part in value:  # noqa: SIM114 - mypy needs two branches
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            missing = str(part)
            continue
        missing = None
        path.append(part)
    return tuple(path), missing


def _message(error: Any) -> Message:
    """Return the message for pydantic's error."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        problem = msg(str(context["error"]))  # the models mark it for the catalogues
        return composed("{problem}.", problem=problem)
    if kind == "string_too_short":
        return nmsg(
            "string should have at least {min_length} character.",
            "string should have at least {min_length} characters.",
            context["min_length"],
            **context,
        )
    if kind == "literal_error":
        return msg(_MESSAGES[kind], expected=_alternatives(context["expected"]))
    if kind in _MESSAGES:
        return msg(_MESSAGES[kind], **context)
    if kind == "string_pattern_mismatch":
        return msg(_PATTERN_MESSAGES.get(context["pattern"][:8], _DEFAULT_PATTERN_MESSAGE))
    sentence: str = error["msg"]
    return composed("{sentence}.", sentence=f"{sentence[:1].lower()}{sentence[1:]}")


def _alternatives(expected: str) -> str:
    """Return pydantic's "'a', 'b' or 'c'" as a message that can be translated."""
    first, separator, last = expected.rpartition(" or ")
    return msg("{first} or {last}", first=first, last=last) if separator else expected


_MESSAGES = {
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
_PATTERN_MESSAGES = {
    "^[a-z][a": N_("an id is small letters a-z, digits and single hyphens, a letter first."),
    "^[a-z0-9": N_("an address is section.question, such as situation.setting."),
    "^[0-9]+\\": N_("a version is three numbers, such as 1.0.0, in quotes if need be."),
    "^[1-9][0": N_("minutes are a number such as 5, or two such as 60-90."),
    "^https?:": N_("a web address starts with https://."),
    "^[a-z]{2": N_("a language is a code such as en or sv."),
    "^([a-z0-": N_("the id of a code is small letters a-z, digits and single hyphens."),
    "^([a-z][": N_("a code is named by its id, or as set/code, such as ours/waiting."),
    "^#[0-9A-": N_("a colour is # and six hexadecimal digits, such as #CC3311."),
}
_DEFAULT_PATTERN_MESSAGE = N_("this is not of the form that is needed here.")
