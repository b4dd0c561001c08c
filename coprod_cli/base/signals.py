"""Signal handlers that are installed for the time of a `with` block."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]

STOP_SIGNALS = ("SIGTERM", "SIGHUP")
"""The signals that end a program from outside: by `kill`, a shutdown, or a closed terminal."""


@contextmanager
def handle_signals(names: Sequence[str], handler: Handler) -> Iterator[None]:
    """Install a handler for some signals, and restore the earlier handlers at the end.

    Args:
        names: the signals, such as `SIGTERM`; those that this system lacks are skipped.
        handler: called with the signal's number and the interrupted frame.
    """
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    earlier = [(number, signal.signal(number, handler)) for number in signals]
    try:
        yield
    finally:
        for number, earlier_handler in earlier:
            signal.signal(number, earlier_handler)
