"""Drafts: the file that keeps what a person typed and has not saved yet, one file for each case.

It is JSON: `{"at": KEY, "texts": {KEY: TEXT}, "bases": {KEY: DIGEST}}`. A KEY is `ADDRESS`, or
`ADDRESS@VOICE` for an answer with a voice. Files of version 0.1.0 have addresses alone; such a key
has no voice here, and `Interview.resume` finds the answer it belongs to.
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
    """The drafts of a case, and where its person was.

    Attributes:
        at: the answer that the person was giving; None if it is not known.
        texts: the draft of each answer.
        bases: the digest of the saved answer that each draft was begun from, where it is known.
    """

    at: AnswerKey | None
    texts: Mapping[AnswerKey, str]
    bases: Mapping[AnswerKey, str] = {}


@dataclass
class Drafts:
    """The draft file of one case; it does not exist while there is no draft."""

    path: Path
    _written: DraftState | None = field(default=None, repr=False)

    def read(self) -> DraftState:
        """Return the saved drafts; empty if the file does not exist.

        A damaged file is renamed to `ID.damaged` and never overwritten.

        Raises:
            CoprodError: the file exists and cannot be read.
        """
        try:
            data = read_regular_file(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return DraftState(None, {})
        except OSError as error:
            raise read_error(error, str(self.path)) from error
        try:
            document = json.loads(data)
            texts = _by_key(document["texts"])
            bases = _by_key(document.get("bases", {}))
            at = document.get("at")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            with suppress(OSError):
                move_file(self.path, self.path.with_suffix(".damaged"))
            return DraftState(None, {})
        return DraftState(AnswerKey.parse(at) if isinstance(at, str) else None, texts, bases)

    def write(self, state: DraftState) -> None:
        """Save drafts durably; do nothing if they are what was written last.

        Raises:
            CannotSave: the file could not be written.
        """
        if state == self._written:
            return
        document = {
            "at": None if state.at is None else str(state.at),
            "texts": {str(key): text for key, text in state.texts.items()},
            "bases": {str(key): base for key, base in state.bases.items()},
        }
        write_file(self.path, json.dumps(document, ensure_ascii=True).encode())
        self._written = state

    def remove(self) -> None:
        """Remove the file: there is no draft any more."""
        remove_file(self.path)
        self._written = None


def _by_key(values: Mapping[str, Any]) -> dict[AnswerKey, str]:
    return {AnswerKey.parse(str(key)): str(value) for key, value in values.items()}
