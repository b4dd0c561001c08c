"""Reads the names of the codes in a file fast, without checking the rest of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import read_regular_file
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.model.code_name import CodeName, is_code_name


def read_code_names(set_id: str, path: Path) -> list[CodeName]:
    """Return the names of a set's own codes that are in use; [] if its file cannot be read.

    Those of a set that it extends are left out: finding them needs the other file, too.
    """
    try:
        value = read_yaml(read_regular_file(path).decode(), str(path)).value
    except (OSError, UnicodeError, CoprodError):
        return []
    codes = value.get("codes") if isinstance(value, dict) else None
    names = (f"{set_id}/{code_id}" for code_id in _ids(codes))
    return [CodeName(name) for name in names if is_code_name(name)]


def _ids(codes: Any) -> Iterator[str]:
    for code in codes if isinstance(codes, list) else ():
        if isinstance(code, dict) and isinstance(code.get("id"), str):
            if not code.get("retired"):
                yield code["id"]
            yield from _ids(code.get("codes"))
