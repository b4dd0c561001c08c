"""A codebook from elsewhere: codes with names and meanings, as `qdc` and `codebook_csv` read it."""

from typing import NamedTuple

from coprod_cli.model.code_set import Code
from coprod_cli.model.wording import worded

_LABELS = (("include", "Include"), ("exclude", "Exclude"), ("example", "Example"))
"""The parts of a code that other programs keep in one description, and their labels there."""


class ImportedCode(NamedTuple):
    """A code from elsewhere.

    Attributes:
        name: what it is called, on one line.
        words: its other parts by their keys in a code set, such as `definition` or `colour`.
        guid: its id in the project that it comes from; "" for none.
        codes: the codes below it.
        code_id: its id, if the file is one that coprod wrote; "" if it is to be made of the name.
    """

    name: str
    words: dict[str, str]
    guid: str = ""
    codes: "tuple[ImportedCode, ...]" = ()
    code_id: str = ""


class Codebook(NamedTuple):
    """The codes of a file, and what it is called; "" if it does not say."""

    codes: tuple[ImportedCode, ...]
    title: str = ""


def description_of(code: Code, language: str) -> str:
    """Return what a code means in one text: its definition, then labelled, the other parts."""
    parts = [worded(code.definition, language)]
    for key, label in _LABELS:
        text = worded(getattr(code, key), language)
        parts.append(f"{label}: {text}" if text else "")
    return "\n\n".join(filter(None, parts))


def words_of_description(description: str) -> dict[str, str]:
    """Return the parts of a text that `description_of` made; of any other, the definition alone."""
    words: dict[str, str] = {}
    key = "definition"
    labels = {f"{label}: ": name for name, label in _LABELS}
    for paragraph in description.strip().split("\n\n"):
        label = next((each for each in labels if paragraph.startswith(each)), "")
        if label and labels[label] not in words:
            key = labels[label]
        text = paragraph.removeprefix(label) if label and key == labels[label] else paragraph
        words[key] = f"{words[key]}\n\n{text}" if key in words else text
    return {name: text.strip() for name, text in words.items() if text.strip()}


def count_codes(codes: tuple[ImportedCode, ...]) -> int:
    """Return how many codes there are, with those below others."""
    return sum(1 + count_codes(each.codes) for each in codes)
