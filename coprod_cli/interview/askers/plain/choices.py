"""Choices as plain lines: numbered, and chosen by their numbers."""

from collections.abc import Iterator

from coprod_cli.base.i18n import _
from coprod_cli.base.text import folded
from coprod_cli.interview.protocol import Answered, QuestionStep, Reply
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion


def labels_of(step: QuestionStep) -> list[str]:
    """Return what may be chosen; nothing where the answer is written."""
    match step.question:
        case ChoiceQuestion() | ChoicesQuestion():
            return step.question.labels(step.language)
        case YesNoQuestion():
            return list(step.question.labels(step.language))
        case _:
            return []


def choice_lines(step: QuestionStep) -> Iterator[str]:
    """Give a line for each choice, and one for those that the template suggests."""
    for number, label in enumerate(labels_of(step), 1):
        yield f"  {number}. {label}"
    if not step.earlier.given and step.draft is None and (suggested := _suggested(step)):
        message = _("Suggested: {labels}. Enter leaves it open.")
        yield message.format(labels=", ".join(suggested))


def _suggested(step: QuestionStep) -> list[str]:
    question, labels = step.question, labels_of(step)
    match question:
        case ChoiceQuestion():
            meant = [each.value == question.suggested for each in question.choices]
        case ChoicesQuestion():
            meant = [each.value in question.suggested for each in question.choices]
        case YesNoQuestion():
            meant = [question.suggested is True, question.suggested is False]
        case _:
            meant = []
    return [label for label, is_meant in zip(labels, meant, strict=True) if is_meant]


def chosen_by_number(typed: str, step: QuestionStep) -> Reply | None:
    """Return the answer that numbers stand for, where the question has numbered choices."""
    labels = labels_of(step)
    if not labels or not typed.strip():
        return None
    named = set(map(folded, labels))
    parts = [typed] if folded(typed) in named else typed.split(",")
    words = []
    for part in parts:
        word = part.strip()
        is_number = word.isascii() and word.isdigit() and folded(word) not in named
        if is_number and 1 <= int(word) <= len(labels):
            words.append(labels[int(word) - 1])
        elif word and folded(word) in named:
            words.append(word)
        else:
            return None
    if isinstance(step.question, ChoicesQuestion):
        return Answered("\n".join(f"- {word}" for word in words))
    return Answered(words[0]) if len(words) == 1 else None
