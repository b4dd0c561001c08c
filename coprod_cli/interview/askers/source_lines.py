"""How an answer is known, and its references: their texts, and what typed lines mean."""

from collections.abc import Iterable

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.question_text import answer_text, first_line
from coprod_cli.interview.replies import Back, Paused, Reply, SetSources
from coprod_cli.interview.steps import QuestionStep, SourcesStep
from coprod_cli.model.sources import EVIDENCE, clean_references, evidence_label
from coprod_cli.notebook.note.source_list import joined_answer

EVIDENCE_TEXT = N_("How do you know this?")
REFERENCES_TEXT = N_("Where can others read about it?")
REFERENCES_HELP = N_(
    "One on each line: a book, a link, a DOI, PMID or ISBN. "
    "Leave out the names of those it is about."
)
_ANSWER_LENGTH = 150


def source_note(labels: Iterable[str], count: int) -> str:
    """Return how an answer is known and how many references it has; "" for neither.

    Args:
        labels: the labels of how it is known.
        count: how many references there are.
    """
    parts = [screen_line(label) for label in labels]
    if count:
        parts.append(ngettext("{count} source", "{count} sources", count).format(count=count))
    return ", ".join(parts)


def own_source_note(step: QuestionStep) -> str:
    """Return what stands beside the answer that a question asks for; "" for nothing."""
    answer = step.earlier
    labels = [evidence_label(answer.evidence, step.language)] if answer.evidence else []
    note = source_note(labels, len(answer.sources))
    return _("How you know it: {note} (:source)").format(note=note) if note else ""


def evidence_words(step: SourcesStep) -> list[str]:
    """Return the words for how an answer is known, in the order in which they are offered.

    A word that the note has, and that is not among them, comes last.
    """
    saved = step.evidence
    return [*EVIDENCE, *([saved] if saved and saved not in EVIDENCE else [])]


def answer_line(step: SourcesStep) -> str:
    """Return the answer's first line, as it is shown above what stands beside it."""
    text = first_line(answer_text(step.answer).strip(), _ANSWER_LENGTH)
    return _("Answer: {text}").format(text=text)


def read_references(text: str) -> tuple[str, ...]:
    """Return the references in typed lines."""
    return clean_references(clean_input(text).split("\n"))


def leave(
    step: SourcesStep, evidence: str | None, references: tuple[str, ...], *, stops: bool = False
) -> Reply:
    """Return the reply that leaves a step; what was typed is saved.

    Args:
        step: the step.
        evidence: the word that is chosen.
        references: the references that are there.
        stops: whether the interview stops.
    """
    if (evidence, references) == (step.answer.evidence, step.answer.sources):
        return Paused() if stops else Back()
    return SetSources(evidence, references, stops)


def as_draft(step: SourcesStep, references: tuple[str, ...]) -> str:
    """Return the answer with references below it, as it is kept if the program is killed here."""
    return joined_answer(step.answer.text, references, step.language)
