"""Schema of an answers file: its keys, and the long form of an answer with voice and evidence."""

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.model.sources import evidence_of_label
from coprod_cli.model.voice_names import WITHOUT_VOICE
from coprod_cli.model.voices import voice_among


def _as_text(value: Any) -> Any:
    """Return the text of a short-form answer: null, a boolean or a list of strings becomes text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(f"- {item}" for item in value)
    return value


def _as_lines(value: Any) -> Any:
    """Return references as a list: a text has one on each line."""
    return value.split("\n") if isinstance(value, str) else value


References = Annotated[tuple[str, ...] | None, BeforeValidator(_as_lines)]


class GivenAnswer(BaseModel):
    """Long form of an answer: a map with text, status, voice, evidence and sources."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, BeforeValidator(_as_text)] = ""
    unknown: bool = False
    voice: str | None = None
    evidence: str | None = None
    source: References = None
    sources: References = None

    @property
    def references(self) -> tuple[str, ...] | None:
        """The references under both of their names; None if neither is given."""
        if self.source is None and self.sources is None:
            return None
        return (*(self.source or ()), *(self.sources or ()))

    @property
    def kind_of_evidence(self) -> str | None:
        """The evidence, which may be given by its label; "" to remove it, None if not given."""
        return None if self.evidence is None else evidence_of_label(self.evidence)

    @property
    def is_only_beside(self) -> bool:
        """Whether it gives what stands beside an answer, and no answer."""
        return self.model_fields_set.isdisjoint({"text", "unknown"}) and not (
            self.evidence is None and self.references is None
        )

    def reply(self, known: Collection[str] = ()) -> Answered | Unknown:
        """Return the reply to the question; `voice: null` names the answer without a voice.

        Args:
            known: the voices in use, as in `voice_among`.
        """
        kind = Unknown if self.unknown else Answered
        voice = None if self.voice is None else voice_among(self.voice, known)
        if voice is None and "voice" in self.model_fields_set:
            voice = WITHOUT_VOICE
        return kind(self.text, voice, self.kind_of_evidence, self.references)


class AnswersFile(BaseModel):
    """The keys of an answers file; `answers` is checked on its own, by the template."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    template: str | None = None
    language: str | None = None
    tags: tuple[str, ...] | None = None
    answers: dict[str, Any] = {}


KEYS = (*AnswersFile.model_fields, *GivenAnswer.model_fields)
"""All keys, for a finding that names the one that was meant."""
