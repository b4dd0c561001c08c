"""Shell completion of arguments and options; of notes it reads names, and titles to show beside.

Titles are shown on the screen of who types, and nowhere kept.
"""

import os
import re
import sys
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import TRASH_FOLDER, notebook_folder, prompts_folders
from coprod_cli.cli.run_context import chosen_prompts

if TYPE_CHECKING:
    from coprod_cli.model.case import Case
    from coprod_cli.notebook.notebook import Notebook

_MOST_IDS = 200
"""The most ids that are offered before the user has typed a part of one."""
# Anyone may name a file, and typer's script for zsh evaluates the names that it is given. So only
# names without characters that mean something to a shell or a terminal are offered.
_SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\Z")
_SAFE_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*\Z")
_UNSAFE_IN_TITLE = re.compile(r"[^\w .,\u2019-]|_")
_MOST_OF_TITLE = 48
"""The most characters of a title that are shown beside an id."""


Offered = list[str] | list[tuple[str, str]]
"""Words, or pairs of a word and a description, which the shell shows beside it."""


def cases(context: typer.Context, incomplete: str) -> Offered:
    """Complete ids of cases, and `latest`, in the notebook that the line names."""
    return _case_ids(_notebook_of(context), incomplete)


def restorable(context: typer.Context, incomplete: str) -> Offered:
    """Complete ids of cases in the trash; with --to, of cases in the notebook."""
    folder = _notebook_of(context)
    return _case_ids(folder if context.params.get("to") else folder / TRASH_FOLDER, incomplete)


