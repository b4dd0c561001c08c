"""Texts shown around a question by the terminal and the plain asker: position, keys and help."""

from collections.abc import Callable

from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.base.message import N_, capitalized, msg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import shortened
from coprod_cli.interview.askers.commands import Place, command_lines, place_of
from coprod_cli.interview.askers.speakers import (
    folded_line,
    spoken_label,
    voice_name,
    with_speaker,
)
from coprod_cli.interview.step_parts import Counts, Item
from coprod_cli.interview.steps import FinishStep, QuestionStep, WithdrawalStep
from coprod_cli.model.case import Answer
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import GroupQuestion, TasksQuestion
from coprod_cli.model.voices import setting_of
from coprod_cli.model.wording import worded

KEYS = (
    N_("Enter: takes the answer; an empty one is left open"),
    N_("Alt+Enter or Ctrl+O: a new line (or \\ and Enter)"),
    N_("Shift+Tab: the question before"),
    N_("Ctrl+G: write in your own editor"),
    N_("?: not known yet; also as the last line of a text (?? is a plain ?)"),
    N_("Ctrl+C: stop; every word is kept"),
    N_("Arrows, PageUp, PageDown, Home, End: by lines as shown; Ctrl+Left, Right: by words"),
    N_("Ctrl+_: undo   Ctrl+A, E, B, F, W, U, K, Y: edit as in a shell"),
)
LIST_KEYS = (
    N_("Arrows, or the first letters of one: point at it; Enter: takes it"),
    KEYS[2],
    N_("?: not known yet"),
    KEYS[5],
)
CHECKBOX_KEYS = (
    N_("Space: chooses the one pointed at, or takes it back"),
    N_("Enter: takes all that is chosen"),
    *LIST_KEYS[1:],
)
PLAIN_KEYS = (KEYS[0], N_("\\ and Enter: a new line"), *KEYS[4:6])
GROUP_KEYS = (
    N_("Enter: adds one, changes the one pointed at, or goes on"),
    N_("Del: takes out the one pointed at, when you say so again"),
    *LIST_KEYS[1:],
)
PLAIN_GROUP_KEYS = (
    N_("a: adds one"),
    N_("a number: changes that one"),
    N_("r and a number: takes that one out, when you say so again"),
    N_("Enter: goes on"),
    *GROUP_KEYS[3:],
)
_UNKNOWN_KEY = KEYS[4]
_ORIGINALS = {"en": N_("In English: {text}"), "sv": N_("In Swedish: {text}")}
_ORIGINAL = N_("In the form's first language ({language}): {text}")
_COMMANDS = N_("Commands:")
_COMMANDS_IN_TEXT = N_("Commands, alone or as the last line; with one more : they are text.")

TASKS_HINT = N_("One step on each line, such as: call back (owner: nurse, due: fri)")
NOT_ASKED_NOW = N_("Answered, but not asked now")
"""The heading of the answers in other sections than those that are asked."""
_SUMMARY_LENGTH = 60
_GROUP_NOTE_LENGTH = 150
_UNFINISHED_LENGTH = 24


def first_line(text: str, length: int = _SUMMARY_LENGTH) -> str:
    """Return the first line of a text, cut with `...` if it is longer than `length` characters."""
    return shortened(screen_line(text.partition("\n")[0]), length)


def help_text(step: QuestionStep) -> str:
    """Return a question's help, or how next steps are written if it has none; "" for neither."""
    if step.question.help:
        return translated(worded(step.question.help, step.language))
    return _(TASKS_HINT) if isinstance(step.question, TasksQuestion) else ""


def group_note(step: QuestionStep) -> str:
    """Return the shortened text about a group as a whole, with its label; "" if there is none."""
    text = first_line(step.earlier.text.strip(), _GROUP_NOTE_LENGTH)
    return _("About all of it: {text}").format(text=text) if text else ""


def voice_lines(step: QuestionStep, shown: Callable[[Answer], list[str]]) -> list[str]:
    """Return the lines that say whose words a question has; [] if no voice is named there.

    Args:
        step: the question.
        shown: returns the lines that show what another voice said, without its name.
    """
    if step.case.voice is not None:  # which the header says
        return [line] if (line := folded_line(step)) else []
    own = step.earlier.voice
    if not step.others:
        whose = _("Voice: {voice}. What you write is written as theirs.")
        return [] if own is None else [whose.format(voice=spoken_label(own))]
    lines = []
    for answer in step.others:
        first, *rest = shown(answer)
        lines += [f"{voice_name(answer)}: {first}".rstrip(), *rest]
    if own is None:
        lines.append(_("Your answer stands beside theirs, without a voice."))
    else:
        whose = _("What you write is the answer of {voice}.")
        lines.append(whose.format(voice=spoken_label(own)))
    return lines


def answer_text(answer: Answer) -> str:
    """Return an answer's text, with a remark if it is not known yet."""
    if not answer.unknown:
        return answer.text
    unknown = _("(not known yet)")
    return f"{unknown} {answer.text}".rstrip()


