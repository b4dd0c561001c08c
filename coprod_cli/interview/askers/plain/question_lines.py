"""Lines that plain mode prints for a question, around the choices and before the prompt."""

from collections.abc import Iterator

from coprod_cli.base.i18n import _, translated
from coprod_cli.interview.askers.case_name import case_line
from coprod_cli.interview.askers.question_text import (
    answer_text,
    help_text,
    position_line,
    section_line,
    section_title,
    voice_lines,
)
from coprod_cli.interview.askers.source_lines import own_source_note
from coprod_cli.interview.opening_text import opening_lines
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.model.case import Answer
from coprod_cli.model.questions import LineQuestion, TasksQuestion, TextQuestion
from coprod_cli.model.wording import worded


def question_lines(step: QuestionStep, *, is_new_section: bool) -> Iterator[str]:
    """Yield the lines of a question above its choices.

    Args:
        step: the question.
        is_new_section: whether the question before was in another section, or another voice's.
    """
    if step.opening:
        yield from opening_lines(names_people=step.names_people, introduced=step.introduced)
    if step.notice:
        yield step.notice
    yield ""
    yield from filter(None, [position_line(step), section_line(step)])
    if is_new_section:
        if not step.opening or step.section:
            yield case_line(step.case)
        yield from filter(None, [section_title(step)])
        if step.section and step.section.intro:
            yield worded(step.section.intro, step.language)
    yield ""
    yield worded(step.question.text, step.language)
    if step.asked_before:
        yield _("Earlier wording: {text}").format(text=step.asked_before)
    if text := help_text(step):
        yield text


def lines_below_choices(step: QuestionStep) -> Iterator[str]:
    """Yield the lines about a question that stand below its choices."""
    yield from voice_lines(step, _indented)
    if note := own_source_note(step):
        yield note
    for remark in step.remarks:
        yield f"! {translated(remark)}"
    if step.problem:
        yield step.problem


def given_lines(step: QuestionStep) -> Iterator[str]:
    """Yield the draft, the earlier answer or the remembered one, and what Enter does with it."""
    takes_place = _("Enter takes it as it is. What you write now takes its place.")
    if step.draft is not None and (not step.problem or continues_draft(step)):
        yield _("You had begun with:")
        yield from _quoted(step.draft or _("(nothing)"))
        goes_on = _("Enter takes it as it is. What you write now goes on from there.")
        yield goes_on if continues_draft(step) else takes_place
    elif step.draft is None and step.earlier.given:
        yield _answer_label(step.earlier)
        yield from _quoted(step.earlier.text or _("(nothing)"))
        yield _("Enter keeps it. What you write now takes its place.")
        yield _("To empty it: a \\, Enter, and Enter again.")
    elif step.offered:
        yield _(step.offered_label)
        yield from _quoted(step.offered)
        yield takes_place
        yield _("To leave it open: a \\, Enter, and Enter again.")


def continues_draft(step: QuestionStep) -> bool:
    """Return True if new input is appended to the draft, False if it replaces it.

    Next steps that were refused are typed anew: what was wrong in them would stay there.
    """
    one_line = isinstance(step.question, LineQuestion) and "\n" not in (step.draft or "")
    is_refused = isinstance(step.question, TasksQuestion) and bool(step.problem)
    many_lines = isinstance(step.question, TextQuestion | TasksQuestion) and not is_refused
    return step.draft is not None and (many_lines or one_line)


def _answer_label(answer: Answer) -> str:
    if answer.voice is not None:
        return _("Answer so far (not known yet):") if answer.unknown else _("Answer so far:")
    return _("Your answer so far (not known yet):") if answer.unknown else _("Your answer so far:")


def _indented(answer: Answer) -> list[str]:
    """Return what another voice said, below its name."""
    return ["", *_quoted(answer_text(answer))]


def _quoted(text: str) -> Iterator[str]:
    return (f"  {line}" for line in text.split("\n"))
