"""What a person is asked while they mark on the screen: codes, a memo, which passage, whether done.

Each function shows a screen until it is answered or left. Ctrl+C, and what stops the program, is a
KeyboardInterrupt.
"""

from collections.abc import Sequence
from typing import NamedTuple

import questionary
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.i18n import translated
from coprod_cli.base.text import clean_input, is_no, is_yes
from coprod_cli.interview.askers.marked_passages import passage_line
from coprod_cli.interview.askers.terminal.code_input import code_input
from coprod_cli.interview.askers.terminal.command_input import command_input, command_keys
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.help_page import help_page
from coprod_cli.interview.askers.terminal.list_widgets import (
    ESCAPE_SECONDS,
    add_key_bindings,
    add_list_keys,
    add_more_line,
    exit_with,
    ignore_key,
    scroll_to_whole_labels,
    select_list,
    wrapped_label,
)
from coprod_cli.interview.askers.terminal.marking_frames import (
    COMMANDS,
    choice_frame,
    codes_frame,
    done_frame,
    help_lines,
    memo_frame,
    page_frame,
)
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.askers.terminal.text_input import (
    Exit,
    run_text_input,
    text_input,
)
from coprod_cli.interview.marking_desk import CodeChoice, read_codes
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import Paused
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.model.code_name import CodeName


class MemoReply(NamedTuple):
    """A memo, "" for none and None to leave it as it is, and whether the person stops."""

    memo: str | None
    stops: bool


def ask_codes(
    screen: Screen, above: StyleAndTextTuples, words: str | None, marking: Marking,
    codes: Sequence[CodeChoice], *, keep: KeepDraft, text: str = "", notice: str = "",
) -> tuple[CodeName, ...]:  # fmt: skip
    """Ask for the codes of a passage until they are clear, and return them; () if it is left.

    Args:
        screen: the screen.
        above: the lines about the case.
        words: the words of the passage; None for the whole answer.
        marking: what is marked, with the codes that were given last.
        codes: the codes of all sets.
        keep: keeps what is half typed.
        text: what the line says at first.
        notice: what is to be said first; "" for nothing.
    """
    known = {each.name for each in codes}
    used = dict.fromkeys(code for each in marking.coding.passages for code in each.codes)
    choices = [*(CodeChoice(name, "") for name in used if name not in known), *codes]
    problem = ""
    while True:
        asked = code_input(text, choices, marking.last_codes, marking.repeated, keep)
        frame = codes_frame(above, words, marking.last_codes, notice, problem)
        way, typed = run_text_input(screen, asked, frame)
        if way is Exit.PAUSE and typed.strip():
            keep(clean_input(typed))
        result = _text_of((way, typed))
        if not result:
            return ()
        text = result
        try:
            return read_codes(text, marking, tuple(codes))
        except InvalidAnswer as error:
            problem = translated(error.message)


def ask_memo(
    screen: Screen, above: StyleAndTextTuples, each: PlacedPassage, keep: KeepDraft, *,
    text: str | None = None, notice: str = "",
) -> MemoReply:  # fmt: skip
    """Ask for a memo about a passage; if the person stops, what is typed so far is the memo.

    Args:
        screen: the screen.
        above: the lines about the case.
        each: the passage.
        keep: keeps what is half typed.
        text: what the input says at first; None for the passage's memo.
        notice: what is to be said first; "" for nothing.
    """
    asked = text_input(each.passage.memo if text is None else text, keep)
    asked.timeoutlen = ESCAPE_SECONDS
    frame = memo_frame(above, each.part, notice)
    way, text = run_text_input(screen, add_key_bindings(asked, _leaving_keys()), frame)
    memo = None if way is Exit.BACK else clean_input(text).strip()
    return MemoReply(memo, stops=way is Exit.PAUSE)


def ask_done(screen: Screen, above: StyleAndTextTuples) -> bool | None:
    """Ask whether the case is done; None if the person goes back."""
    reply: str | None = "?"
    while reply is not None and not is_yes(reply) and not is_no(reply):
        asked = text_input("", None, multiline=False)
        asked.timeoutlen = ESCAPE_SECONDS
        asked = add_key_bindings(asked, _leaving_keys())
        reply = _text_of(run_text_input(screen, asked, done_frame(above)))
    return None if reply is None else is_yes(reply)


def ask_command(screen: Screen, above: StyleAndTextTuples) -> str:
    """Ask for a command, and return it in small letters without its colon; "" if it is left."""
    frame: Frame = ([*above, ("", "\n")], command_keys(COMMANDS))
    typed = _text_of(run_text_input(screen, command_input(), frame)) or ""
    return typed.lower().removeprefix(":").strip()


def choose_passage(
    screen: Screen, above: StyleAndTextTuples, passages: Sequence[PlacedPassage]
) -> PlacedPassage | None:
    """Ask which of several passages is meant; None if it is left."""
    choices = [
        questionary.Choice(wrapped_label(passage_line(each), screen.width), at)
        for at, each in enumerate(passages)
    ]
    listed = add_list_keys(scroll_to_whole_labels(select_list(choices, 0)), is_question=False)
    listed.timeoutlen = ESCAPE_SECONDS
    keys = KeyBindings()
    keys.add("escape")(exit_with(None))
    keys.add(":", eager=True)(ignore_key)
    listed = add_more_line(add_key_bindings(listed, keys))
    chosen = screen.run(listed, choice_frame(above))
    if isinstance(chosen, Paused):
        raise KeyboardInterrupt
    return passages[chosen] if isinstance(chosen, int) else None


def show_help(screen: Screen, above: StyleAndTextTuples) -> None:
    """Show the help page until it is left."""
    screen.run(help_page(help_lines()), page_frame(above))


def _leaving_keys() -> KeyBindings:
    keys = KeyBindings()
    keys.add("escape")(exit_with((Exit.BACK, "")))
    return keys


def _text_of(result: tuple[Exit, str]) -> str | None:
    """Return what was typed, without blanks around it; None if the input was left."""
    way, text = result
    if way is Exit.PAUSE:
        raise KeyboardInterrupt
    return None if way is Exit.BACK else clean_input(text).strip()
