"""Template folders: finds the templates in a list of folders without loading any."""

from collections.abc import Iterable
from pathlib import Path

TEMPLATE_FILE = "template.yaml"


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
