"""Exchanges two files in one step, so that what another program has just saved is not lost.

Between the last look at a file and the rename that replaces it, another program may save. After an
exchange its text is still there, and can be put back.
"""

import errno
import os
from collections.abc import Callable
from functools import cache

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Linux: `renameat2`, in linux/fs.h."""
_RENAME_SWAP = 2
"""macOS: `renamex_np`, in sys/stdio.h."""


def exchange_files(one: str, other: str) -> bool:
    """Let two files change their names in one step; return whether the system can do that.

    Raises:
        FileNotFoundError: one of them does not exist.
    """
    call = _system_call()
    if call is None:
        return False
    code = call(os.fsencode(one), os.fsencode(other))
    if code == errno.ENOENT:
        raise FileNotFoundError(code, os.strerror(code), other)
    return code == 0


@cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    """Return the call that exchanges two paths and returns an error's number; None for none.

    Linux has it since 3.15, and glibc since 2.28; macOS since 10.12. Windows has none.
    """
    try:
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
    except (ImportError, OSError, TypeError):  # TypeError: Windows has no library without a name
        return None
    if hasattr(library, "renameat2"):
        linux = library.renameat2
        place = (ctypes.c_int, ctypes.c_char_p)
        linux.argtypes = (*place, *place, ctypes.c_uint)

        def on_linux(one: bytes, other: bytes) -> int:
            failed = linux(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
            return ctypes.get_errno() if failed else 0

        return on_linux
    if hasattr(library, "renamex_np"):
        macos = library.renamex_np
        macos.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)

        def on_macos(one: bytes, other: bytes) -> int:
            return ctypes.get_errno() if macos(one, other, _RENAME_SWAP) else 0

        return on_macos
    return None
