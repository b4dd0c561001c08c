"""Wordings: texts in one language or in several; and the base class of template parts."""

from hashlib import sha256
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from typing_extensions import TypeAliasType

from coprod_cli.base.message import N_

Identifier = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


def _require_text(text: str) -> str:
    if not text.strip():
        raise ValueError(N_("a text must not be empty"))
    return text.strip()


MAX_SENTENCE = 4000
"""The most characters of a text in a template or a code set."""
Sentence = Annotated[str, StringConstraints(max_length=MAX_SENTENCE), AfterValidator(_require_text)]
# A named alias, for which pydantic makes one validator. For a plain union it makes one for each of
# the 40 fields that are wordings, which delays the first question by 7 ms.
Wording = TypeAliasType(
    "Wording", Sentence | Annotated[dict[Language, Sentence], Field(min_length=1)]
)
"""A text in one language, or a map of language to text."""


def as_list_of_words(data: Any) -> Any:
    """Return a single word as a list; other data unchanged (for a pydantic validator)."""
    return [data] if isinstance(data, str) else data


EarlierWordings = Annotated[tuple[Sentence, ...], BeforeValidator(as_list_of_words)]
"""Texts of earlier versions, in any language, that mean the same: older notes are read by them."""


def worded(wording: Wording | None, language: str) -> str:
    """Return a wording in a language, else in English, else in its first language; "" for None."""
    if wording is None:
        return ""
    if isinstance(wording, str):
        return wording
    for candidate in (language, language.split("-", maxsplit=1)[0], "en"):
        if candidate in wording:
            return wording[candidate]
    return next(iter(wording.values()))


def every_wording(wording: Wording | None) -> list[str]:
    """Return the texts of a wording in all its languages; [] for None."""
    if wording is None:
        return []
    return [wording] if isinstance(wording, str) else list(wording.values())


class FormModel(BaseModel):
    """Base class of template parts: frozen, and unknown keys are errors."""

    # Only the models of the two kinds of files are validated. Building a validator for every model
    # at import would take a third of the time to the first question.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)


def fingerprint(text: str) -> str:
    """Return a hash of a wording, 8 hexadecimal digits; line breaks and spaces do not matter."""
    return sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:8]
