"""Numbered choices of the plain asker, answered by number or label."""

from collections.abc import Iterator

from coprod_cli.base.i18n import _
from coprod_cli.base.text import folded
from coprod_cli.interview.replies import Answered, Reply
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import DateQuestion, NumberQuestion


def choice_labels(step: QuestionStep) -> list[str]:
    """Return the labels of a question's choices; [] if its answer is free text."""
    match step.question:
        case ChoiceQuestion() | ChoicesQuestion():
            return step.question.labels(step.language)
        case YesNoQuestion():
            return list(step.question.labels(step.language))
        case _:
            return []


def choice_lines(step: QuestionStep) -> Iterator[str]:
    """Yield a line for each choice, and one for the choices that the template suggests."""
    for number, label in enumerate(choice_labels(step), 1):
        yield f"  {number}. {label}"
    is_open = not step.earlier.given and not step.others and not step.offered
    if is_open and step.draft is None and (suggested := _suggested_labels(step)):
        message = _("Suggested: {labels}. Enter leaves it open.")
        yield message.format(labels=", ".join(suggested))


def _suggested_labels(step: QuestionStep) -> list[str]:
    question, labels = step.question, choice_labels(step)
    match question:
        case ChoiceQuestion():
            flags = [choice.value == question.suggested for choice in question.choices]
        case ChoicesQuestion():
            flags = [choice.value in question.suggested for choice in question.choices]
        case YesNoQuestion():
            flags = [question.suggested is True, question.suggested is False]
        case _:
            flags = []
    return [label for label, is_suggested in zip(labels, flags, strict=True) if is_suggested]


def input_hint(step: QuestionStep) -> str:
    """Return what stands before the prompt: what a question takes that is not free text."""
    match step.question:
        case ChoicesQuestion():
            return _("Numbers, with commas between ")
        case ChoiceQuestion() | YesNoQuestion() | NumberQuestion():
            return _("Number ")
        case DateQuestion():
            return _("Year-month-day, or a word such as today ")
        case _:
            return ""


def answer_by_number(typed: str, step: QuestionStep) -> Reply | None:
    """Return the answer given by numbers or labels; None if the text is no such answer."""
    labels = choice_labels(step)
    if not labels or not typed.strip():
        return None
    folded_labels = set(map(folded, labels))
    parts = [typed] if folded(typed) in folded_labels else typed.split(",")
    chosen = []
    for part in parts:
        word = part.strip()
        is_number = word.isascii() and word.isdigit() and folded(word) not in folded_labels
        if is_number and 1 <= int(word) <= len(labels):
            chosen.append(labels[int(word) - 1])
        elif word and folded(word) in folded_labels:
            chosen.append(word)
        else:
            return None
    if isinstance(step.question, ChoicesQuestion):
        return Answered("\n".join(f"- {label}" for label in chosen))
    return Answered(chosen[0]) if len(chosen) == 1 else None
