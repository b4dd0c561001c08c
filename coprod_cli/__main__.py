"""Runs coprod."""


def main() -> None:
    """Run the command line."""
    from coprod_cli.cli import app

    app(prog_name="coprod")


if __name__ == "__main__":
    main()
