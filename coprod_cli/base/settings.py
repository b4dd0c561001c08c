"""Where notebooks and templates live, as told by options, the environment and the folder."""

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
"""Where a notebook keeps its removed notes, within its folder."""
NOTEBOOK_PROMPTS = "prompts"
"""Where a notebook has templates of its own, within its folder."""
LANGUAGE_SETTING = Path(STATE_FOLDER, "language")
"""Where a notebook says in which language its people are asked, in one word."""
_LONGEST_LANGUAGE = 200


def notebook_folder(chosen: Path | None = None) -> Path:
    """Return the notebook's folder: `chosen`, COPROD_NOTEBOOK, the nearest upwards, `~/coprod`."""
    if chosen is not None:
        return expand_home(chosen)
    if named := os.environ.get("COPROD_NOTEBOOK"):
        return expand_home(Path(named))
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


def user_state_folder() -> Path:
    """Return the person's own folder for what programs keep (XDG Base Directory, 3)."""
    named = os.environ.get("XDG_STATE_HOME", "")
    state = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state"
    return state / "coprod"


def prompts_folders(notebook: Path | None = None, first: Iterable[Path] = ()) -> list[Path]:
    """Return the folders that hold templates; of two templates with one name, the first counts.

    Args:
        notebook: the notebook's folder; by default that of `notebook_folder()`.
        first: folders that come before all others (the option --prompts).

    After `first` come the folders of COPROD_PROMPTS, the notebook's own, and the shipped ones.
    """
    book = notebook_folder() if notebook is None else notebook
    folders = [*first, *prompts_from_environment(), book / NOTEBOOK_PROMPTS, shipped_prompts()]
    return list(dict.fromkeys(folders))


def prompts_from_environment() -> list[Path]:
    """Return the folders of templates that COPROD_PROMPTS names."""
    return [expand_home(Path(part)) for part in _split(os.environ.get(PROMPTS_VARIABLE, ""))]


def shipped_prompts() -> Path:
    """Return the templates that travel with coprod: in the wheel, else in the checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "prompts"
    return packaged if packaged.is_dir() else package.parent / "prompts"


def preferred_languages(notebook: Path, chosen: str = "") -> list[str]:
    """Return the preferred languages, such as `sv`, best first.

    They are those that `chosen` (the option --language), else COPROD_LANGUAGE, then the
    notebook's own setting and the locale name.
    """
    named = [chosen or os.environ.get(LANGUAGE_VARIABLE, "")]
    named += [notebook_language(notebook), *_locales()]
    return list(dict.fromkeys(code for each in named for code in _codes(each)))


def notebook_language(notebook: Path) -> str:
    """Return the language that a notebook is set to, by `coprod init --language`; "" for none."""
    path = notebook / LANGUAGE_SETTING
    try:
        if not path.is_file():  # a pipe would be waited for before anything is said
            return ""
        with path.open("rb") as stream:
            return stream.read(_LONGEST_LANGUAGE).decode("utf-8", "replace").strip()
    except OSError:
        return ""


def interface_language(arguments: Sequence[str], spoken: Collection[str]) -> str:
    """Return in which language coprod speaks: what --language names, else what is preferred.

    Args:
        arguments: the command line, of which nothing was read yet: the help is spoken too.
        spoken: the languages that coprod can speak.
    """
    chosen = _option(arguments, "--notebook")
    folder = notebook_folder(Path(chosen) if chosen else None)
    wanted = [*_codes(_option(arguments, "--language")), *preferred_languages(folder)]
    return next((language for language in wanted if language in spoken), SOURCE_LANGUAGE)


def is_language(text: str) -> bool:
    """Tell whether a text has the form of a language's code (BCP 47), such as sv or pt-BR."""
    return re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) is not None


def _option(arguments: Sequence[str], name: str) -> str:
    """Return what an option on the command line says; "" where it is not there."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name:
            return next(iter(arguments[place + 1 :]), "")
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return ""


def _locales() -> list[str]:
    """Return the locales of the environment, as GNU gettext takes them (manual, 2.3.3).

    LANGUAGE counts only where the locale is not that of programs, C.
    """
    said = original_environment()
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((said[name] for name in names if said.get(name)), "")
    if not locale and os.name == "nt":
        from locale import getlocale

        locale = getlocale()[0] or ""
    if not _codes(locale):
        return []
    return [*said.get("LANGUAGE", "").split(":"), locale]


def _codes(language: str) -> list[str]:
    """Return a language as written and without its region: sv-FI and sv for sv_FI.UTF-8."""
    code = language.strip().partition(".")[0].partition("@")[0].replace("_", "-")
    code = _WINDOWS_NAMES.get(code.partition("-")[0], code)
    return [] if code in ("", "C", "POSIX") else list(dict.fromkeys([code, code.partition("-")[0]]))


_WINDOWS_NAMES = {"Swedish": "sv", "English": "en"}


def editor_command() -> str:
    """Return the person's editor, arguments and all: $VISUAL, $EDITOR, else a plain one."""
    for name in ("VISUAL", "EDITOR"):
        if command := os.environ.get(name, "").strip():
            return command
    return "notepad" if os.name == "nt" else "vi"


def pager_command() -> list[str]:
    """Return the person's pager, arguments and all: $PAGER, else less; empty for none.

    $PAGER is split into words, and never given to a shell. An empty one, or cat, means none.
    """
    named = os.environ.get("PAGER")
    if os.environ.get("TERM", "dumb") == "dumb":
        return []
    if named is None:
        return ["less"]
    try:
        command = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        return []
    return [] if command == ["cat"] else command


def expand_home(path: Path) -> Path:
    """Return a path with its `~` replaced, where that names somebody's home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _split(paths: str) -> list[str]:
    return [part for part in paths.split(os.pathsep) if part]