def templates(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the ids of templates, among them those of the notebook that the line names."""
    names = dict.fromkeys(folder.name for folder in _template_folders(context))
    return _starting_with(list(names), incomplete)


def sections(context: typer.Context, incomplete: str) -> list[str]:
    """Complete ids of sections, which name the files in a template's folder."""
    names = {
        path.stem
        for folder in _template_folders(context)
        for path in folder.glob("*.yaml")
        if path.stem != "template"
    }
    return _starting_with(sorted(names), incomplete)


def statuses(incomplete: str) -> list[str]:
    """Complete the status of a case."""
    return _starting_with(["draft", "final"], incomplete)


def orders(incomplete: str) -> list[str]:
    """Complete the order of a list."""
    from coprod_cli.operations.case_summaries import ORDERS

    return _starting_with(list(ORDERS), incomplete)


def groupings(incomplete: str) -> list[str]:
    """Complete how the overview groups what it counts."""
    from coprod_cli.knowledge.coverage import GROUPING_NAMES

    return _starting_with(list(GROUPING_NAMES), incomplete)


def voices(incomplete: str) -> list[str]:
    """Complete the voices that have a label; those of the notes are not read."""
    from coprod_cli.model.voice_names import VOICES

    return _starting_with(list(VOICES), incomplete)


def layouts(incomplete: str) -> list[str]:
    """Complete the names of layouts."""
    from coprod_cli.formats.registry import LAYOUTS

    return _starting_with(list(LAYOUTS), incomplete)


def formats(incomplete: str) -> list[str]:
    """Complete the names of export formats."""
    from coprod_cli.formats.registry import BUILT_IN_FORMATS

    return _starting_with(list(BUILT_IN_FORMATS), incomplete)


def topics(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the topics of the manual, then the names of commands."""
    from coprod_cli.operations.read_manual import list_topics

    names = [topic.name for topic in list_topics()]
    commands = getattr(context.find_root().command, "commands", {})
    return _starting_with(list(dict.fromkeys([*names, *commands])), incomplete)


def tags(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the tags of the cases in the notebook that the line names, then the codes."""
    from coprod_cli.notebook.notebook import Notebook

    notebook = Notebook(_notebook_of(context))
    found: set[str] = set()
    # An error message would appear in the middle of the line that the user types.
    with suppress(CoprodError, OSError):
        paths = notebook.paths() if notebook.folder.is_dir() else []
        for path in paths[-_MOST_IDS:]:
            case = notebook.read(path).case
            found.update(case.tags if case else ())
    return _starting_with([*sorted(found), *_code_names(context, found)], incomplete, _SAFE_TAG)


def codes(context: typer.Context, incomplete: str) -> Offered:
    """Complete the names of codes, in the code sets that the line can use."""
    return _starting_with(_code_names(context), incomplete, _SAFE_TAG)


def code_sets(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the ids of code sets."""
    return _starting_with(list(_code_set_files(context)), incomplete)


def codes_and_sets(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the ids of code sets, then the names of codes."""
    names = [*_code_set_files(context), *_code_names(context)]
    return _starting_with(names, incomplete, _SAFE_TAG)


def coders(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the names of those who marked in the notebook that the line names."""
    from coprod_cli.notebook.codings import Codings
    from coprod_cli.notebook.notebook import Notebook

    codings = Codings(Notebook(_notebook_of(context)))
    with suppress(CoprodError, OSError):
        return _starting_with(codings.coders(), incomplete)
    return []


def _code_set_files(context: typer.Context) -> dict[str, Path]:
    from coprod_cli.templates.code_set_library import code_set_files, code_set_folders

    notebook = _notebook_of(context)
    prompts = prompts_folders(notebook, chosen_prompts(context))
    with suppress(OSError):
        return code_set_files(code_set_folders(notebook, prompts))
    return {}


def _code_names(context: typer.Context, known: Container[str] = ()) -> list[str]:
    """Return the names of codes that are in use, except for known ones."""
    from coprod_cli.templates.code_names import read_code_names

    files = _code_set_files(context).items()
    names = (name for set_id, path in files for name in read_code_names(set_id, path))
    return [name for name in names if name not in known]


def _notebook_of(context: typer.Context) -> Path:
    named = context.params.get("notebook")
    return notebook_folder(Path(named) if named else None)


def _case_ids(folder: Path, incomplete: str) -> Offered:
    from coprod_cli.model.case_id import is_case_id
    from coprod_cli.notebook.note_paths import stem_of
    from coprod_cli.notebook.notebook import Notebook

    notebook = Notebook(folder)
    paths: list[str] = []
    # An error message would appear in the middle of the line that the user types.
    with suppress(CoprodError, OSError):
        paths = notebook.paths() if folder.is_dir() else []
    by_id = {stem: path for path in reversed(paths) if is_case_id(stem := stem_of(path))}
    ids = _starting_with(list(by_id), incomplete)
    offered = ids if incomplete else ids[:_MOST_IDS]
    latest = _starting_with(["latest"], incomplete)
    if len(ids) > _MOST_IDS:  # more than anybody reads, and each title takes a moment
        return [*offered, *latest]
    titles = ((case_id, _described(notebook, by_id[case_id])) for case_id in offered)
    return _with_descriptions([*titles, *((word, "") for word in latest)])


def _described(notebook: "Notebook", path: str) -> str:
    """Return the title of a case, or when it was begun, in characters that no shell acts on."""
    from coprod_cli.base.word_wrap import cut_line
    from coprod_cli.interview.askers.case_name import case_name, short_day

    with suppress(CoprodError, OSError):
        if (case := notebook.read(path).case) and not _is_withdrawn(notebook, path, case):
            begun = short_day(case.created)
            title = case.title or (case_name("", "") if not begun else "")
            shown = title or _("Untitled, begun {time}").format(time=begun)
            safe = " ".join(_UNSAFE_IN_TITLE.sub(" ", shown.replace("'", "\u2019")).split())
            return cut_line(safe, _MOST_OF_TITLE, "\u2026")
    return ""


def _is_withdrawn(notebook: "Notebook", path: str, case: "Case") -> bool:
    """Return whether a case is withdrawn; templates are loaded only for what may be.

    Somebody may have moved its note out of the folder for notes that are kept apart.
    """
    from coprod_cli.notebook.withdrawn import is_withdrawn
    from coprod_cli.templates.library import TemplateLibrary

    library = TemplateLibrary(tuple(prompts_folders(notebook.folder)))
    is_apart = notebook.is_kept_apart(path)
    if not library.may_set(case.template, "consent", inherited=is_apart):
        return False
    return is_withdrawn(case, library.find(case.template))


def _with_descriptions(pairs: list[tuple[str, str]]) -> Offered:
    """Return words with descriptions in the form that the shell shows.

    bash knows no descriptions: they stand behind the words, as long as there are several to choose
    from, and what bash then fills in is what all of them begin with. A single one has none, since
    bash puts it into the line.
    """
    shell = os.environ.get("_COPROD_COMPLETE")
    if not any(text for _word, text in pairs) or (shell == "complete_bash" and len(pairs) == 1):
        return [word for word, _text in pairs]
    if shell == "complete_bash":
        return [f"{word}  ({text})" if text else word for word, text in pairs]
    if shell:
        # This process ends when it has answered. Without rich, typer shows descriptions as they
        # are; with it, it takes two thirds of the time to look for markup in them.
        sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
    return pairs


def _template_folders(context: typer.Context) -> list[Path]:
    return sorted(
        path.parent
        for folder in prompts_folders(_notebook_of(context), chosen_prompts(context))
        if folder.is_dir()
        for path in folder.glob("*/template.yaml")
    )


def _starting_with(
    names: list[str], incomplete: str, safe: re.Pattern[str] = _SAFE_NAME
) -> list[str]:
    return [name for name in names if name.startswith(incomplete) and safe.match(name)]
