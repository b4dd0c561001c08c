"""The file that keeps what a person types about a passage, for one coder and one case.

It is JSON: `{"at": KEY, "said": DIGEST, "passage": ID, "span": [START, END], "memo": true, "text":
TEXT}`, beside what an editor has of the case, and exists while something is half typed.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import unused_name
from coprod_cli.base.span import Span
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.half_typed_mark import HalfTypedMark
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.notebook.side_files import move_file, read_regular_file, remove_file, write_file
from coprod_cli.notebook.state_owner import is_trusted


class HalfTypedMarks(NamedTuple):
    """The file of one coder and one case."""

    path: Path

    @classmethod
    def of(cls, notebook: Notebook, case_id: str, coder: str) -> "HalfTypedMarks":
        """Return the file, which need not exist."""
        name = safe_file_name(f"{case_id}-{coder}")
        return cls(notebook.marking_files_folder / f"{name}.json")

    def read(self) -> HalfTypedMark | None:
        """Return what is half typed; None for nothing. A damaged file is renamed to `.damaged`."""
        try:
            if not is_trusted(self.path):
                return None
            data = read_regular_file(self.path)
        except OSError:
            return None
        try:
            return _mark_of(json.loads(data))
        except (ValueError, KeyError, TypeError, RecursionError):
            with suppress(OSError):
                move_file(self.path, unused_name(self.path.with_suffix(".damaged")))
            return None

    def keep(self, mark: HalfTypedMark | None) -> None:
        """Keep what is half typed, durably; None for nothing. A full disk raises no error here."""
        with suppress(OSError, CoprodError):
            if mark is None:
                remove_file(self.path)
            else:
                write_file(self.path, json.dumps(_as_data(mark)).encode())


def _as_data(mark: HalfTypedMark) -> dict[str, object]:
    return {
        "at": str(mark.key),
        "said": mark.said,
        "passage": mark.passage,
        "span": None if mark.span is None else list(mark.span),
        "memo": mark.is_memo,
        "text": mark.text,
    }


def _mark_of(data: dict[str, object]) -> HalfTypedMark:
    """Return what a file says.

    Raises:
        ValueError, KeyError, TypeError: it is no such file.
    """
    texts = [data[key] for key in ("at", "said", "passage", "text")]
    span = data["span"]
    if not all(isinstance(each, str) for each in texts) or not isinstance(span, list | None):
        raise TypeError
    at, said, passage, text = map(str, texts)
    place = None if span is None else Span(*map(int, span))
    return HalfTypedMark(AnswerKey.parse(at), said, passage, place, data["memo"] is True, text)
