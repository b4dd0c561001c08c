"""Frames of the terminal screens: the lines above each input or list, and the keys below."""

from dataclasses import replace

from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_, Message
from coprod_cli.base.screen_text import screen_text
from coprod_cli.interview.askers.conflicts import CONFLICT, CONFLICT_END, conflict_texts
from coprod_cli.interview.askers.question_text import (
    TASKS_HINT,
    answer_text,
    finish_lines,
    first_line,
    group_note,
    position_line,
    progress_text,
    section_line,
    section_title,
    voice_lines,
    withdrawal_lines,
)
from coprod_cli.interview.askers.source_lines import (
    EVIDENCE_TEXT,
    REFERENCES_HELP,
    REFERENCES_TEXT,
    answer_line,
    own_source_note,
    source_note,
)
from coprod_cli.interview.askers.speakers import WHO_HELP, WHO_SPEAKS, others_counted, voice_name
from coprod_cli.interview.askers.tags_line import TAGS_HELP, shown_tags, tags_question
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.header import case_lines, question_lines
from coprod_cli.interview.opening_text import PATTERNS, WRITING_KEYS, opening_lines
from coprod_cli.interview.step_parts import CaseLabel, Item
from coprod_cli.interview.steps import (
    ConflictStep,
    FinishStep,
    GroupStep,
    MenuStep,
    QuestionStep,
    ReviewStep,
    SourcesStep,
    TagsStep,
    VoiceStep,
    WithdrawalStep,
)
from coprod_cli.model.choice_questions import ChoicesQuestion
from coprod_cli.model.questions import DateQuestion, GroupQuestion, NumberQuestion, TasksQuestion
from coprod_cli.model.wording import worded

_CODE_WRITING_KEYS = N_(
    "Enter: next   Alt+Enter: new line   Shift+Tab: back\n"
    ":menu  :finish  :edit  :help   Ctrl+C: stop"
)
_LEGEND = N_("+ answered   ? not known   ~ half typed")
_CODE_LEGEND = N_("+ answered   ~ half typed")
"""The legend where nothing can be "not known yet"."""
_LIST_KEYS = N_(
    "Arrows, Enter: choose   Shift+Tab: back\n?: not known   :menu  :help   Ctrl+C: stop"
)
_CHECKBOX_KEYS = N_(
    "Space: choose   Enter: next   Shift+Tab: back\n?: not known   :menu  :help   Ctrl+C: stop"
)
_GROUP_KEYS = N_(
    "Arrows, Enter: choose   Del: take out   Shift+Tab: back\n"
    "?: not known   :menu  :help   Ctrl+C: stop"
)
_MENU_KEYS = N_("Arrows, 1-9: a section   Type: search   Enter: go there   Esc: back")
_REVIEW_KEYS = N_("Arrows, Enter: choose   Type: search   Esc: back   Ctrl+C: stop")
_CONFIRM_KEYS = N_("Arrows, Enter: choose   Shift+Tab: back   Ctrl+C: stop")
_TAGS_KEYS = N_("Enter: save   Shift+Tab: unchanged   :help   Ctrl+C: stop")
_EVIDENCE_KEYS = N_("Arrows, Enter: choose   Shift+Tab: back   :help   Ctrl+C: stop")
_REFERENCES_KEYS = N_(
    "Enter: next line; on an empty line: done\nShift+Tab: back   :help   Ctrl+C: stop"
)
_CONFLICT_KEYS = N_("Arrows, Enter: choose   Ctrl+C: stop, and choose later")
_SUMMARY_LENGTH = 200
_MAX_VOICES = 3
"""How many other voices' words are shown above an input; :help shows all."""
_VOICE_LENGTH = 40
"""Characters of another voice's words that are shown above an input."""


def writing_frame(step: QuestionStep, problem: str | None) -> Frame:
    """Return the frame of a question with a text input."""
    keys = WRITING_KEYS if step.case.is_note else _CODE_WRITING_KEYS
    return _question_lines(step, problem), _(keys)


def choosing_frame(step: QuestionStep, problem: str | None) -> Frame:
    """Return the frame of a question with a list of choices."""
    keys = _CHECKBOX_KEYS if isinstance(step.question, ChoicesQuestion) else _LIST_KEYS
    top = _question_lines(step, problem)
    if step.offered:
        offered = ", ".join(line.removeprefix("- ") for line in step.offered.split("\n"))
        text = _("From last time: {text}. Del clears it.").format(text=screen_text(offered))
        top.append(("class:help", f"{text}\n"))
    return top, _(keys)


