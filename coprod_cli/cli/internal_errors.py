"""Show unexpected errors by type and place only, since their messages may contain an answer."""

import sys
import warnings
from typing import Any

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_

_PACKAGE = "coprod_cli."
_HINT = N_("once more; all that was saved is kept. If it comes back, report this line")


def internal_error(error: BaseException) -> CoprodError:
    """Return an error that names the type and the place of an unexpected one, without its message.

    Messages of exceptions repeat data: pydantic's the input, a KeyError's the key, and a
    UnicodeEncodeError's the whole text.
    """
    message = _("something went wrong inside coprod ({kind} at {place}).")
    message = message.format(kind=type(error).__name__, place=_line_of(error))
    return CoprodError(message, hint=_(_HINT))


def hide_error_texts() -> None:
    """Hide the messages of errors that Python or libraries would print themselves, and warnings.

    Those are errors in threads, in finalizers, and in what libraries log.
    """
    import logging
    import threading

    sys.unraisablehook = lambda unhandled: _show(unhandled.exc_value)
    threading.excepthook = lambda unhandled: _show(unhandled.exc_value)
    logging.lastResort = None
    logging.raiseExceptions = False
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _show(error: BaseException | None) -> None:
    from coprod_cli.cli.console.output import show_error

    if error is not None and not isinstance(error, KeyboardInterrupt | BrokenPipeError):
        show_error(internal_error(error))


def _line_of(error: BaseException) -> str:
    """Return the innermost line in coprod's code, as file and number."""
    place = _("a place that is not known")
    frame: Any = error.__traceback__
    while frame is not None:
        module = frame.tb_frame.f_globals.get("__name__", "")
        if module.startswith(_PACKAGE) or module == "__main__":
            name = frame.tb_frame.f_code.co_filename.replace("\\", "/")
            place = f"{name.rpartition('/')[2]}:{frame.tb_lineno}"
        frame = frame.tb_next
    return place
