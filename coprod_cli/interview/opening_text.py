"""Untranslated texts of the first screen, which is drawn before any heavy module is loaded.

The asker that shows them translates them.
"""

from coprod_cli.base.message import N_, Message, msg

TITLE_TEXT = N_("What shall this case be called?")
TITLE_HELP = N_(
    "A few words that bring it back to you, and that name nobody. Enter alone leaves it."
)
OPENING_HEADER = N_("A new case")
_NO_RECORD = N_("This is not the medical record.")
_NAME_NOBODY = N_("This is not the medical record: let no one be recognised.")


def opening_lines(*, names_people: bool = False) -> list[Message]:
    """Return the introductory lines of the first screen.

    Args:
        names_people: whether the template is meant to hold people's names.
    """
    return [
        msg("coprod asks, and you answer. Leave out any question."),
        msg("Ctrl+C stops at any time. Every word is kept for later."),
        msg(_NO_RECORD if names_people else _NAME_NOBODY),
    ]


WRITING_KEYS = N_(
    "Enter: next   Alt+Enter: new line   Shift+Tab: back\n"
    "?: not known   :menu  :edit  :help   Ctrl+C: stop"
)
PATTERNS = N_("! may tell who somebody is. Patterns are found, not people: read it once more.")
