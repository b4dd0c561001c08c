"""Entry point of the program `coprod`."""

import gc
import os
import sys

_OBJECTS_BEFORE_COLLECTION = 200_000
"""The number of new objects after which the garbage collector runs; Python's default is 700."""


def main() -> None:
    """Run the command line; `--version` alone is answered without loading it."""
    is_complete = None not in (sys.stdin, sys.stdout, sys.stderr)
    if not is_complete:  # closed, as by `>&-`
        from coprod_cli.base.closed_streams import replace_closed_streams

        replace_closed_streams()
    if not _are_utf_8(sys.stdout, sys.stderr):
        from coprod_cli.base.stream_encoding import replace_unencodable

        replace_unencodable()
    try:
        if sys.argv[1:] == ["--version"] and is_complete:
            _print_version()
        else:
            _run()
    except KeyboardInterrupt:  # while modules are loading
        sys.exit(130)
    except OSError as error:  # before the command line handles errors
        from coprod_cli.cli.error_handler import report_system_error

        sys.exit(report_system_error(error))


def _are_utf_8(*streams: object) -> bool:
    return all(getattr(stream, "encoding", None) in ("utf-8", "UTF-8", None) for stream in streams)


def _print_version() -> None:
    from coprod_cli import __version__

    try:
        print(f"coprod {__version__}", flush=True)
    except OSError as error:
        from coprod_cli.cli.error_handler import report_unwritten

        sys.exit(report_unwritten(error, 0))


def _run() -> None:
    # Importing creates some 100,000 objects and hardly any garbage. At the default, the collector
    # runs 126 times before the first question, for a tenth of the time until it appears.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    # pydantic searches every installed package for plugins, which takes longer than its own work.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from coprod_cli.base.i18n import available_languages, choose_language
    from coprod_cli.base.settings import interface_language

    choose_language(interface_language(sys.argv[1:], available_languages()))
    from coprod_cli.cli import app
    from coprod_cli.cli.internal_errors import hide_error_texts

    hide_error_texts()
    app(prog_name="coprod")


if __name__ == "__main__":
    main()
