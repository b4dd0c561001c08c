"""Plain language: rewords a template for people who are not professionals."""

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from coprod_cli.model.case import Case
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.model.wording import FormModel

WORDS = "words"
PLAIN = "plain"
OWN = "own"
"""The front matter key and its values: `words: plain`, or `own` if it was plain earlier."""

_SUFFIX = "_plain"
_Part = TypeVar("_Part", bound=FormModel)


def is_in_plain_words(case: Case) -> bool:
    """Return True if a case is asked in plain language."""
    return case.extra.get(WORDS) == PLAIN


def as_worded_for(case: Case, template: Template) -> Template:
    """Return a template in the wording of a case: in plain language, or unchanged."""
    return in_plain_words(template) if is_in_plain_words(case) else template


def in_plain_words(template: Template) -> Template:
    """Return a template whose usual and plain wordings are exchanged, in all its parts.

    A text without a plain wording stays unchanged.
    """
    return _exchanged(template, sections=tuple(map(_plain_section, template.sections)))


def plain_keys(part: type[FormModel]) -> Iterator[tuple[str, str]]:
    """Yield the keys of a part of a template that have plain words, each with the key of those."""
    for name in part.model_fields:
        if name.endswith(_SUFFIX):
            yield name.removesuffix(_SUFFIX), name


def _plain_section(section: Section) -> Section:
    return _exchanged(section, questions=tuple(map(_plain_question, section.questions)))


def _plain_question(question: Question) -> Question:
    if isinstance(question, GroupQuestion):
        return _exchanged(question, questions=tuple(map(_plain_question, question.questions)))
    if isinstance(question, ChoiceQuestion | ChoicesQuestion):
        return _exchanged(question, choices=tuple(map(_exchanged, question.choices)))
    return _exchanged(question)


def _exchanged(part: _Part, **parts: Any) -> _Part:
    """Return a part of a template with its plain wordings for its usual ones, and new parts."""
    kind = type(part)
    values = {name: getattr(part, name) for name in kind.model_fields} | parts
    for usual, plain in plain_keys(kind):
        if values[plain] is not None:
            values[usual], values[plain] = values[plain], values[usual]
    # Not model_copy, which would copy cached properties of the other wording.
    return cast("_Part", kind.model_construct(**values))
