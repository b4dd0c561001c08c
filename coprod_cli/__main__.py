"""Runs coprod."""

import os
import sys


def main() -> None:
    """Run the command line; the version is told before anything is loaded."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as by `>&-`
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    if sys.argv[1:] == ["--version"]:
        from coprod_cli import __version__

        print(f"coprod {__version__}")
        return
    # pydantic would look for plugins in every installed package, which takes longer than its work.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from coprod_cli.cli import app

    app(prog_name="coprod")


if __name__ == "__main__":
    main()
