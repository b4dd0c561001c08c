r"""Escape sequences in a text: what a terminal sends or takes, and no person writes.

Only whole sequences that begin with ESC are found, as ECMA-48 has them: control sequences
(`ESC [ 31 m`), strings with their end (`ESC ] 0;title BEL`), keys (`ESC O A`), and those of
one digit or sign (`ESC ( B`, `ESC 7`). After any other ESC the text stays, since it may be words.
"""

import re

_ESC = "\x1b"
_SEQUENCE = (
    r"\x1b(?:\[(?:\[[A-E]|[0-?]*[ -/]*[@-~])|[\]PX^_][^\x00-\x1f]*(?:\x07|\x1b\\)|O[0-9;]*[A-Za-z]"
    r"|[ -/]+[0-~]|[0-?])"
)


def without_sequences(text: str) -> str:
    """Return a text without the whole escape sequences in it."""
    return re.sub(_SEQUENCE, "", text) if _ESC in text else text