def group_frame(step: GroupStep, problem: str | None) -> Frame:
    """Return the frame of a group's list of items."""
    keys = _GROUP_KEYS if step.items else _LIST_KEYS
    return _question_lines(step.top, problem), _(keys)


def removal_frame(item: Item, case: CaseLabel) -> Frame:
    """Return the frame of the confirmation before an item is removed."""
    question = _("Take out {item}?").format(item=screen_text(item.name))
    title: StyleAndTextTuples = [
        *case_lines(case),
        ("class:question", f"{question}\n"),
        ("", f"{first_line(item.summary, _SUMMARY_LENGTH)}\n"),
    ]
    return title, _(_CONFIRM_KEYS)


def commands_frame() -> Frame:
    """Return the frame of the page with the keys and commands of a list."""
    return [("class:question", _("Keys and commands") + "\n")], _("Arrows: read on   Enter: back")


def help_frame(step: QuestionStep) -> Frame:
    """Return the frame of a question's help page."""
    question = screen_text(translated(worded(step.question.text, step.language)))
    title: StyleAndTextTuples = [*case_lines(step.case), ("class:question", f"{question}\n")]
    return title, _("Arrows: read on   Enter: back to the question")


def menu_frame(step: MenuStep) -> Frame:
    """Return the frame of the menu."""
    text = _("All questions - {progress}").format(progress=progress_text(step.counts))
    parts: StyleAndTextTuples = [*case_lines(step.case), ("class:position", f"{text}\n")]
    if others := others_counted(step.others):
        parts.append(("class:help", f"{others}\n"))
    if step.notice:
        parts.append(("class:help", f"{translated(step.notice)}\n"))
    return parts, f"{_legend(step.case)}\n{_(_MENU_KEYS)}"


def review_frame(step: ReviewStep) -> Frame:
    """Return the frame of the review."""
    text = _("Review - {progress}").format(progress=progress_text(step.counts))
    saved = _("All of it is saved. Go back to any question, or finish.")
    if not step.case.is_note:
        saved = _("Every word is kept. Go back to any question, or finish.")
    parts: StyleAndTextTuples = [
        *case_lines(step.case),
        ("class:position", f"{text}\n"),
        ("class:help", f"{saved}\n"),
    ]
    if others := others_counted(step.others):
        parts.append(("class:help", f"{others}\n"))
    if step.tags:
        parts.append(("class:help", f"{shown_tags(step.tags)}\n"))
    if any(entry.kinds for entry in step.all_entries):
        parts.append(("class:help", f"{_(PATTERNS)}\n"))
    if step.notice:
        parts.append(("class:help", f"{translated(step.notice)}\n"))
    if step.problem:
        parts.append(("class:problem", f"{translated(step.problem)}\n"))
    return parts, f"{_legend(step.case)}\n{_(_REVIEW_KEYS)}"


def _legend(case: CaseLabel) -> str:
    return _(_LEGEND) if case.is_note else _(_CODE_LEGEND)


def tags_frame(step: TagsStep, problem: str | None) -> Frame:
    """Return the frame of the line with a case's tags."""
    notes = [_(TAGS_HELP), _("An empty line removes all of them.") if step.tags else ""]
    lines = question_lines(
        _("Tags"), tags_question(step), case=step.case, notes=notes, problem=problem
    )
    return lines, _(_TAGS_KEYS)


def evidence_frame(step: SourcesStep, references: tuple[str, ...], problem: str | None) -> Frame:
    """Return the frame of the list of how an answer is known.

    Args:
        step: the answer.
        references: the references that it has so far.
        problem: what could not be saved.
    """
    note = source_note([], len(references))
    return _beside_lines(step, _(EVIDENCE_TEXT), [note], problem), _(_EVIDENCE_KEYS)


def references_frame(step: SourcesStep, problem: str | None) -> Frame:
    """Return the frame of the lines with an answer's references."""
    lines = _beside_lines(step, _(REFERENCES_TEXT), [_(REFERENCES_HELP)], problem)
    return lines, _(_REFERENCES_KEYS)


