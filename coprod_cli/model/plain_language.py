"""Plain language: rewords a template's questions for people who are not professionals."""

from coprod_cli.model.case import Case
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Section, Template

WORDS = "words"
PLAIN = "plain"
OWN = "own"
"""The front matter key and its values: `words: plain`, or `own` if it was plain earlier."""


def is_in_plain_words(case: Case) -> bool:
    """Return True if a case is asked in plain language."""
    return case.extra.get(WORDS) == PLAIN


def as_worded_for(case: Case, template: Template) -> Template:
    """Return a template in the wording of a case: in plain language, or unchanged."""
    return in_plain_words(template) if is_in_plain_words(case) else template


def in_plain_words(template: Template) -> Template:
    """Return a template whose questions have their usual and their plain wording exchanged.

    A question without a plain wording stays unchanged.
    """
    values = {name: getattr(template, name) for name in Template.model_fields if name != "sections"}
    # Not model_copy, which would copy cached properties of the other wording.
    return Template.model_construct(
        **values, sections=tuple(map(_plain_section, template.sections))
    )


def _plain_section(section: Section) -> Section:
    values = {name: getattr(section, name) for name in Section.model_fields if name != "questions"}
    return Section.model_construct(**values, questions=tuple(map(_plain, section.questions)))


def _plain(question: Question) -> Question:
    values = {name: getattr(question, name) for name in type(question).model_fields}
    if question.text_plain:
        values |= {"text": question.text_plain, "text_plain": question.text}
    if isinstance(question, GroupQuestion):
        values["questions"] = tuple(map(_plain, question.questions))
    return type(question).model_construct(**values)
