"""The words of codes as data, and what an editor says of each key of a code set's file."""

from pydantic import ConfigDict

from coprod_cli.model.code_set import CodeSetFile, CodeWords


class CodeData(CodeWords):
    """A code's words as data: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid")


class CodeSetData(CodeSetFile):
    """A set's words as data: unknown keys are mistakes, and its id stands elsewhere."""

    model_config = ConfigDict(extra="forbid")

    id: str = ""


DESCRIPTIONS = {
    "changed": "The day on which definition, include or exclude were last changed.",
    "citation": "Where the wording comes from, as it is cited.",
    "codes": "The codes, in order; of a code, those below it.",
    "colour": "# and six hexadecimal digits, such as #CC3311.",
    "definition": "What the code means.",
    "description": "What the set is for.",
    "example": "A passage that shows the code.",
    "exclude": "When the code is not to be used.",
    "extends": "The id of the set whose codes this one takes over.",
    "guid": "The id in the project that it was imported from.",
    "id": "Small letters, digits and hyphens; part of the code's name, so coprod renames it.",
    "include": "When the code is to be used.",
    "instead": "The codes to use instead of a retired one.",
    "leave_out": "Codes of the extended set that this one leaves out.",
    "memo": "Thoughts about it.",
    "name": "What people see; it may change at any time.",
    "note": "What is to be known about the wording, such as whose it is.",
    "retired": "The day since which the code is no longer used.",
    "reword": "Other words for codes of the extended set, by their ids.",
    "sign": "A character that stands for the code, beside its colour.",
    "source": "Where the wording comes from.",
    "source_text": "The source's own wording.",
    "title": "What the set is called.",
    "url": "Where the source is found.",
    "was": "Earlier names of the code.",
}
