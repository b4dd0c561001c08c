"""Read answers that are given as data: from a file, a stream, or a script's own mapping."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from coprod_cli.base.errors import Finding, InvalidInput, NotFound, read_error
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Document, decode
from coprod_cli.interview.askers.scripted.answers_file import LARGEST_DATA, read_answers_file

_MOST_BYTES = 4 * LARGEST_DATA


def read_answers(source: Path | BinaryIO, name: str) -> Document:
    """Read an answers file, YAML or JSON in UTF-8, as data with positions.

    Args:
        source: the file's path, or a stream of its bytes.
        name: its name, for errors.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it is not UTF-8, not YAML or JSON, or too large.
        CoprodError: it cannot be read.
    """
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                content = stream.read(_MOST_BYTES + 4)
        else:
            content = source.read(_MOST_BYTES + 4)
    except FileNotFoundError:
        raise NotFound(msg("this file is not there."), where=name) from None
    except OSError as error:
        raise read_error(error, name) from None
    if len(content) > _MOST_BYTES:
        limit = f"{LARGEST_DATA:,}"
        message = msg("this is too large: only {limit} characters are read.", limit=limit)
        raise InvalidInput([Finding("size", message, name, 1, 1, msg("split it"))])
    return read_answers_file(decode(content, name), name)


def as_document(answers: Document | Mapping[str, Any] | None) -> Document | None:
    """Return answers as a document of an answers file; one that is read already stays as it is.

    Args:
        answers: a document, or a mapping of addresses to answers: texts, numbers, dates, True or
            False, and the longer forms that an answers file takes.
    """
    if answers is None or isinstance(answers, Document):
        return answers
    return Document(msg("the answers"), {"answers": _written(answers)})


def named_in(document: Document | None, key: str) -> str | None:
    """Return a word that an answers file has under a key at its top; None where it has none."""
    value = document.value.get(key) if document and isinstance(document.value, dict) else None
    return value if isinstance(value, str) else None


def _written(value: Any) -> Any:
    """Return a script's value as an answers file has it: numbers and dates are texts there."""
    if isinstance(value, Mapping):
        return {str(key): _written(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_written(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value
