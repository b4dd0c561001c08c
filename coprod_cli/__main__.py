"""Runs coprod."""

import gc
import os
import sys

_OBJECTS_BEFORE_COLLECTION = 100_000
"""New objects after which the garbage collector runs; Python's own default is 700."""


def main() -> None:
    """Run the command line; the version is told before anything is loaded."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as by `>&-`
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    try:
        if sys.argv[1:] == ["--version"]:
            _tell_version()
        else:
            _run()
    except KeyboardInterrupt:  # while all is still loading
        sys.exit(130)


def _tell_version() -> None:
    from coprod_cli import __version__

    try:
        print(f"coprod {__version__}", flush=True)
    except OSError as error:
        from coprod_cli.cli.error_handler import tell_unwritten

        sys.exit(tell_unwritten(error, 0))


def _run() -> None:
    # Loading makes some 60,000 objects and hardly any garbage: at the default, the collector runs
    # 126 times before the first question, which takes a tenth of the time until it shows.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    # pydantic would look for plugins in every installed package, which takes longer than its work.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from coprod_cli.base.i18n import available_languages, choose_language
    from coprod_cli.base.settings import interface_language

    choose_language(interface_language(sys.argv[1:], available_languages()))
    from coprod_cli.cli import app
    from coprod_cli.cli.internal_errors import tell_no_more_than_places

    tell_no_more_than_places()
    app(prog_name="coprod")


if __name__ == "__main__":
    main()
