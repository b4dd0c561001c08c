"""Move and retire codes: changes of a set in which no passage changes."""

from collections.abc import Iterable

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Path as YamlPath
from coprod_cli.base.yaml_edit import move_item
from coprod_cli.operations.code_changes import CodeChange, PlannedChange, change_codes
from coprod_cli.operations.own_codes import as_retired, existing_code, own_code
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CodeSetLibrary


def retire_code(
    workspace: Workspace,
    name: str,
    instead: Iterable[str] = (),
    *,
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Retire a code, and name the ones to use instead; its passages keep it.

    Args:
        workspace: the workspace.
        name: the code.
        instead: codes to use instead.
        reason: why, for the log.
        dry_run: whether to return only what would be done.

    Raises:
        NotFound: there is no such code.
        WrongUsage: it is not in a set of the notebook's own, or is retired already.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        code = own_code(workspace, library, name)
        if code.placed.code.retired:
            raise WrongUsage(msg('"{name}" is retired already.', name=code.name))
        names = [existing_code(library, each) for each in instead]
        if code.name in names:
            message = msg('"{name}" is this code itself.', name=code.name)
            raise WrongUsage(message, hint=f"coprod codes retire {code.name}")
        text = as_retired(workspace, code, code.loaded.text, names)
        return PlannedChange("retire", (code.name,), tuple(names), {code.name.set_id: text})

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run)


def move_code(
    workspace: Workspace,
    name: str,
    under: str = "",
    *,
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Put a code, with those below it, below another one of its set; its name stays.

    Args:
        workspace: the workspace.
        name: the code.
        under: the other code; "" for the top of the set.
        reason: why, for the log.
        dry_run: whether to return only what would be done.

    Raises:
        NotFound: there is no such code.
        WrongUsage: it is not in a set of the notebook's own; the other one is in another set, or
            below it.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        code = own_code(workspace, library, name)
        target = own_code(workspace, library, under) if under else None
        if target is None:
            to, is_there = code.name.set_id, not code.placed.above
            path: YamlPath = ("codes",)
        else:
            to, path = target.name, (*target.path, "codes")
            is_there = code.placed.above[-1:] == (target.name.code_id,)
            if target.name.set_id != code.name.set_id:
                raise WrongUsage(
                    msg("a code stays in its set."), hint=msg("a code of the same set")
                )
            if code.name.code_id in (*target.placed.above, target.name.code_id):
                message = msg('"{name}" is below that code, or the code itself.', name=target.name)
                raise WrongUsage(message)
        if is_there:
            raise WrongUsage(msg('"{name}" is there already.', name=code.name))
        text = move_item(code.loaded.text, code.path, path, code.source)
        return PlannedChange("move", (code.name,), (to,), {code.name.set_id: text})

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run)
