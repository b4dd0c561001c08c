"""Two versions of one text in a note: the line between them, which coprod recognizes.

A merge keeps both texts of an answer that two people, or two computers, changed differently. The
line between them is plain words, so that it can be read in any editor and no formatter changes it.
It stays until a person has chosen: it is a finding.
"""

import re
from collections.abc import Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg

KIND = "two-versions"
"""The kind of the finding."""
HINT = "(coprod)"
"""What every such line has: a note without it needs no search."""
# No date stands in it: an answer's dates may tell who somebody is, and are looked for.
_LINES = {
    "en": "**Both versions are kept here (coprod). The other one:**",
    "sv": "**Båda versionerna är kvar här (coprod). Den andra:**",
}
_LINE = re.compile(
    r"^[ \t>*_#\\]*(?:Both\s+versions\s+are\s+kept\s+here"
    r"|Båda\s+versionerna\s+är\s+kvar\s+här)\s+\(coprod\)",
    re.MULTILINE | re.IGNORECASE,
)


def line_between(language: str) -> str:
    """Return the line between two versions of a text, without a line end.

    Args:
        language: the language of the note.
    """
    from coprod_cli.model.wording import worded

    return worded(_LINES, language)


def has_two_versions(text: str) -> bool:
    """Return whether a text has the line between two versions."""
    return HINT in text and _LINE.search(text) is not None


def versions_findings(text: str, source: str) -> Iterator[Finding]:
    """Yield a finding for each line in a note below which another version of a text stands."""
    for match in _LINE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        message = msg("two versions of a text are kept here.")
        hint = msg("keep what is right, and take this line out")
        yield Finding(KIND, message, source, line, 1, hint)
