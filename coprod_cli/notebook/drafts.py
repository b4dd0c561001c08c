"""Drafts: the file that keeps what a person typed and has not saved yet, one file for each case.

It is JSON: `{"at": KEY, "texts": {KEY: TEXT}, "bases": {KEY: DIGEST}}`, with `"voice": VOICE` where
the person said who speaks, and `"asked": [PART]` where they chose a part of the form, by the ids of
sections or by addresses. A KEY is `ADDRESS`, or `ADDRESS@VOICE` for an answer with a voice. Files
of version 0.1.0 have addresses alone; such a key has no voice here, and `Interview.resume` finds
the answer it belongs to.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.errors import read_error
from coprod_cli.base.files import unused_name
from coprod_cli.base.message import Message, composed, msg
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.note.markers import is_word_value
from coprod_cli.notebook.side_files import (
    move_file,
    read_regular_file,
    remove_file,
    write_file,
)
from coprod_cli.notebook.state_owner import is_trusted


class DraftState(NamedTuple):
    """The drafts of a case, and where its person was.

    Attributes:
        at: the answer that the person was giving; None if it is not known.
        texts: the draft of each answer.
        bases: the digest of the saved answer that each draft was begun from, where it is known.
        voice: who spoke in the sitting; None if nobody said, "" if no voice was to be named.
        asked: the sections or addresses that the person chose to be asked; () for the whole form.
    """

    at: AnswerKey | None
    texts: Mapping[AnswerKey, str]
    bases: Mapping[AnswerKey, str] = {}
    voice: str | None = None
    asked: tuple[str, ...] = ()


@dataclass
class Drafts:
    """The draft file of one case; it does not exist while there is no draft."""

    path: Path
    notices: list[Message] = field(default_factory=list, compare=False, repr=False)
    """What a person should know of drafts that were there and cannot be used."""
    _written: DraftState | None = field(default=None, repr=False)

    def read(self) -> DraftState:
        """Return the saved drafts; empty if the file does not exist.

        A damaged file is renamed to `ID.damaged`, or `ID.2.damaged`, and never overwritten; what
        another user put there is not read. Both are told in `notices`.

        Raises:
            CoprodError: the file exists and cannot be read.
        """
        try:
            if not is_trusted(self.path):
                self._put_aside(msg("another user made this half-typed text, and it is not used."))
                return DraftState(None, {})
            data = read_regular_file(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return DraftState(None, {})
        except OSError as error:
            raise read_error(error, str(self.path)) from error
        try:
            document = json.loads(data)
            texts = _by_key(document["texts"])
            bases = _by_key(document.get("bases", {}))
            at, voice = document.get("at"), document.get("voice")
            asked = document.get("asked", [])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self._put_aside(msg("this half-typed text was cut off, and cannot be read."))
            return DraftState(None, {})
        key = AnswerKey.parse(at) if isinstance(at, str) else None
        return DraftState(key, texts, bases, _voice(voice), _asked(asked))

    def write(self, state: DraftState) -> None:
        """Save drafts durably; do nothing if they are what was written last.

        Raises:
            CannotSave: the file could not be written.
        """
        if state == self._written:
            return
        document: dict[str, Any] = {
            "at": None if state.at is None else str(state.at),
            "texts": {str(key): text for key, text in state.texts.items()},
            "bases": {str(key): base for key, base in state.bases.items()},
        }
        if state.voice is not None:
            document["voice"] = state.voice
        if state.asked:
            document["asked"] = list(state.asked)
        write_file(self.path, json.dumps(document, ensure_ascii=True).encode())
        self._written = state

    def _put_aside(self, reason: Message) -> None:
        kept = self.path
        with suppress(OSError):
            kept = unused_name(self.path.with_suffix(".damaged"))
            move_file(self.path, kept)
        self.notices.append(composed("{where}: {message}", where=kept, message=reason))

    def remove(self) -> None:
        """Remove the file: there is no draft any more."""
        remove_file(self.path)
        self._written = None


def _voice(value: object) -> str | None:
    """Return who spoke, from a drafts file; None for what no note can have as a voice."""
    is_voice = isinstance(value, str) and (not value or is_word_value(value))
    return str(value) if is_voice else None


def _asked(value: object) -> tuple[str, ...]:
    """Return what was chosen to be asked, from a drafts file; () for what is no list of names."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return ()
    return tuple(value)


def _by_key(values: Mapping[str, Any]) -> dict[AnswerKey, str]:
    return {AnswerKey.parse(str(key)): str(value) for key, value in values.items()}
