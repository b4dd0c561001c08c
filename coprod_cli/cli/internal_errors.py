"""Tells of a mistake of coprod's own by its kind and its place; its message may hold an answer."""

import sys
import warnings
from typing import Any

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_

_PACKAGE = "coprod_cli."
_HINT = N_("once more; all that was saved is kept. If it comes back, report this line")


def mistake(error: BaseException) -> CoprodError:
    """Return what may be told of an unexpected error: its type and its place, and no text of it.

    Messages of errors repeat what they were about: pydantic's its input, a KeyError its key, a
    UnicodeEncodeError all that was to be encoded.
    """
    message = _("something went wrong inside coprod ({kind} at {place}).")
    told = message.format(kind=type(error).__name__, place=_place(error))
    return CoprodError(told, hint=_(_HINT))


def tell_no_more_than_places() -> None:
    """Let this process tell of errors outside its main path in the same way, and show no warnings.

    That is for threads, for what fails while Python tidies up, and for what libraries log: Python
    would print all of it, with the texts that it is about.
    """
    import logging
    import threading

    sys.unraisablehook = lambda told: _tell(told.exc_value)
    threading.excepthook = lambda told: _tell(told.exc_value)
    logging.lastResort = None
    logging.raiseExceptions = False
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _tell(error: BaseException | None) -> None:
    from coprod_cli.cli.console.output import show_error

    if error is not None and not isinstance(error, KeyboardInterrupt | BrokenPipeError):
        show_error(mistake(error))


def _place(error: BaseException) -> str:
    """Return the innermost line of coprod's own, since that of a library tells little."""
    place = _("a place that is not known")
    step: Any = error.__traceback__
    while step is not None:
        module = step.tb_frame.f_globals.get("__name__", "")
        if module.startswith(_PACKAGE) or module == "__main__":
            name = step.tb_frame.f_code.co_filename.replace("\\", "/")
            place = f"{name.rpartition('/')[2]}:{step.tb_lineno}"
        step = step.tb_next
    return place
