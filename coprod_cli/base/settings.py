"""Settings from options, the environment and the current folder: paths, languages and programs."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from coprod_cli.base.environment import original_environment
from coprod_cli.base.errors import CoprodError, WrongUsage
from coprod_cli.base.message import SOURCE_LANGUAGE, msg
from coprod_cli.base.ownership import is_own, user_name

DEFAULT_TEMPLATE = "primary-care"
SHORT_TEMPLATE = "reflection"
"""The template of a few questions whose cases can be opened out into the default one."""
LANGUAGE_VARIABLE = "COPROD_LANGUAGE"
STATE_FOLDER = ".coprod"
PROMPTS_VARIABLE = "COPROD_PROMPTS"
INDEX_VARIABLE = "COPROD_INDEX"
_OFF = frozenset({"off", "no", "0", "false"})
TRASH_FOLDER = Path(STATE_FOLDER, "bin")
"""The folder of removed notes, within the notebook's folder."""
NOTEBOOK_PROMPTS = "prompts"
"""The folder of a notebook's own templates, within the notebook's folder."""
LANGUAGE_SETTING = Path(STATE_FOLDER, "language")
"""The file with the code of a notebook's language, within the notebook's folder."""
_EDITORS = ("editor", "nano", "vi")
"""Editors to try, the best first: the one that the system's administrator chose comes first."""
_MAX_LANGUAGE_SIZE = 200
"""The number of bytes of that file that are read."""


def notebook_folder(chosen: Path | None = None) -> Path:
    """Return the notebook's folder.

    That is `chosen` (the option --notebook), else COPROD_NOTEBOOK, else the nearest of the current
    folder and its parents that has a `.coprod` folder, else `~/coprod`.

    Raises:
        CoprodError: it would be a folder upwards that belongs to another user.
        WrongUsage: it would be `~/coprod`, and the user has no home folder, as in a container.
    """
    if chosen is not None:
        return expand_home(chosen)
    if value := os.environ.get("COPROD_NOTEBOOK"):
        return expand_home(Path(value))
    if (found := _notebook_upwards()) is not None:
        _refuse_foreign(found)
        return found
    return _home() / "coprod"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        message = msg("this user has no home folder, where the notebook would lie.")
        hint = msg("--notebook FOLDER, or set {variable}", variable="COPROD_NOTEBOOK")
        raise WrongUsage(message, hint=hint) from error


def _notebook_upwards() -> Path | None:
    """Return the nearest folder upwards from the current one that is a notebook, if any."""
    try:
        current = Path.cwd()
    except OSError:  # somebody has removed it, or it may not be entered
        return None
    folders = (current, *current.parents)
    # Unlike Path.is_dir, this is False where a folder may not be searched.
    is_notebook = (os.path.isdir(folder / STATE_FOLDER) for folder in folders)  # noqa: PTH112
    return next((folder for folder, has in zip(folders, is_notebook, strict=True) if has), None)


def notebook_above(folder: Path) -> Path | None:
    """Return the notebook's folder if a folder is its state folder, or below it; None if not."""
    states = (path for path in (folder, *folder.parents) if path.name == STATE_FOLDER)
    state = next(states, None)
    return state.parent if state is not None else None


def _refuse_foreign(notebook: Path) -> None:
    """Raise an error if a notebook that nobody named belongs to another user.

    Its forms would be asked, and what is written there could be read or changed by others. The rule
    is git's for `safe.directory`: the folder, and the one that makes it a notebook.

    Raises:
        CoprodError: it belongs to another user.
    """
    for path in (notebook, notebook / STATE_FOLDER):
        status = path.lstat()
        if not is_own(status):
            message = msg(
                "this notebook was found above the working folder, and belongs to {owner}.",
                owner=user_name(status),
            )
            hint = msg(
                "--notebook {folder}, or set COPROD_NOTEBOOK, if you want to use it, such as one "
                "that a group shares",
                folder=shlex.quote(str(notebook)),
            )
            raise CoprodError(message, where=str(notebook), hint=hint)


def user_state_folder() -> Path:
    """Return coprod's folder in the person's state folder (XDG Base Directory, section 3).

    Raises:
        WrongUsage: the user has no home folder, and XDG_STATE_HOME is not set.
    """
    value = os.environ.get("XDG_STATE_HOME", "")
    state = Path(value) if Path(value).is_absolute() else _home() / ".local" / "state"
    return state / "coprod"


def user_cache_folder() -> Path:
    """Return coprod's folder in the person's cache folder (XDG Base Directory, section 3).

    Raises:
        WrongUsage: the user has no home folder, and no variable names such a folder.
    """
    value = os.environ.get("XDG_CACHE_HOME", "")
    if Path(value).is_absolute():
        return Path(value) / "coprod"
    if os.name == "nt" and (value := os.environ.get("LOCALAPPDATA", "")):
        return Path(value) / "coprod" / "Cache"
    if sys.platform == "darwin":
        return _home() / "Library" / "Caches" / "coprod"
    return _home() / ".cache" / "coprod"


def is_index_wanted() -> bool:
    """Return whether notes may be indexed: COPROD_INDEX=off says that they may not."""
    return os.environ.get(INDEX_VARIABLE, "").strip().lower() not in _OFF


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

    Never fails, because it is called before errors can be shown.

    Args:
        arguments: the command line, not yet parsed, because its help is translated too.
        available: the languages that coprod's own texts are translated into.
    """
    chosen = _option(arguments, "--notebook")
    try:
        folder = notebook_folder(Path(chosen) if chosen else None)
    except CoprodError:
        folder = Path(os.devnull)  # which has no setting
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
    """Return the command line of the person's editor: $VISUAL, $EDITOR, or the system's first."""
    for name in ("VISUAL", "EDITOR"):
        if command := os.environ.get(name, "").strip():
            return command
    if os.name == "nt":
        return "notepad"
    return next((name for name in _EDITORS if shutil.which(name)), _EDITORS[-1])


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
