"""Shell completion of arguments and options; reads file names only, and never a note's text."""

import re
from contextlib import suppress
from pathlib import Path

import typer

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.settings import TRASH_FOLDER, notebook_folder, prompts_folders
from coprod_cli.cli.run_context import chosen_prompts

_MOST_IDS = 200
"""The most ids that are offered before the user has typed a part of one."""
# Anyone may name a file, and typer's script for zsh evaluates the names that it is given. So only
# names without characters that mean something to a shell or a terminal are offered.
_SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\Z")


def cases(context: typer.Context, incomplete: str) -> list[str]:
    """Complete ids of cases, and `latest`, in the notebook that the line names."""
    return _case_ids(_notebook_of(context), incomplete)


def restorable(context: typer.Context, incomplete: str) -> list[str]:
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


def _notebook_of(context: typer.Context) -> Path:
    named = context.params.get("notebook")
    return notebook_folder(Path(named) if named else None)


def _case_ids(folder: Path, incomplete: str) -> list[str]:
    from coprod_cli.model.case_id import is_case_id
    from coprod_cli.notebook.note_paths import stem_of
    from coprod_cli.notebook.notebook import Notebook

    stems: list[str] = []
    # An error message would appear in the middle of the line that the user types.
    with suppress(CoprodError, OSError):
        stems = [stem_of(name) for name in Notebook(folder).paths()] if folder.is_dir() else []
    ids = [stem for stem in reversed(stems) if is_case_id(stem)]
    return _starting_with(
        [*ids[:_MOST_IDS], "latest"] if not incomplete else [*ids, "latest"], incomplete
    )


def _template_folders(context: typer.Context) -> list[Path]:
    return sorted(
        path.parent
        for folder in prompts_folders(_notebook_of(context), chosen_prompts(context))
        if folder.is_dir()
        for path in folder.glob("*/template.yaml")
    )


def _starting_with(names: list[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete) and _SAFE_NAME.match(name)]
