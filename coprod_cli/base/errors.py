"""Errors: every failure that a person can cause, with its message, its hint and its exit code.

InvalidAnswer is apart, since it never ends a command: the asker shows it and asks again.

CoprodError
├── WrongUsage      a command was called in a way that cannot work
├── InvalidInput    findings about a template, an answers file or a note
├── NotFound        no such case, template or notebook
├── CannotSave      a file could not be written
└── CaseHeld        another process holds the case's lock
"""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from coprod_cli.base.message import N_, Message, composed, joined, msg


class ExitCode(IntEnum):
    """The exit codes of every command; documented in the README.

    INTERNAL is a bug in coprod, not a mistake of the person (EX_SOFTWARE of sysexits.h).
    """

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INVALID = 3
    NOT_FOUND = 4
    LOCKED = 5
    INTERNAL = 70
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in a note, a template or an answers file, with its position.

    No field ever holds the text of an answer.

    Attributes:
        kind: a short word for the kind of problem, such as `syntax`.
        message: what is wrong; a Message, translated where it is shown.
        source: the file, or another name of the text.
        line: the line, from 1; 0 if the position is unknown.
        column: the column in characters, from 1; 0 if it is unknown.
        hint: what to try; a Message, or "".
        uncertain: whether an answer cannot be attributed to its question. Such a note is not
            exported by default.
    """

    kind: str
    message: str
    source: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""
    uncertain: bool = False

    @property
    def place(self) -> str:
        """The position as `file:line:column`, or only the file if the line is unknown."""
        if not self.line:
            return self.source
        source = self.source or msg("input")
        fields = {"source": source, "line": self.line, "column": self.column or 1}
        return composed("{source}:{line}:{column}", **fields)

    @property
    def sentence(self) -> Message:
        """The position, the message and the hint."""
        return _full_message(self.place, self.message, self.hint)

    def __str__(self) -> str:
        return str(self.sentence)


def _full_message(where: str, message: str, hint: str) -> Message:
    parts = [composed("{where}: {message}", where=where, message=message) if where else message]
    return joined([*parts, msg("Try: {hint}", hint=hint)] if hint else parts)


class CoprodError(Exception):
    """Base class of errors that are shown to the person; never holds an answer's text.

    Attributes:
        message: what is wrong; a Message, translated where the error is shown.
        where: the file, folder or option that the error is about, or "".
        hint: what to try; a Message, or "".
    """

    exit_code = ExitCode.INVALID

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def lines(self) -> list[Message]:
        """Return one line for each problem."""
        return [_full_message(self.where, self.message, self.hint)]


class WrongUsage(CoprodError):
    """A command was called in a way that cannot work."""

    exit_code = ExitCode.USAGE


class InvalidInput(CoprodError):
    """A template, an answers file or a note is invalid; carries all findings at once."""

    exit_code = ExitCode.INVALID

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(joined((finding.sentence for finding in self.findings), "; "))

    def lines(self) -> list[Message]:
        """Return one line for each finding."""
        return [finding.sentence for finding in self.findings]


class NotFound(CoprodError):
    """A case, a template or a notebook does not exist."""

    exit_code = ExitCode.NOT_FOUND


class CannotSave(CoprodError):
    """A file could not be written; its earlier content is unchanged.

    If only the final sync of the folder failed, the new content may already be in place, complete.
    """

    exit_code = ExitCode.INVALID


class CaseHeld(CoprodError):
    """Another process holds the case's lock; the message names the process, host and time."""

    exit_code = ExitCode.LOCKED


class InvalidAnswer(Exception):
    """A question rejects an answer; `message` never repeats the answer."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def unreadable_message(error: OSError) -> tuple[Message, Message]:
    """Return the message and the hint for a file or folder that cannot be read."""
    message = msg("this cannot be read: {reason}.", reason=system_reason(error))
    return message, msg(_READING_HINTS.get(error.errno or 0, _OTHER_READING_HINT))


def read_error(error: OSError, where: str) -> CoprodError:
    """Return the error for a file or folder that cannot be read."""
    message, hint = unreadable_message(error)
    return CoprodError(message, where=where, hint=hint)


def system_reason(error: OSError) -> Message:
    """Return the operating system's reason for an error, as part of a sentence."""
    return msg(error.strerror.lower()) if error.strerror else msg("no reason told")


# The operating system's own texts are English; marking the likely ones puts them in the catalogues.
_LIKELY_REASONS = (
    N_("bad file descriptor"),
    N_("file name too long"),
    N_("input/output error"),
    N_("is a directory"),
    N_("no space left on device"),
    N_("no such file or directory"),
    N_("not a directory"),
    N_("operation not permitted"),
    N_("permission denied"),
    N_("read-only file system"),
    N_("too many levels of symbolic links"),
    N_("too many open files"),
)


_OTHER_READING_HINT = N_("again in a moment")
_READING_HINTS = {
    errno.EACCES: N_("ask its owner to let you read it"),
    errno.EPERM: N_("ask its owner to let you read it"),
    errno.ENOENT: N_("see whether it was moved"),
    errno.ELOOP: N_("take away the link that leads back to itself"),
    errno.EISDIR: N_("a file"),
    errno.EFBIG: N_("move it elsewhere, if it is no note"),
    errno.EIO: N_("again; where it stays so, the disk may be failing: bring back a backup"),
}
