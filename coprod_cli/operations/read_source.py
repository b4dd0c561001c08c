"""Read the bytes of a file, or a stream, that a person names."""

from pathlib import Path
from typing import BinaryIO

from coprod_cli.base.errors import Finding, InvalidInput, NotFound, read_error
from coprod_cli.base.message import Message, msg


def read_source(source: Path | BinaryIO, name: str, most: int, too_large: Message) -> bytes:
    """Return the bytes of a file or a stream.

    Args:
        source: the file's path, or a stream of its bytes.
        name: the name that errors show.
        most: the most bytes that are read.
        too_large: the message about more bytes.

    Raises:
        NotFound: the file does not exist.
        InvalidInput: it has more bytes.
        CoprodError: it cannot be read.
    """
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                content = stream.read(most + 1)
        else:
            content = source.read(most + 1)
    except FileNotFoundError:
        raise NotFound(msg("this file is not there."), where=name) from None
    except OSError as error:
        raise read_error(error, name) from None
    if len(content) > most:
        raise InvalidInput([Finding("size", too_large, name, 1, 1, msg("split it"))])
    return content
