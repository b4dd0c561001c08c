"""Lists at the terminal: choices to a question, the menu of all questions, and the review."""

import time
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ScrollOffsets, Window
from prompt_toolkit.utils import get_cwidth
from questionary.prompts.common import InquirerControl

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.interview.askers.commands import prefill
from coprod_cli.interview.askers.conflicts import takes
from coprod_cli.interview.askers.terminal.screen import COMMAND, STYLE, between_words
from coprod_cli.interview.askers.terminal.text_input import PASTE_PAUSE
from coprod_cli.interview.protocol import (
    Answered,
    Back,
    Chosen,
    ConflictStep,
    Entry,
    Finished,
    Jump,
    KeptAsDraft,
    Paused,
    QuestionStep,
    Unknown,
)
from coprod_cli.model.address import Address
from coprod_cli.model.case import Status
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion

MARKS = {Status.ANSWERED: "+", Status.UNKNOWN: "?", Status.UNANSWERED: " "}
HALF_TYPED = "~"
_AT_ONCE = 4
"""Keys of text that come at one stroke only where they are pasted."""
LEGEND = N_("+ answered   ? not known   ~ half typed")


def choice_application(
    question: ChoiceQuestion | YesNoQuestion, step: QuestionStep, width: int
) -> "Application[Any]":
    """Return the list for one choice; its result is a reply or COMMAND."""
    labels = list(question.labels(step.language))
    choices = [questionary.Choice(_("(leave it open)"), Answered(""))]
    choices += [questionary.Choice(whole_label(label, width), Answered(label)) for label in labels]
    # The note may have the label in another language, or the value itself.
    meant = question.value(step.earlier.text) if step.earlier.text else None
    if not step.earlier.given:
        meant = question.suggested
    default = next(
        (Answered(label) for label in labels if question.value(label) == meant), Answered("")
    )
    return with_keys(_showing_whole(select(choices, default)), asks=True)


def choices_application(
    question: ChoicesQuestion, step: QuestionStep, width: int
) -> "Application[Any]":
    """Return the list for any number of choices; its result is a reply, COMMAND or labels."""
    meant = question.value(prefill(step))
    if step.draft is None and not step.earlier.given:
        meant = question.suggested
    chosen = meant if isinstance(meant, tuple) else ()
    labels = question.labels(step.language)
    choices = [
        questionary.Choice(whole_label(label, width), label, checked=choice.value in chosen)
        for label, choice in zip(labels, question.choices, strict=True)
    ]
    return ticking_list(choices, asks=True)


def ticking_list(choices: list[questionary.Choice], *, asks: bool) -> "Application[Any]":
    """Return a list of which any number is ticked; its result is a reply, COMMAND or values."""
    asked = questionary.checkbox(
        "", choices, qmark="", instruction=" ", style=STYLE, pointer=">", use_jk_keys=False
    )
    application = with_keys(_showing_whole(asked.application), asks=asks)
    keys = KeyBindings()
    for key in ("a", "i"):  # they would tick all at once, by a slip of the finger
        keys.add(key, eager=True)(_nothing)
    return with_more_keys(application, keys)


def ticked_in(application: "Application[Any]") -> list[str]:
    """Return the labels that are ticked in the list for any number of choices, in its order."""
    control = control_of(application)
    return [str(each.value) for each in control.choices if each.value in control.selected_options]


def menu_application(
    entries: tuple[Entry, ...], current: Address | None, width: int
) -> "Application[Any]":
    """Return the menu; its result is a reply."""
    choices: list[questionary.Choice] = []
    for number, group in groupby(entries, key=lambda entry: entry.section_number):
        within = list(group)
        if number:
            done = sum(entry.status is not Status.UNANSWERED for entry in within)
            count = _(" ({done} of {total})").format(done=done, total=len(within))
            title = cut(f"{number}. {within[0].section_title}", width - len(count))
            choices.append(questionary.Separator(title + count))
        choices += [_entry_choice(entry, width) for entry in within]
    jumps = {entry.address: Jump(entry.address) for entry in entries}
    default = jumps.get(current) if current else None
    application = with_keys(select(choices, default), asks=False)
    return _with_section_keys(application, choices)


def review_application(entries: tuple[Entry, ...], width: int) -> "Application[Any]":
    """Return the review; its result is a reply."""
    choices = [
        questionary.Choice(_("Finish this case"), Finished()),
        questionary.Choice(_("Keep it as a draft, and stop"), KeptAsDraft()),
        *_review_choices(entries, width),
    ]
    return with_keys(select(choices, choices[0].value), asks=False)


def conflict_application(step: ConflictStep) -> "Application[Any]":
    """Return the choice between two texts for one answer; its result is a reply."""
    choices = [questionary.Choice(title, Chosen(take)) for title, take in takes(step)]
    return with_keys(select(choices, choices[0].value), asks=False)


def _review_choices(entries: tuple[Entry, ...], width: int) -> Iterator[questionary.Choice]:
    telling = [entry for entry in entries if entry.kinds]
    if telling:
        yield questionary.Separator(
            _("May tell who somebody is ({count})").format(count=len(telling))
        )
        yield from (_telling_choice(entry, width) for entry in telling)
    groups = (
        (_("Half typed"), [entry for entry in entries if entry.half_typed]),
        (_("Left out"), [each for each in entries if _is(each, Status.UNANSWERED)]),
        (_("Not known yet"), [each for each in entries if _is(each, Status.UNKNOWN)]),
        (_("Answered"), [each for each in entries if _is(each, Status.ANSWERED)]),
    )
    for title, within in groups:
        if within:
            yield questionary.Separator(f"{title} ({len(within)})")
            yield from (_entry_choice(entry, width) for entry in within)