def _beside_lines(
    step: SourcesStep, question: str, notes: list[str], problem: str | None
) -> StyleAndTextTuples:
    return question_lines(
        _("Beside the answer to: {question}").format(question=screen_text(step.text)),
        question, case=step.case, section=[answer_line(step)], notes=notes, problem=problem,
    )  # fmt: skip


def voice_frame(step: VoiceStep) -> Frame:
    """Return the frame of the list from which a person chooses who speaks."""
    from coprod_cli.interview.askers.terminal.voice_choice import voice_keys

    return question_lines(
        "", _(WHO_SPEAKS), case=step.case, notes=[_(WHO_HELP)], problem=step.problem
    ), voice_keys(step.voices, step.current)


def finish_frame(step: FinishStep) -> Frame:
    """Return the frame of the question whether a case is meant to be finished as it is."""
    parts: StyleAndTextTuples = [*case_lines(step.case)]
    parts += [("class:question", f"{line}\n") for line in finish_lines(step)]
    return parts, _(_CONFIRM_KEYS)


def withdrawal_frame(step: WithdrawalStep) -> Frame:
    """Return the frame of the question whether a case is meant to be withdrawn."""
    parts: StyleAndTextTuples = [*case_lines(step.case)]
    parts += [("class:question", f"{line}\n") for line in withdrawal_lines(step)]
    return parts, _(_CONFIRM_KEYS)


def conflict_frame(step: ConflictStep) -> Frame:
    """Return the frame of a merge conflict, with both texts."""
    parts: StyleAndTextTuples = [
        *case_lines(step.case),
        ("class:problem", f"{_(CONFLICT)}\n"),
        ("class:help", f"{_(CONFLICT_END)}\n\n"),
        ("class:question", f"{screen_text(translated(step.text))}\n"),
    ]
    for label, text in conflict_texts(step):
        parts += [("class:section", f"{label}\n"), ("", f"{screen_text(text)}\n")]
    return parts, _(_CONFLICT_KEYS)


def _question_lines(step: QuestionStep, problem: str | None) -> StyleAndTextTuples:
    line = section_line(step)
    section = [f"{line}: {section_title(step)}"] if line else []
    if step.section and step.section.intro and step.number == 1 and not step.item:
        section.append(worded(step.section.intro, step.language))
    earlier_wording = _("Earlier wording: {text}").format(text=step.asked_before)
    return question_lines(
        position_line(step),
        worded(step.question.text, step.language),
        case=None if step.opening and step.section is None else step.case,
        section=section,
        opening=_opening(step),
        notice=step.notice or "",
        notes=[
            earlier_wording if step.asked_before else "",
            worded(step.question.help, step.language),
            _hint(step),
            group_note(step) if isinstance(step.question, GroupQuestion) else "",
            *_voice_notes(step),
            _("(Not known yet, so far.)") if step.earlier.unknown else "",
            own_source_note(step),
            *(f"! {translated(remark)}" for remark in step.remarks),
        ],
        problem=problem,
    )


def _opening(step: QuestionStep) -> list[Message]:
    if not step.opening:
        return []
    return opening_lines(names_people=step.names_people, introduced=step.introduced)


def _voice_notes(step: QuestionStep) -> list[str]:
    """Return a line for each of the first other voices, and whose answer is asked for."""
    if step.case.voice is not None:
        return voice_lines(step, lambda answer: [answer.text])
    first, rest = step.others[:_MAX_VOICES], step.others[_MAX_VOICES:]
    lines = voice_lines(
        replace(step, others=first),
        lambda answer: [first_line(answer_text(answer).strip(), _VOICE_LENGTH)],
    )
    if rest:
        names = ", ".join(voice_name(answer) for answer in rest)
        lines.insert(-1, _("Also: {voices}").format(voices=names))
    if step.others and step.case.voice is None:
        lines[-1] += " " + _("(:help shows all of it.)")
    return lines


def _hint(step: QuestionStep) -> str:
    match step.question:
        case DateQuestion():
            return _("Year-month-day, such as 2026-11-24, or a word such as today.")
        case NumberQuestion():
            return _("A number, such as 12 or 3.5.")
        case TasksQuestion() if not step.question.help:
            return _(TASKS_HINT)
        case _:
            return ""