def help_lines(
    step: QuestionStep, citation: str, case_id: str, *, plain: bool = False
) -> list[str]:
    """Return the lines of a question's help: its own, keys, commands, voices, and its source.

    Args:
        step: the question.
        citation: the citation of the template's source; "" if it has none.
        case_id: the case's id, for a command.
        plain: whether the question is asked line by line.
    """
    lines = []
    if step.question.help:
        lines += [translated(worded(step.question.help, step.language)), ""]
    if step.original:
        lines += [_original_line(step), ""]
    keys = _keys(step, plain=plain)
    lines += [_(key) for key in keys if step.case.is_note or key != _UNKNOWN_KEY]
    place = place_of(step)
    commands = command_lines(place, has_others=bool(step.others))
    title = _COMMANDS_IN_TEXT if place in (Place.TEXT, Place.CODE_TEXT) else _COMMANDS
    lines += ["", _(title), *map(translated, commands)]
    for answer in step.others:
        lines += ["", f"{voice_name(answer)}:", *answer_text(answer).split("\n")]
        change = _("To change it, stop here, and then: {command}")
        command = f"coprod edit {case_id} {setting_of(answer.key, '...')}"
        lines.append(change.format(command=command))
    if step.question.source_text:
        source_text = worded(step.question.source_text, step.language)
        lines += ["", _("The source's own wording: {text}").format(text=source_text)]
    if citation and step.section:
        lines += ["", _("Source: {citation}").format(citation=citation)]
    return lines


def _original_line(step: QuestionStep) -> str:
    """Return a question's wording in the form's first language, with the name of the language."""
    sentence = _ORIGINALS.get(step.original_language, _ORIGINAL)
    return _(sentence).format(text=step.original, language=step.original_language)


def _keys(step: QuestionStep, *, plain: bool) -> tuple[str, ...]:
    """Return what each key does at a question, untranslated."""
    match step.question:
        case GroupQuestion():
            return PLAIN_GROUP_KEYS if plain else GROUP_KEYS
        case _ if plain:
            return PLAIN_KEYS
        case ChoicesQuestion():
            return CHECKBOX_KEYS
        case ChoiceQuestion() | YesNoQuestion():
            return LIST_KEYS
        case _:
            return KEYS


def position_line(step: QuestionStep) -> str:
    """Return the position in the interview, and apart from it how much is answered."""
    if step.section is None:
        if not step.opening:
            return _("The title")
        return with_speaker(translated(capitalized(step.case.called.new)), step.case.voice)
    counts = step.counts
    if step.position is None:
        return progress_text(counts)
    if step.item and counts.total == 1:  # the group is all that is asked: its item has the place
        return ""
    position = _("{number} of {total}").format(number=step.position, total=counts.total)
    answered = ngettext("{count} answered", "{count} answered", counts.answered)
    answered = answered.format(count=counts.answered)
    return " - ".join([position, answered, *_unknown_text(counts)])


def progress_text(counts: Counts) -> str:
    """Return how many questions are answered, of how many, and how many are not known."""
    progress = _("{done} of {total} answered").format(done=counts.answered, total=counts.total)
    return " - ".join([progress, *_unknown_text(counts)])


def _unknown_text(counts: Counts) -> list[str]:
    count = counts.unknown
    unknown = ngettext("{count} not known", "{count} not known", count)
    return [unknown.format(count=count)] if count else []


def section_line(step: QuestionStep) -> str:
    """Return the position within the section, or within an item; "" where there is no section."""
    if step.section is None or not step.case.is_note:
        return ""
    template = _("Section {section} of {sections} - question {number} of {count}")
    if step.item:
        template = _("Section {section} of {sections} - {item}, question {number} of {count}")
    return template.format(
        section=step.section_number,
        sections=step.section_count,
        item=screen_line(step.item),
        number=step.number,
        count=step.count,
    )


def finish_lines(step: FinishStep) -> list[str]:
    """Return what is unsettled before a case is finished, and the question whether to go on."""
    lines = []
    if step.is_empty:
        lines.append(_("Nothing is answered yet."))
    if step.flagged:
        flagged = ngettext(
            "{count} answer may tell who somebody is.",
            "{count} answers may tell who somebody is.",
            step.flagged,
        )
        lines.append(flagged.format(count=step.flagged))
    question = msg("Finish {the_case} all the same?", the_case=step.case.called.the)
    return [*lines, translated(question)]


def withdrawal_lines(step: WithdrawalStep) -> list[str]:
    """Return what it means to withdraw a case, and the question whether that is meant."""
    question = msg("Withdraw {the_case}?", the_case=step.case.called.the)
    return [
        _("coprod then shows it no more, gives it to nobody, and cannot open it."),
        _("It can be undone later."),
        translated(question),
    ]


def item_label(item: Item) -> str:
    """Return an item's name and first words, and how much of it is answered if that is not all."""
    if item.counts.answered == item.counts.total:
        return f"{item.name}: {first_line(item.summary)}"
    # The words are cut, so that the numbers are seen on a narrow screen, too.
    words = first_line(item.summary, _UNFINISHED_LENGTH)
    return f"{item.name}: {words} - {progress_text(item.counts)}"


def section_title(step: QuestionStep) -> str:
    """Return the title of the question's section; "" for a case's title, and without sections."""
    has_sections = step.section is not None and step.case.is_note
    return worded(step.section.title, step.language) if step.section and has_sections else ""
