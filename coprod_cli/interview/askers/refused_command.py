"""What is said of a typed line that starts with a colon and is no command.

It must import nothing heavy, since it is used before a new case, too.
"""

from coprod_cli.base.message import Message, msg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import shortened

_MAX_LENGTH = 40
"""Characters of a line that are quoted."""


def no_such_command(line: str) -> Message:
    """Return the sentence that a line is no command."""
    return msg("There is no {word}.", word=shortened(screen_line(line), _MAX_LENGTH))
