"""Notes that cannot be opened, and stand-ins: files in the place of a note that is not here.

iCloud Drive replaces `NAME.md` by a hidden `.NAME.md.icloud` when it needs room; browsers and
synchronising programs write `NAME.md.part` and the like until all of a file is there.
"""

import errno
import os
import re
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError, Finding, unreadable_message
from coprod_cli.base.message import msg

_STAND_IN = re.compile(
    r"\.(?P<cloud>.+\.md)\.icloud\Z"
    r"|(?P<part>[^.~].*\.md)\.(?:crdownload|part|partial|download|opdownload|filepart|!sync|bts)\Z"
    r"|[.~]syncthing[.~](?P<sync>.+\.md)\.tmp\Z"
)
NOT_HERE = "not-here"


class StandIn(NamedTuple):
    """A stand-in.

    Attributes:
        name: the name of the note in whose place the file is.
        is_in_cloud: whether the note is in iCloud; else its download did not end.
    """

    name: str
    is_in_cloud: bool

    def finding(self, source: str) -> Finding:
        """Return the finding that says where the note is."""
        if self.is_in_cloud:
            message = msg("this note is in iCloud, and not on this computer.")
            hint = msg("open it in Finder, so that it is downloaded")
        else:
            message = msg("this is a part of a note: its download did not end.")
            hint = msg("wait for the download, or begin it again")
        return Finding(NOT_HERE, message, source, hint=hint, uncertain=True)


def stand_in(name: str) -> StandIn | None:
    """Return the stand-in that a file is, by its name without folders; None for other files."""
    match = _STAND_IN.match(name)
    if match is None:
        return None
    cloud = match["cloud"]
    return StandIn(cloud or match["part"] or match["sync"], bool(cloud))


def refuse_stand_in(source: str, name: str) -> None:
    """Raise an error for a file that is not the note itself, and is never written or moved.

    Raises:
        CoprodError: it is not.
    """
    if (found := stand_in(name)) is not None:
        finding = found.finding(source)
        raise CoprodError(finding.message, where=source, hint=finding.hint)


def closed_note_finding(error: OSError, source: str) -> Finding:
    """Return the finding of a note that cannot be opened."""
    message, hint = unreadable_message(error)
    if error.errno == errno.EISDIR:
        message = msg("this is a folder with the name of a note.")
        hint = msg("look in it for the note, and give the folder another name")
    elif error.errno == errno.ENOENT and os.path.islink(source):  # noqa: PTH114
        message = msg("this is a link to a note that is not there.")
    elif error.errno in _NOT_DOWNLOADED:
        hint = msg("see whether the note is only in the cloud, and have it downloaded")
    return Finding("unreadable", message, source, hint=hint, uncertain=True)


# What macOS answers for a file of iCloud, OneDrive or Dropbox that it cannot fetch.
_NOT_DOWNLOADED = frozenset({errno.EDEADLK, errno.ETIMEDOUT})
