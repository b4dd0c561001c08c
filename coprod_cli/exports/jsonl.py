"""JSON Lines: one object a case, nothing changed and nothing lost."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def export_records(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write one line a case (https://jsonlines.org), UTF-8."""
    for record in records:
        out.write(_ENCODER.encode(record) + "\n")
