"""Rename and merge codes, in the sets and in the passages of all coders."""

from collections.abc import Mapping, Sequence

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.code_name import CodeName, is_code_id
from coprod_cli.model.code_set import beside
from coprod_cli.operations.code_changes import CaseTags, CodeChange, PlannedChange, change_codes
from coprod_cli.operations.code_uses import tagged_cases
from coprod_cli.operations.coded_passages import CodedPassages, PassageChange, passages_with
from coprod_cli.operations.own_codes import (
    OwnCode,
    as_retired,
    existing_code,
    own_code,
    require_name,
    with_key,
)
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CODES_FOLDER, CodeSetLibrary


def rename_code(
    workspace: Workspace,
    name: str,
    new: str,
    *,
    reason: str = "",
    tags: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> CodeChange:
    """Give a code another name, in its set and in the passages of all coders.

    Its earlier name is kept under `was`, so that files that come later are understood.

    Args:
        workspace: the workspace.
        name: the code's name.
        new: its new name, or only the new id.
        reason: why, for the log.
        tags: whether to change the tags of cases, too.
        dry_run: whether to return only what would be done.
        progress: reports progress through the codings.

    Raises:
        NotFound: there is no such code.
        WrongUsage: it is not in a set of the notebook's own; the new name is taken, or in another
            set, or another set rewords or leaves out the code.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        code = own_code(workspace, library, name)
        target = _new_name(code, new)
        if code.loaded.code_set.find(target.code_id):
            message = msg('"{name}" is another code.', name=target)
            hint = f"coprod codes merge {code.name} --into {target}"
            raise WrongUsage(message, hint=hint)
        _refuse_if_named_elsewhere(workspace, library, code)
        text = with_key(code, code.loaded.text, "id", target.code_id)
        was = list(dict.fromkeys([*code.placed.code.was, code.name.code_id]))
        text = with_key(code, text, "was", [each for each in was if each != target.code_id])
        texts: dict[str, str | None] = {code.name.set_id: text}
        _point_to(workspace, library, texts, code.name, target)
        return _for_all(
            workspace, {code.name: (target,)},
            PlannedChange("rename", (code.name,), (target,), texts), tags=tags,
        )  # fmt: skip

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run, progress=progress)


def merge_codes(
    workspace: Workspace,
    names: Sequence[str],
    into: str,
    *,
    reason: str = "",
    tags: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> CodeChange:
    """Merge codes into one: the others are retired, and their passages get that one.

    Args:
        workspace: the workspace.
        names: the codes; the one that they are merged into may be among them.
        into: that one, which may be in any set.
        reason: why, for the log.
        tags: whether to change the tags of cases, too.
        dry_run: whether to return only what would be done.
        progress: reports progress through the codings.

    Raises:
        NotFound: there is no such code.
        WrongUsage: a code to merge is not in a set of the notebook's own, or there is none.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        target = existing_code(library, into)
        sources = [own_code(workspace, library, each) for each in names]
        sources = [each for each in sources if each.name != target]
        if not sources:
            raise WrongUsage(
                msg("name the codes that are merged into it."), hint=f"A --into {into}"
            )
        texts: dict[str, str | None] = {}
        for code in sources:
            text = texts.get(code.name.set_id) or code.loaded.text
            texts[code.name.set_id] = as_retired(workspace, code, text, [target])
        moved = tuple(each.name for each in sources)
        return _for_all(
            workspace, dict.fromkeys(moved, (target,)),
            PlannedChange("merge", moved, (target,), texts), tags=tags,
        )  # fmt: skip

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run, progress=progress)


# --- what these have in common ---


def _new_name(code: OwnCode, new: str) -> CodeName:
    """Return the new name of a code.

    Raises:
        WrongUsage: it is no name, or in another set.
    """
    text = new.strip().removeprefix("#").lower()
    target = CodeName.of(code.name.set_id, text) if is_code_id(text) else require_name(new)
    if target.set_id != code.name.set_id:
        raise WrongUsage(msg("a code stays in its set."), hint=f"{code.name.set_id}/...")
    return target


def _refuse_if_named_elsewhere(
    workspace: Workspace, library: CodeSetLibrary, code: OwnCode
) -> None:
    """Raise WrongUsage if another set of the notebook rewords or leaves out a code by its id."""
    for set_id, path in library.files().items():
        if path.parent != workspace.folder / CODES_FOLDER or set_id in library.invalid():
            continue
        data = library.load(set_id).document.value
        named = [*(data.get("leave_out") or ()), *(data.get("reword") or ())]
        if data.get("extends") == code.name.set_id and code.name.code_id in named:
            message = msg(
                'the set "{name}" extends this one, and names the code; change it there first.',
                name=set_id,
            )
            raise WrongUsage(message, where=str(path))


def _point_to(
    workspace: Workspace,
    library: CodeSetLibrary,
    texts: dict[str, str | None],
    old: CodeName,
    new: CodeName,
) -> None:
    """Let the retired codes of the notebook's sets that name a code name it by its new name."""
    for placed in library.all().placed_codes():
        set_id = placed.name.set_id
        if not any(beside(placed.name, each) == old for each in placed.code.instead):
            continue
        if library.files()[set_id].parent != workspace.folder / CODES_FOLDER:
            continue
        other = own_code(workspace, library, placed.name, inherited=True)
        if not other.is_inherited:
            text = texts.get(set_id) or other.loaded.text
            names = [
                (new.code_id if set_id == new.set_id else str(new))
                if beside(placed.name, each) == old
                else each
                for each in placed.code.instead
            ]
            texts[set_id] = with_key(other, text, "instead", names)


def _for_all(
    workspace: Workspace,
    names: Mapping[CodeName, tuple[CodeName, ...]],
    planned: PlannedChange,
    *,
    tags: bool,
) -> PlannedChange:
    """Return a plan with the passages, and tags, that get other codes."""
    found = passages_with(workspace.notebook, lambda name: name in names, to_change=True)
    passages = _recoded(found, names)
    changes: list[CaseTags] = []
    for case_id, case_tags in tagged_cases(workspace):
        old = [name for name in names if name in case_tags]
        if old:
            added = dict.fromkeys(str(new) for name in old for new in names[name])
            changes.append(CaseTags(case_id, tuple(map(str, old)), tuple(added)))
    return planned._replace(
        passages=passages,
        tags=tuple(changes) if tags else (),
        left=() if tags else tuple(each.case_id for each in changes),
        unread=found.unread,
    )


def _recoded(
    found: CodedPassages, names: Mapping[CodeName, tuple[CodeName, ...]]
) -> tuple[PassageChange, ...]:
    return tuple(
        each.change_to(new for name in each.passage.codes for new in names.get(name, (name,)))
        for each in found.passages
    )
