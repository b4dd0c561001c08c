"""Sources of an answer: how something is known, and the references that it rests on."""

from collections.abc import Iterable, Iterator

from coprod_cli.base.text import folded, one_line

EVIDENCE = {
    "experience": {"en": "experience", "sv": "erfarenhet"},
    "colleague": {"en": "colleague", "sv": "kollega"},
    "study": {"en": "study", "sv": "studie"},
    "guideline": {"en": "guideline", "sv": "riktlinje"},
    "patient-organisation": {"en": "patient organisation", "sv": "patientorganisation"},
    "not-known": {"en": "not known", "sv": "inte känt"},
}
"""The kinds of evidence that can be chosen; any other word may be one, too."""
_MORE_LABELS = {
    "observed": {"en": "seen or heard by the writer", "sv": "egen iakttagelse"},
    "reported": {"en": "told by somebody else", "sv": "berättat av någon annan"},
    "inferred": {"en": "a conclusion", "sv": "en slutsats"},
}
"""Words with a label that are not offered, as in notes of earlier versions."""
_LABELS = {**EVIDENCE, **_MORE_LABELS}


def evidence_label(evidence: str, language: str) -> str:
    """Return how a kind of evidence is called in a language; the word itself without a label."""
    from coprod_cli.model.wording import worded  # needs pydantic, and every note needs this module

    return worded(_LABELS[evidence], language) if evidence in _LABELS else evidence


def evidence_of_label(label: str) -> str:
    """Return the kind of evidence that a word or a label in any language names.

    That is the label itself for other words.
    """
    text = folded(label)
    return next((kind for kind in _LABELS if text in map(folded, _names(kind))), label)


def clean_references(lines: Iterable[str]) -> tuple[str, ...]:
    """Return references as they are kept: one line each, without empty lines, each once."""
    return tuple(dict.fromkeys(line for line in map(one_line, lines) if line))


def _names(kind: str) -> Iterator[str]:
    from coprod_cli.model.wording import every_wording

    yield kind
    yield from every_wording(_LABELS[kind])
