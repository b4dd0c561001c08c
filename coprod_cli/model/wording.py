"""Texts in one language or in several, and what every part of a template has in common."""

from hashlib import sha256
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from typing_extensions import TypeAliasType

from coprod_cli.base.message import N_

Identifier = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


def _one_text(text: str) -> str:
    if not text.strip():
        raise ValueError(N_("a text must not be empty"))
    return text.strip()


Sentence = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_one_text)]
# A named alias, since pydantic makes one validator of it for all fields. Of a plain union it makes
# one for each of the 40 fields that are wordings, which costs 7 ms before the first question.
Wording = TypeAliasType(
    "Wording", Sentence | Annotated[dict[Language, Sentence], Field(min_length=1)]
)
"""A text in one language, or a map of language to text."""


def worded(wording: Wording | None, language: str) -> str:
    """Return a wording in a language, else in English, else in the first one there is."""
    if wording is None:
        return ""
    if isinstance(wording, str):
        return wording
    for known in (language, language.split("-", maxsplit=1)[0], "en"):
        if known in wording:
            return wording[known]
    return next(iter(wording.values()))


def every_wording(wording: Wording | None) -> list[str]:
    """Return a wording in all its languages."""
    if wording is None:
        return []
    return [wording] if isinstance(wording, str) else list(wording.values())


class FormModel(BaseModel):
    """A part of a template: frozen, and no key that is not known."""

    # Only the two kinds of files are ever validated as a whole: building a validator for each
    # model at import would cost a third of the time to the first question.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)


def fingerprint(text: str) -> str:
    """Return a few characters that tell one wording from another, whatever its line breaks."""
    return sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:8]
