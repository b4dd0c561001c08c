"""Ask a person, passage by passage, which codes it gets in place of the one that is split."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import shortened
from coprod_cli.cli.askers import ask_line
from coprod_cli.cli.console.output import show_message
from coprod_cli.cli.show.code_changes import passage_lines
from coprod_cli.operations.split_code import words_of

if TYPE_CHECKING:
    from coprod_cli.operations.split_code import Split

_STOP = ("q", ":q", ":quit")
_KEEP = "="
_LONGEST = 300
"""The most characters that are shown of a whole answer."""


def ask_splits(split: "Split") -> None:
    """Ask for each passage of a code which codes it gets; each answer is saved at once.

    A line of numbers gives it the codes with these numbers, `=` leaves it as it is, Enter leaves it
    for later, and `q` ends.
    """
    for path in split.unread:
        show_message(_("{file} cannot be changed, and is left out.").format(file=path))
    count = len(split.passages)
    if not count:
        show_message(_("No passage has this code."))
    choices = [f"{number} {name}" for number, name in enumerate(split.into, 1)]
    offered = "  ".join([*choices, _("= as it is"), _("Enter later"), _("q stop")])
    for number, passage in enumerate(split.passages, 1):
        show_message("")
        place = _("Passage {number} of {count}").format(number=number, count=count)
        show_message(f"{place}, {split.code}")
        for line in passage_lines(passage):
            show_message(line)
        if passage.passage.is_whole and (words := words_of(split.workspace, passage)):
            show_message(f"  {shortened(screen_line(words), _LONGEST)}")
        show_message(offered)
        codes = _asked(split.into, offered)
        if codes is None:
            return
        if codes:
            split.give(passage, codes)
            show_message(_("Saved: {codes}").format(codes=", ".join(codes)))


def _asked(into: Sequence[str], offered: str) -> list[str] | None:
    """Return the codes that a person chooses, [] for none, None to stop.

    Args:
        into: the codes.
        offered: the line that says what may be typed, for a person who typed something else.
    """
    while True:
        reply = ask_line(_("Codes> ")).lower()
        if reply in _STOP:
            return None
        if reply in ("", _KEEP):
            return []
        numbers = re.fullmatch(r"[0-9]+(?:[ ,]+[0-9]+)*", reply)
        chosen = [int(each) for each in re.split(r"[ ,]+", reply)] if numbers else []
        if chosen and all(1 <= each <= len(into) for each in chosen):
            return [into[each - 1] for each in dict.fromkeys(chosen)]
        show_message(_("One or more of the numbers, such as 1 or 1,2."))
        show_message(offered)
