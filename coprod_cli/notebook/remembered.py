"""What a notebook remembers for the next new case: the size, the introduction, some answers.

It is one YAML file in the state folder, written by coprod. It is a convenience: one that is
missing, damaged, or made by another user counts as empty, and a failure to write it is no error.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.settings import STATE_FOLDER
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.side_files import read_private_file, write_file
from coprod_cli.notebook.state_owner import is_trusted

FILE_NAME = "remembered.yaml"
_MAX_BYTES = 100_000
_COMMENT = "# What a new case begins with, written by coprod. Delete this file to forget it.\n"


class RememberedAnswer(NamedTuple):
    """An answer of an earlier case, and the language that it was given in."""

    text: str
    language: str


@dataclass(frozen=True)
class Remembered:
    """What a notebook remembers.

    Attributes:
        size: what was chosen last for a new case, as in `FormChoice.size`; "" for none.
        introduced: by template, the version with which the whole introduction was shown last.
        answers: by template, and by address and voice, the answer of the last case.
        seal: a digest by which the answers are known to be those that were checked last.
        voice: who spoke last; "" if nobody said.
    """

    size: str = ""
    introduced: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[AnswerKey, RememberedAnswer]] = field(default_factory=dict)
    seal: str = ""
    voice: str = ""


def read_remembered(notebook: Path) -> Remembered:
    """Return what the notebook in a folder remembers."""
    path = notebook / STATE_FOLDER / FILE_NAME
    try:
        data = read_private_file(path, _MAX_BYTES) if is_trusted(path) else None
        if data is None:
            return Remembered()
        from coprod_cli.base.yaml_document import read_yaml

        return _remembered(read_yaml(data.decode(), str(path), numbers_as_text=True).value)
    except (OSError, CoprodError, UnicodeError, AttributeError, TypeError, ValueError, KeyError):
        return Remembered()


def write_remembered(notebook: Path, remembered: Remembered) -> None:
    """Write what the notebook in a folder remembers, unless it is what the file has already."""
    if remembered == read_remembered(notebook):
        return
    state = notebook / STATE_FOLDER
    with suppress(OSError, CoprodError):
        refuse_outside_link(state, notebook)
        write_file(state / FILE_NAME, _as_yaml(remembered).encode(), durable=False)


def _remembered(value: Any) -> Remembered:
    return Remembered(
        size=_text(value.get("size", "")),
        introduced={_text(name): _text(each) for name, each in _items(value, "introduced")},
        answers={
            _text(name): {
                AnswerKey.parse(_text(key)): RememberedAnswer(
                    _text(answer["text"]), _text(answer["language"])
                )
                for key, answer in answers.items()
            }
            for name, answers in _items(value, "answers")
        },
        seal=_text(value.get("seal", "")),
        voice=_voice(_text(value.get("voice", ""))),
    )


def _items(value: Any, key: str) -> Any:
    return (value.get(key) or {}).items()


def _voice(text: str) -> str:
    """Return a voice; "" for a text that no note can have as one."""
    from coprod_cli.notebook.note.markers import is_word_value

    return text if is_word_value(text) else ""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _as_yaml(remembered: Remembered) -> str:
    from coprod_cli.base.yaml_scalars import quote

    lines = [f"size: {quote(remembered.size)}"]
    if remembered.voice:
        lines.append(f"voice: {quote(remembered.voice)}")
    lines.append("introduced:")
    lines += [f"  {quote(name)}: {quote(each)}" for name, each in remembered.introduced.items()]
    lines.append(f"seal: {quote(remembered.seal)}")
    lines.append("answers:")
    for name, answers in remembered.answers.items():
        lines.append(f"  {quote(name)}:")
        for key, answer in answers.items():
            lines.append(f"    {quote(str(key))}:")
            lines.append(f"      language: {quote(answer.language)}")
            lines.append(f"      text: {quote(answer.text)}")
    return _COMMENT + "".join(f"{line}\n" for line in lines)
