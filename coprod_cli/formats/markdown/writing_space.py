"""Space to write on paper: boxes to tick, and the form of a day or a number before its line."""

from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import DateQuestion, NumberQuestion, Question

BOX = "[ ]"
"""A box to tick; behind a list's hyphen, Markdown shows it as one."""


def boxes(question: Question, language: str) -> list[str]:
    """Return a box with each label of a question that is answered by ticking; [] for others."""
    if isinstance(question, ChoiceQuestion | ChoicesQuestion | YesNoQuestion):
        return [f"{BOX} {label}" for label in question.labels(language)]
    return []


def limits(question: Question, language: str) -> str:
    """Return what a day or a number looks like, in brackets; "" for other questions."""
    if isinstance(question, DateQuestion):
        return page_word("day-form", language)
    if isinstance(question, NumberQuestion):
        shown = [
            page_word(key, language, number=f"{limit:.15g}")
            for key, limit in (("at-least", question.minimum), ("at-most", question.maximum))
            if limit is not None
        ]
        return f"({', '.join(shown)})" if shown else ""
    return ""