def _is(entry: Entry, status: Status) -> bool:
    return entry.status is status and not entry.half_typed


def _telling_choice(entry: Entry, width: int) -> questionary.Choice:
    kinds = f" - {', '.join(map(translated, entry.kinds))}"
    title = cut(f"! {translated(entry.text)}", max(width - len(kinds), 20)) + kinds
    return questionary.Choice(title, Jump(entry.address))


def _entry_choice(entry: Entry, width: int) -> questionary.Choice:
    mark = HALF_TYPED if entry.half_typed else MARKS[entry.status]
    return questionary.Choice(cut(f"{mark} {translated(entry.text)}", width), Jump(entry.address))


def select(choices: list[questionary.Choice], default: object) -> "Application[Any]":
    """Return a list of which one is chosen."""
    return questionary.select(
        "", choices, default=default, qmark="", pointer=">", instruction=" ", style=STYLE,  # type: ignore[arg-type] # any value may be the default
        use_jk_keys=False,
    ).application  # fmt: skip


def with_keys(application: "Application[Any]", *, asks: bool) -> "Application[Any]":
    """Add the keys of design section 4 to a list; `asks` tells that it is a question's."""
    keys = KeyBindings()
    keys.add("s-tab", eager=True)(_replying(Back()))
    for key in ("c-c", "c-d", "c-q", Keys.SIGINT):
        keys.add(key, eager=True)(_replying(Paused()))
    # Without this, Alt+Enter would end the list with nothing chosen (questionary issue 324).
    keys.add("escape", "enter", eager=True)(_nothing)
    keys.add(":", eager=True)(_replying(COMMAND))
    # A list has a hidden place to write, into which these would put what they do.
    for key in (Keys.BracketedPaste, "c-r", "c-s"):
        keys.add(key, eager=True)(_nothing)
    keys.add("c-z", eager=True)(_suspend)
    if asks:
        keys.add("?", eager=True)(_replying(Unknown()))
    else:
        keys.add("escape", "escape", eager=True)(_nothing)
    processor = application.key_processor
    processor.feed_multiple = _ByHand(processor.feed_multiple)  # type: ignore[method-assign]
    return with_more_keys(application, keys)


def with_more_keys(application: "Application[Any]", keys: KeyBindings) -> "Application[Any]":
    """Return a list with further keys, which come before its own."""
    both = [each for each in (application.key_bindings, keys) if each is not None]
    application.key_bindings = merge_key_bindings(both)
    return application


def control_of(application: "Application[Any]") -> InquirerControl:
    """Return what holds a list's choices and where it points."""
    return next(control for _, control in _lists_of(application))


def _lists_of(application: "Application[Any]") -> Iterator[tuple[Window, InquirerControl]]:
    for window in application.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            yield window, window.content


def _showing_whole(application: "Application[Any]") -> "Application[Any]":
    """Let the list scroll so that all lines of a label are seen when it is pointed at."""
    for window, control in _lists_of(application):
        lines = max(str(choice.title).count("\n") for choice in control.choices)
        window.scroll_offsets = ScrollOffsets(bottom=lines)
    return application


class _ByHand:
    """Hands keys on to a list, but for a paste that came without brackets, which would answer it.

    A command may come at one stroke, as over a slow line.
    """

    def __init__(self, feed: Callable[[list[KeyPress], bool], None]) -> None:
        self._feed = feed
        self._dropped_at = float("-inf")

    def __call__(self, key_presses: list[KeyPress], first: bool = False) -> None:  # noqa: FBT001, FBT002 - as in what it stands before
        now = time.monotonic()
        typed = "".join(key.data for key in key_presses if len(key.data) == 1)
        goes_on = bool(typed) and now - self._dropped_at < PASTE_PAUSE
        if goes_on or (len(typed) >= _AT_ONCE and not typed.startswith(":")):
            self._dropped_at = now
        else:
            self._feed(key_presses, first)


def _with_section_keys(
    application: "Application[Any]", choices: list[questionary.Choice]
) -> "Application[Any]":
    """Let 1 to 9 go to a section's first question."""
    control = control_of(application)
    starts = [
        place + 1
        for place, choice in enumerate(choices[:-1])
        if isinstance(choice, questionary.Separator)
    ]
    keys = KeyBindings()
    for number, start in enumerate(starts[:9], 1):
        keys.add(str(number), eager=True)(_pointing(control, start))
    return with_more_keys(application, keys)


def _pointing(control: InquirerControl, place: int) -> Callable[[KeyPressEvent], None]:
    def point(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
        control.pointed_at = place

    return point


def _replying(reply: object) -> Callable[[KeyPressEvent], None]:
    def exit_with(event: KeyPressEvent) -> None:
        event.app.exit(result=reply)

    return exit_with


def _nothing(event: KeyPressEvent) -> None:
    pass


def _suspend(event: KeyPressEvent) -> None:
    event.app.suspend_to_background()


def whole_label(label: str, width: int) -> str:
    """Return a label broken between words, where it is longer than a line of the list."""
    return "\n    ".join(between_words(screen_line(label), width - 6)).strip()


def cut(text: str, width: int) -> str:
    """Return a text on one line that fits beside the pointer."""
    text = screen_line(text)
    room = max(width - 6, 10)
    if get_cwidth(text) <= room:
        return text
    while get_cwidth(text) > room - 3:
        text = text[:-1]
    return f"{text.rstrip()}..."
