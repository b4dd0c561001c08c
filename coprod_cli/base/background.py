"""A value that a thread works out while a person reads or types."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Background(Generic[Value]):
    """Works out a value in a thread; a program that ends does not wait for it."""

    def __init__(self, work: Callable[[], Value]) -> None:
        """Prepare the work, without starting it.

        Args:
            work: returns the value.
        """
        self._work = work
        self._thread: Thread | None = None
        self._results: list[Value] = []
        self._errors: list[BaseException] = []

    def start(self) -> None:
        """Start the work, unless it was started before or the system allows no more threads."""
        if self._thread is None:
            thread = Thread(target=self._run, name="background", daemon=True)
            with suppress(RuntimeError):  # `result` then works it out
                thread.start()
                self._thread = thread

    def result(self) -> Value:
        """Wait for the value; the work is started if it was not.

        Raises:
            Exception: whatever the work raised.
        """
        if not self._results and not self._errors:
            self.start()
            if self._thread is None:
                self._run()
            else:
                self._thread.join()
        if self._errors:
            raise self._errors[0]
        return self._results[0]

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:  # noqa: BLE001 - raised by `result`, in the other thread
            self._errors.append(error)
