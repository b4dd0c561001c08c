"""Output files that a person names: a plain file is replaced whole, anything else is written into.

A device, a named pipe or an open descriptor (`/dev/stdout`, bash's `>(gzip)`) has no old content
that could be kept, and must not be replaced by a file.
"""

import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coprod_cli.base.atomic import atomic_file, save_error

_OPEN_DESCRIPTOR = re.compile(r"/dev/(?:stdout|stderr|fd/[0-9]+)|/proc/(?:self|[0-9]+)/fd/[0-9]+")


@contextmanager
def output_file(path: Path, *, durable: bool = False) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes bytes to an output file.

    A plain file is replaced when the block ends without an error (`atomic_file`).

    Args:
        path: the file, a device, a named pipe, or the path of an open descriptor.
        durable: whether to wait until the content of a plain file is on the disk.

    Raises:
        CannotSave: it could not be written; a plain file is unchanged.
    """
    if not is_written_into(path):
        with atomic_file(path, durable=durable) as stream:
            yield stream.write
        return
    try:
        # Appending, because a descriptor may be that of a file which others write to as well.
        with path.open("ab") as stream:
            yield stream.write
    except OSError as error:
        raise save_error(path, error) from error


def write_output(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write `data` to an output file; arguments and errors of `output_file`."""
    with output_file(path, durable=durable) as write:
        write(data)


def is_written_into(path: Path) -> bool:
    """Return whether a path is a device, a pipe or an open descriptor, and no plain file."""
    if _OPEN_DESCRIPTOR.fullmatch(str(path)):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
