"""Signal handlers for as long as something lasts."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]

STOP_SIGNALS = ("SIGTERM", "SIGHUP")
"""What ends a program from outside: `kill`, a shutdown, or a terminal that is closed."""


@contextmanager
def handle_signals(names: Sequence[str], handler: Handler) -> Iterator[None]:
    """Let a handler answer some signals, and put the earlier handlers back at the end.

    Args:
        names: the signals, such as `SIGTERM`; those that this system lacks are left out.
        handler: what is called with the signal's number and the frame that it came in.
    """
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [(each, signal.signal(each, handler)) for each in signals]
    try:
        yield
    finally:
        for each, earlier in before:
            signal.signal(each, earlier)
