"""Settings from options, the environment and the current folder: paths, languages and programs."""

import os
import re
import shlex
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from coprod_cli.base.environment import original_environment
from coprod_cli.base.message import SOURCE_LANGUAGE

DEFAULT_TEMPLATE = "primary-care"
LANGUAGE_VARIABLE = "COPROD_LANGUAGE"
STATE_FOLDER = ".coprod"
PROMPTS_VARIABLE = "COPROD_PROMPTS"
TRASH_FOLDER = Path(STATE_FOLDER, "bin")
"""The folder of removed notes, within the notebook's folder."""
NOTEBOOK_PROMPTS = "prompts"
"""The folder of a notebook's own templates, within the notebook's folder."""
LANGUAGE_SETTING = Path(STATE_FOLDER, "language")
"""The file with the code of a notebook's language, within the notebook's folder."""
_MAX_LANGUAGE_SIZE = 200
"""The number of bytes of that file that are read."""


def notebook_folder(chosen: Path | None = None) -> Path:
    """Return the notebook's folder.

    That is `chosen` (the option --notebook), else COPROD_NOTEBOOK, else the nearest of the current
    folder and its parents that has a `.coprod` folder, else `~/coprod`.
    """
    if chosen is not None:
        return expand_home(chosen)
    if value := os.environ.get("COPROD_NOTEBOOK"):
        return expand_home(Path(value))
    return _notebook_upwards() or Path.home() / "coprod"


def _notebook_upwards() -> Path | None:
    """Return the nearest folder upwards from the current one that is a notebook, if any."""
    try:
        current = Path.cwd()
    except FileNotFoundError:  # somebody has removed it
        return None
    folders = (current, *current.parents)
    return next((folder for folder in folders if (folder / STATE_FOLDER).is_dir()), None)


def user_state_folder() -> Path:
    """Return coprod's folder in the person's state folder (XDG Base Directory, section 3)."""
    value = os.environ.get("XDG_STATE_HOME", "")
    state = Path(value) if Path(value).is_absolute() else Path.home() / ".local" / "state"
    return state / "coprod"


def prompts_folders(notebook: Path | None = None, first: Iterable[Path] = ()) -> list[Path]:
    """Return the folders of templates; if two templates have one name, the first folder wins.

    The order is: `first`, the folders of COPROD_PROMPTS, the notebook's own, the shipped one.

    Args:
        notebook: the notebook's folder; by default that of `notebook_folder()`.
        first: folders that come before all others (the option --prompts).
    """
    own = (notebook_folder() if notebook is None else notebook) / NOTEBOOK_PROMPTS
    folders = [*first, *prompts_from_environment(), own, shipped_prompts()]
    return list(dict.fromkeys(folders))


def prompts_from_environment() -> list[Path]:
    """Return the folders of templates that COPROD_PROMPTS names."""
    return [expand_home(Path(part)) for part in _split(os.environ.get(PROMPTS_VARIABLE, ""))]


def shipped_prompts() -> Path:
    """Return the folder of the templates that ship with coprod: in the wheel or the checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "prompts"
    return packaged if packaged.is_dir() else package.parent / "prompts"


def preferred_languages(notebook: Path, chosen: str = "") -> list[str]:
    """Return the codes of the preferred languages, such as `sv`, best first.

    They come from `chosen` (the option --language) or else COPROD_LANGUAGE, then from the
    notebook's setting, then from the locale.
    """
    languages = [chosen or os.environ.get(LANGUAGE_VARIABLE, "")]
    languages += [notebook_language(notebook), *_locales()]
    return list(dict.fromkeys(code for language in languages for code in _codes(language)))


def notebook_language(notebook: Path) -> str:
    """Return the language that `coprod init --language` set for a notebook; "" for none."""
    path = notebook / LANGUAGE_SETTING
    try:
        if not path.is_file():  # opening a pipe would block
            return ""
        with path.open("rb") as stream:
            return stream.read(_MAX_LANGUAGE_SIZE).decode("utf-8", "replace").strip()
    except OSError:
        return ""


def interface_language(arguments: Sequence[str], available: Collection[str]) -> str:
    """Return the language of coprod's own texts: that of --language, else the preferred one.

    Args:
        arguments: the command line, not yet parsed, because its help is translated too.
        available: the languages that coprod's own texts are translated into.
    """
    chosen = _option(arguments, "--notebook")
    folder = notebook_folder(Path(chosen) if chosen else None)
    wanted = [*_codes(_option(arguments, "--language")), *preferred_languages(folder)]
    return next((language for language in wanted if language in available), SOURCE_LANGUAGE)


def is_language(text: str) -> bool:
    """Return whether a text has the form of a language code (BCP 47), such as sv or pt-BR."""
    return re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) is not None


def _option(arguments: Sequence[str], name: str) -> str:
    """Return the value of an option on the command line; "" if it is absent."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name:
            return next(iter(arguments[index + 1 :]), "")
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return ""


def _locales() -> list[str]:
    """Return the locales of the environment, by the rules of GNU gettext (manual, 2.3.3).

    LANGUAGE counts only if the locale is not C.
    """
    environment = original_environment()
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    if not locale and os.name == "nt":
        from locale import getlocale

        locale = getlocale()[0] or ""
    if not _codes(locale):
        return []
    return [*environment.get("LANGUAGE", "").split(":"), locale]


def _codes(language: str) -> list[str]:
    """Return a locale's language with and without its region: sv-FI and sv for sv_FI.UTF-8."""
    code = language.strip().partition(".")[0].partition("@")[0].replace("_", "-")
    code = _WINDOWS_NAMES.get(code.partition("-")[0], code)
    return [] if code in ("", "C", "POSIX") else list(dict.fromkeys([code, code.partition("-")[0]]))


_WINDOWS_NAMES = {"Swedish": "sv", "English": "en"}


def editor_command() -> str:
    """Return the command line of the person's editor: $VISUAL, $EDITOR, or else the system's."""
    for name in ("VISUAL", "EDITOR"):
        if command := os.environ.get(name, "").strip():
            return command
    return "notepad" if os.name == "nt" else "vi"


def pager_command() -> list[str]:
    """Return the command of the person's pager as words: $PAGER, else less; empty for none.

    No shell reads $PAGER. An empty one, or cat, means that no pager is used.
    """
    value = os.environ.get("PAGER")
    if os.environ.get("TERM", "dumb") == "dumb":
        return []
    if value is None:
        return ["less"]
    try:
        command = shlex.split(value, posix=os.name != "nt")
    except ValueError:
        return []
    return [] if command == ["cat"] else command


def expand_home(path: Path) -> Path:
    """Return a path with a leading `~` or `~user` expanded; unchanged if there is no such user."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _split(paths: str) -> list[str]:
    return [part for part in paths.split(os.pathsep) if part]
