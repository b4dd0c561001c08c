"""Where notebooks and templates live, as told by options, the environment and the folder."""

import os
from pathlib import Path

STATE_FOLDER = ".coprod"
BIN = Path(STATE_FOLDER, "bin")
"""Where a notebook keeps its removed notes, within its folder."""


def notebook_folder(chosen: Path | None = None) -> Path:
    """Return the notebook's folder: `chosen`, COPROD_NOTEBOOK, the nearest upwards, `~/coprod`."""
    if chosen is not None:
        return expanded(chosen)
    if named := os.environ.get("COPROD_NOTEBOOK"):
        return expanded(Path(named))
    try:
        here = Path.cwd()
    except FileNotFoundError:
        return default_notebook_folder()
    for folder in (here, *here.parents):
        if (folder / STATE_FOLDER).is_dir():
            return folder
    return default_notebook_folder()


def default_notebook_folder() -> Path:
    """Return the folder that is used where nothing else is said."""
    return Path.home() / "coprod"


def own_state_folder() -> Path:
    """Return the person's own folder for what programs keep (XDG Base Directory, 3)."""
    named = os.environ.get("XDG_STATE_HOME", "")
    state = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state"
    return state / "coprod"


def prompts_folders() -> list[Path]:
    """Return the folders that hold templates: COPROD_PROMPTS first, then the shipped ones."""
    named = [expanded(Path(part)) for part in _split(os.environ.get("COPROD_PROMPTS", ""))]
    return [*named, shipped_prompts()]


def shipped_prompts() -> Path:
    """Return the templates that travel with coprod: in the wheel, else in the checkout."""
    package = Path(__file__).parent
    packaged = package / "prompts"
    return packaged if packaged.is_dir() else package.parent / "prompts"


def preferred_language() -> str:
    """Return the language that COPROD_LANGUAGE names, such as `sv`; "" where it names none."""
    return os.environ.get("COPROD_LANGUAGE", "").strip()


def editor_command() -> str:
    """Return the person's editor, arguments and all: $VISUAL, $EDITOR, else a plain one."""
    for name in ("VISUAL", "EDITOR"):
        if command := os.environ.get(name, "").strip():
            return command
    return "notepad" if os.name == "nt" else "vi"


def expanded(path: Path) -> Path:
    """Return a path with its `~` replaced, where that names somebody's home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _split(paths: str) -> list[str]:
    return [part for part in paths.split(os.pathsep) if part]
