"""Check the codes of a notebook: unused ones, retired ones in use, and used ones in no set."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import Message, joined, msg, nmsg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.code_name import CodeName
from coprod_cli.operations.code_uses import CodeUse, find_uses
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CODES_FOLDER
from coprod_cli.templates.code_set_loader import path_of_code


class UndefinedCode(NamedTuple):
    """A code that is used, and is in no code set yet; that is no mistake."""

    name: CodeName
    use: CodeUse


def find_undefined_codes(
    workspace: Workspace, *, progress: Progress = no_progress
) -> tuple[UndefinedCode, ...]:
    """Return the codes that are used and in no set, by name.

    Raises:
        NotFound: the notebook does not exist.
    """
    uses = find_uses(workspace, progress=progress)
    return tuple(UndefinedCode(name, uses[name]) for name in sorted(_undefined(workspace, uses)))


def check_codes(workspace: Workspace, *, progress: Progress = no_progress) -> tuple[Finding, ...]:
    """Return what is to be told of the codes of a notebook's own sets, and of those in use.

    Raises:
        NotFound: the notebook does not exist.
    """
    uses = find_uses(workspace, progress=progress)
    found = [*_in_own_sets(workspace, uses)]
    for name in sorted(_undefined(workspace, uses)):
        message = msg("this is in no code set yet: {use}.", use=use_in_words(uses[name]))
        hint = f"coprod codes new {name}"
        found.append(Finding("code-undefined", message, str(name), hint=hint))
    return tuple(found)


def use_in_words(use: CodeUse) -> Message:
    """Return how often a code is used."""
    parts = []
    if use.marked:
        passages = nmsg("{count} passage", "{count} passages", len(use.marked))
        cases = nmsg("{count} case", "{count} cases", len(use.cases))
        parts.append(msg("{passages} in {cases}", passages=passages, cases=cases))
    if use.tagged:
        parts.append(nmsg("tag of {count} case", "tag of {count} cases", len(use.tagged)))
    return joined(parts, ", ") if parts else msg("not used")


def _undefined(workspace: Workspace, uses: Mapping[CodeName, CodeUse]) -> Iterator[CodeName]:
    sets = workspace.code_sets.all()
    return (name for name in uses if sets.find(sets.present_name(name)) is None)


def _in_own_sets(workspace: Workspace, uses: Mapping[CodeName, CodeUse]) -> Iterator[Finding]:
    """Find invalid sets of the notebook, unknown keys, unused codes, and retired ones in use."""
    library = workspace.code_sets
    own = workspace.folder / CODES_FOLDER
    for set_id, error in library.invalid().items():
        yield from getattr(error, "findings", [Finding("set", error.message, set_id)])
    for code_set in library.all().sets:
        path: Path = library.files()[code_set.id]
        loaded = library.load(code_set.id)
        if path.parent == own:
            yield from loaded.findings
        for placed in code_set.placed_codes():
            use = uses.get(placed.name, CodeUse())
            place = path_of_code(loaded, placed)
            if placed.code.retired and use.is_used:
                message = msg(
                    '"{name}" is retired, and in use: {use}.',
                    name=placed.name,
                    use=use_in_words(use),
                )
                hint = ", ".join(placed.code.instead)
                yield loaded.document.finding(place, message, kind="code-retired", hint=hint)
            elif path.parent == own and not placed.code.retired and not use.is_used:
                message = msg('"{name}" is not used yet.', name=placed.name)
                yield loaded.document.finding(place, message, kind="code-unused")
