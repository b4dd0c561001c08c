"""Template folders: finds the templates in a list of folders without loading any."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TEMPLATE_FILE = "template.yaml"


def template_version(folder: Path) -> str:
    """Return the version that a template's file says, without loading the template; "" if none.

    A file that cannot be read has no version.
    """
    from coprod_cli.base.errors import CoprodError
    from coprod_cli.base.files import read_regular_file
    from coprod_cli.base.yaml_document import read_yaml

    path = folder / TEMPLATE_FILE
    try:
        head = read_yaml(read_regular_file(path).decode(), str(path), numbers_as_text=True).value
    except (OSError, UnicodeError, CoprodError):
        return ""
    return str(head.get("version", "")) if isinstance(head, dict) else ""


def template_folders(prompts: Iterable[Path]) -> dict[str, Path]:
    """Return the folder of each template by its name; of two with one name, the first wins.

    Hidden folders are skipped: they are unfinished templates, or belong to other programs.
    """
    templates: dict[str, Path] = {}
    for folder in prompts:
        if not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            if not path.name.startswith(".") and (path / TEMPLATE_FILE).is_file():
                templates.setdefault(path.name, path)
    return templates


def template_stamps(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield the name, the size and the two times (in nanoseconds) of each file of a template."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            try:
                status = entry.stat()
            except OSError:  # a broken link
                continue
            yield entry.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns
