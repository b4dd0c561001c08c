"""Read answers that are given as data: a file, a stream, or a Python mapping."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from coprod_cli.base.message import msg
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.base.yaml_document import Document
from coprod_cli.interview.askers.scripted.answers_file import LARGEST_DATA, read_answers_file
from coprod_cli.operations.read_source import read_source

_MOST_BYTES = 4 * LARGEST_DATA


def read_answers(source: Path | BinaryIO, name: str) -> Document:
    """Read an answers file, which is YAML or JSON in UTF-8, and return it with line numbers.

    Args:
        source: the file's path, or a stream of its bytes.
        name: the name that errors show.

    Raises:
        NotFound: the file does not exist.
        InvalidInput: the content is not UTF-8, not YAML or JSON, or too large.
        CoprodError: the file cannot be read.
    """
    limit = f"{LARGEST_DATA:,}"
    message = msg("this is too large: only {limit} characters are read.", limit=limit)
    content = read_source(source, name, _MOST_BYTES, message)
    return read_answers_file(decode_utf8(content, name), name)


def as_document(answers: Document | Mapping[str, Any] | None) -> Document | None:
    """Return answers as the document of an answers file; a document is returned unchanged.

    Args:
        answers: a document, or a mapping from addresses to answers. An answer is a text, a number,
            a date, True or False, a list of texts, a list of items of a repeated group, or one of
            the longer forms of an answers file: `{"text": ..., "voice": ..., "evidence": ...}`,
            `{"unknown": True}`, or a list of these for the answers of several voices.
    """
    if answers is None or isinstance(answers, Document):
        return answers
    return Document(msg("the answers"), {"answers": _as_written(answers)})


def word_in(document: Document | None, key: str) -> str | None:
    """Return the text of a top-level key of an answers file; None if it has none."""
    value = document.value.get(key) if document and isinstance(document.value, dict) else None
    return value if isinstance(value, str) else None


def _as_written(value: Any) -> Any:
    """Return a value as an answers file contains it: numbers and dates become texts."""
    if isinstance(value, Mapping):
        return {str(key): _as_written(part) for key, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_as_written(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value
