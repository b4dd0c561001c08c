"""Drafts on the disk: what a person typed and has not taken yet, and where they were.

A file has JSON: `{"at": KEY, "texts": {KEY: TEXT}, "bases": {KEY: DIGEST}}`. A KEY is `ADDRESS`, or
`ADDRESS@VOICE` for an answer with a voice. Files of version 0.1.0 have addresses alone; `AnswerKey`
says so with no voice, and `Interview.resume` finds the answer that is meant.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.errors import read_error
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.side_files import move_file, read_regular_file, remove_file, write_file


class DraftState(NamedTuple):
    """Which answer a person was giving, and the half-typed text of each answer.

    `bases` has the digest of the answer over which each text was begun, as far as it is known.
    """

    at: AnswerKey | None
    texts: Mapping[AnswerKey, str]
    bases: Mapping[AnswerKey, str] = {}


@dataclass
class Drafts:
    """The file that keeps one case's half-typed text; it is gone when there is none."""

    path: Path
    _written: DraftState | None = field(default=None, repr=False)

    def read(self) -> DraftState:
        """Return what was kept; nothing where the file is not there.

        A file that somebody damaged is put aside as `ID.damaged`, and never written over.

        Raises:
            CoprodError: the file is there and cannot be read.
        """
        try:
            data = read_regular_file(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return DraftState(None, {})
        except OSError as error:
            raise read_error(error, str(self.path)) from error
        try:
            kept = json.loads(data)
            texts = _by_key(kept["texts"])
            bases = _by_key(kept.get("bases", {}))
            at = kept.get("at")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            with suppress(OSError):
                move_file(self.path, self.path.with_suffix(".damaged"))
            return DraftState(None, {})
        return DraftState(AnswerKey.parse(at) if isinstance(at, str) else None, texts, bases)

    def write(self, unfinished: DraftState) -> None:
        """Keep what is half typed, durably; write nothing where it is kept already.

        Raises:
            CannotSave: it could not be written.
        """
        if unfinished == self._written:
            return
        data = {
            "at": None if unfinished.at is None else str(unfinished.at),
            "texts": {str(key): text for key, text in unfinished.texts.items()},
            "bases": {str(key): base for key, base in unfinished.bases.items()},
        }
        write_file(self.path, json.dumps(data, ensure_ascii=True).encode())
        self._written = unfinished

    def remove(self) -> None:
        """Take the file away: nothing is half typed any more."""
        remove_file(self.path)
        self._written = None


def _by_key(kept: Mapping[str, Any]) -> dict[AnswerKey, str]:
    return {AnswerKey.parse(str(key)): str(value) for key, value in kept.items()}
