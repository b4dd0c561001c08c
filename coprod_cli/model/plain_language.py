"""A template in plain words: each question as it is worded for people who are not professionals."""

from coprod_cli.model.case import Case
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Section, Template

WORDS = "words"
PLAIN = "plain"
OWN = "own"
"""What the front matter says, as in `words: plain`; `own` where it was asked so once."""


def is_in_plain_words(case: Case) -> bool:
    """Tell whether a case is asked in plain words."""
    return case.extra.get(WORDS) == PLAIN


def as_worded_for(case: Case, template: Template) -> Template:
    """Return a case's template as the case is asked: in plain words, or as it is."""
    return in_plain_words(template) if is_in_plain_words(case) else template


def in_plain_words(template: Template) -> Template:
    """Return a template whose questions have their plain wording as their text, and the other way.

    A question without a plain wording stays as it is.
    """
    said = {name: getattr(template, name) for name in Template.model_fields if name != "sections"}
    # Not model_copy: it would take along what was worked out of the other wording.
    return Template.model_construct(**said, sections=tuple(map(_plain_section, template.sections)))


def _plain_section(section: Section) -> Section:
    said = {name: getattr(section, name) for name in Section.model_fields if name != "questions"}
    return Section.model_construct(**said, questions=tuple(map(_plain, section.questions)))


def _plain(question: Question) -> Question:
    said = {name: getattr(question, name) for name in type(question).model_fields}
    if question.text_plain:
        said |= {"text": question.text_plain, "text_plain": question.text}
    if isinstance(question, GroupQuestion):
        said["questions"] = tuple(map(_plain, question.questions))
    return type(question).model_construct(**said)
