"""Every failure that a person can cause, as data: what, where, what to try, and the exit code."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from coprod_cli.base.message import N_, Message, composed, joined, msg


class ExitCode(IntEnum):
    """The exit codes of every command; documented in the README.

    INTERNAL is a mistake of coprod's own, and nothing that a person did: EX_SOFTWARE of sysexits.h.
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
    """One remark about a note, a template or answers, with its place.

    `line` and `column` count from 1; 0 means that no place is known. `uncertain` tells that an
    answer's owner is in doubt, so that the note is not exported unasked. No field ever holds the
    text of an answer. `message` and `hint` are Messages: they are translated where they are shown.
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
        """`file:line:col`, or as much of it as is known."""
        if not self.line:
            return self.source
        source = self.source or msg("input")
        fields = {"source": source, "line": self.line, "column": self.column or 1}
        return composed("{source}:{line}:{column}", **fields)

    @property
    def sentence(self) -> Message:
        """The place, what is wrong, and what to try."""
        return _sentence(self.place, self.message, self.hint)

    def __str__(self) -> str:
        return str(self.sentence)


def _sentence(where: str, message: str, hint: str) -> Message:
    parts = [composed("{where}: {message}", where=where, message=message) if where else message]
    return joined([*parts, msg("Try: {hint}", hint=hint)] if hint else parts)


class CoprodError(Exception):
    """A failure with a sentence for the person, a place, and a hint; never an answer's text.

    `message` and `hint` are Messages: they are translated where the error is shown.
    """

    exit_code = ExitCode.INVALID

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def lines(self) -> list[Message]:
        """One line for each thing that is wrong."""
        return [_sentence(self.where, self.message, self.hint)]


class WrongUsage(CoprodError):
    """The command was called in a way that cannot work."""

    exit_code = ExitCode.USAGE


class InvalidInput(CoprodError):
    """A template, an answers file or a note cannot be taken; carries every finding at once."""

    exit_code = ExitCode.INVALID

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(joined((finding.sentence for finding in self.findings), "; "))

    def lines(self) -> list[Message]:
        """One line for each finding."""
        return [finding.sentence for finding in self.findings]


class NotFound(CoprodError):
    """A case, a template or a notebook is not there."""

    exit_code = ExitCode.NOT_FOUND


class CannotSave(CoprodError):
    """The disk did not take a file; what stood there before still stands.

    Where only the last wait for the folder's names failed, the new file may stand there, whole.
    """

    exit_code = ExitCode.INVALID


class CaseHeld(CoprodError):
    """Another process works on the case; it says which, where, and since when."""

    exit_code = ExitCode.LOCKED


class InvalidAnswer(Exception):
    """An answer that its question cannot take; `message` never repeats the answer."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def unreadable_message(error: OSError) -> tuple[Message, Message]:
    """Return a sentence for a file or folder that cannot be read, and what to try."""
    message = msg("this cannot be read: {reason}.", reason=system_reason(error))
    return message, msg(_READING_HINTS.get(error.errno or 0, _OTHER_READING_HINT))


def read_error(error: OSError, where: str) -> CoprodError:
    """Return the error for a file or folder that cannot be read."""
    message, hint = unreadable_message(error)
    return CoprodError(message, where=where, hint=hint)


def system_reason(error: OSError) -> Message:
    """Return the reason that the system gives, as a part of a sentence."""
    return msg(error.strerror.lower()) if error.strerror else msg("no reason told")


# The system says them in English; those that are likely are in the catalogues.
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
    errno.EIO: N_("again; where it stays so, the disk may be failing: bring back a backup"),
}
