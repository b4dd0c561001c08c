"""Set up a notebook for git: merges by answer, and what stays on this computer."""

import shlex
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import read_error
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.settings import STATE_FOLDER
from coprod_cli.notebook.code_files import CODES, LOG
from coprod_cli.notebook.codings import FOLDER as CODINGS
from coprod_cli.notebook.places import KEPT_APART, WATCHED_WORDS
from coprod_cli.notebook.side_files import GIT_IGNORE, read_regular_file, write_file

GIT_ATTRIBUTES = ".gitattributes"
DRIVER = "coprod"
CODING_DRIVER = "coprod-codings"
_ATTRIBUTES = (
    "# coprod: notes are merged by answer (see: coprod help safety)",
    f"*.md merge={DRIVER}",
)
_CODING_ATTRIBUTES = (
    "# coprod: codings are merged by passage (see: coprod help marking)",
    f"{CODINGS}/**/*.yaml merge={CODING_DRIVER}",
)
_LOG_ATTRIBUTES = (
    "# coprod: logs of codes have the lines of both sides (see: coprod help codes)",
    f"{CODES}/{LOG} merge=union",
    f"{CODINGS}/*/{LOG} merge=union",
)
_IGNORED = (
    "# coprod: history and half-typed text, and what names people",
    f"{STATE_FOLDER}/",
    f"{KEPT_APART}/",
    WATCHED_WORDS,
)


class GitSetup(NamedTuple):
    """What was set up for git.

    Attributes:
        changed: the names of the files that were written; none if nothing was missing.
        command: the command that names the merge driver of notes; git wants it once in each clone.
        codings_command: the same for the merge driver of codings.
    """

    changed: tuple[str, ...]
    command: str
    codings_command: str


def set_up_git(folder: Path, program: str = "coprod") -> GitSetup:
    """Add lines for git to `.gitattributes` and `.gitignore`; lines that are there stay.

    A file that has coprod's own comment is not changed, so that what a person took out stays out.

    Args:
        folder: the notebook's folder.
        program: the command that starts coprod.

    Raises:
        CannotSave: a file could not be written; it is unchanged.
        CoprodError: a file cannot be read, or is a link that leads out of the notebook.
    """
    files = (
        (GIT_ATTRIBUTES, _ATTRIBUTES),
        (GIT_ATTRIBUTES, _CODING_ATTRIBUTES),
        (GIT_ATTRIBUTES, _LOG_ATTRIBUTES),
        (GIT_IGNORE, _IGNORED),
    )
    changed = [name for name, lines in files if _extend(folder / name, lines, folder)]
    drivers = ((DRIVER, "merge-notes"), (CODING_DRIVER, "merge-codings"))
    notes, codings = (
        f"git config merge.{driver}.driver {shlex.quote(f'{program} {command} %O %A %B %P')}"
        for driver, command in drivers
    )
    return GitSetup(tuple(dict.fromkeys(changed)), notes, codings)


def _extend(path: Path, lines: tuple[str, ...], folder: Path) -> bool:
    """Add the lines that a file lacks, and return whether it was changed."""
    refuse_outside_link(path, folder)
    try:
        before = read_regular_file(path)
    except FileNotFoundError:
        before = b""
    except OSError as error:
        raise read_error(error, str(path)) from error
    present = {line.strip() for line in before.decode("utf-8", "replace").splitlines()}
    if lines[0] in present:
        return False
    missing = [line for line in lines if line not in present]
    if missing == [lines[0]]:
        return False
    line_end = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before else line_end if before.endswith(b"\n") else line_end * 2
    added = b"".join(line.encode() + line_end for line in missing)
    write_file(path, before + gap + added)
    return True
