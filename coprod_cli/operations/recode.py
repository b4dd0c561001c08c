"""Rename and merge codes, in the sets and in the passages of all coders."""

from collections.abc import Mapping, Sequence

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.code_name import CodeName, is_code_id
from coprod_cli.model.code_set import beside
from coprod_cli.operations.code_changes import CaseTags, CodeChange, PlannedChange, change_codes
from coprod_cli.operations.code_uses import NamedUses, read_named_uses
from coprod_cli.operations.coded_passages import CodedPassages, PassageChange
from coprod_cli.operations.own_codes import (
    OwnCode,
    as_retired,
    existing_code,
    no_such_code,
    own_code,
    require_name,
    undefined_code,
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

    Its earlier name is kept under `was`, so that files that come later are understood. A code that
    no set has yet may get a name in any set; then nothing keeps its earlier one.

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
        if (undefined := undefined_code(library, name)) is not None:
            return _undefined_renamed(workspace, library, undefined, new, tags=tags)
        code = own_code(workspace, library, name)
        target = _new_name(code.name, new)
        if target.set_id != code.name.set_id:
            raise WrongUsage(msg("a code stays in its set."), hint=f"{code.name.set_id}/...")
        uses = read_named_uses(workspace, (code.name, target))
        _refuse_another(library, code.name, target, uses)
        _refuse_if_named_elsewhere(workspace, library, code)
        text = with_key(code, code.loaded.text, "id", target.code_id)
        was = list(dict.fromkeys([*code.placed.code.was, code.name.code_id]))
        text = with_key(code, text, "was", [each for each in was if each != target.code_id])
        texts: dict[str, str | None] = {code.name.set_id: text}
        _point_to(workspace, library, texts, code.name, target)
        planned = PlannedChange("rename", (code.name,), (target,), texts)
        return _for_all(uses, {code.name: (target,)}, planned, tags=tags)

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
        into: that one, which may be in any set, or in none yet if only such codes are merged.
        reason: why, for the log.
        tags: whether to change the tags of cases, too.
        dry_run: whether to return only what would be done.
        progress: reports progress through the codings.

    Raises:
        NotFound: there is no such code.
        WrongUsage: a code to merge is not in a set of the notebook's own, or there is none; or the
            one that it is merged into is in no set yet.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        target = undefined_code(library, into) or existing_code(library, into)
        sources, undefined = _merged(workspace, library, names, target)
        moved = (*(each.name for each in sources), *undefined)
        if not moved:
            raise WrongUsage(
                msg("name the codes that are merged into it."), hint=f"A --into {into}"
            )
        if sources and undefined_code(library, target):
            message = msg('"{name}" is in no code set yet.', name=target)
            raise WrongUsage(message, hint=f"coprod codes new {target}")
        uses = read_named_uses(workspace, (*moved, target))
        for name in undefined:
            _require_used(library, name, uses, tags=tags)
        if undefined_code(library, target) and not uses.has(target):
            raise no_such_code(library, target)
        texts: dict[str, str | None] = {}
        for code in sources:
            text = texts.get(code.name.set_id) or code.loaded.text
            texts[code.name.set_id] = as_retired(workspace, code, text, [target])
        planned = PlannedChange("merge", moved, (target,), texts)
        return _for_all(uses, dict.fromkeys(moved, (target,)), planned, tags=tags)

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run, progress=progress)


def _merged(
    workspace: Workspace, library: CodeSetLibrary, names: Sequence[str], target: CodeName
) -> tuple[list[OwnCode], list[CodeName]]:
    """Return the codes to merge without the target, each once: those of sets, and the others."""
    sources: dict[CodeName, OwnCode] = {}
    undefined: dict[CodeName, None] = {}
    for each in names:
        if (name := undefined_code(library, each)) is not None:
            undefined[name] = None
        else:
            code = own_code(workspace, library, each)
            sources[code.name] = code
    own = [code for name, code in sources.items() if name != target]
    return own, [name for name in undefined if name != target]


# --- what these have in common ---


def _new_name(code: CodeName, new: str) -> CodeName:
    """Return the new name of a code, in its set where only an id is given.

    Raises:
        WrongUsage: it is no name.
    """
    text = new.strip().removeprefix("#").lower()
    if is_code_id(text):
        return CodeName.of(code.set_id, text)
    return require_name(new if "/" in new else f"{code.set_id}/{new}")


def _refuse_another(
    library: CodeSetLibrary, code: CodeName, target: CodeName, uses: NamedUses
) -> None:
    """Raise WrongUsage if a new name is that of another code, which a set has or which is in use.

    Raises:
        WrongUsage: it is.
    """
    if target == code:
        raise WrongUsage(msg("that is its name already."), hint=f"coprod codes show {code}")
    is_defined = library.all().find(target) is not None
    if not is_defined and not (undefined_code(library, target) and uses.has(target)):
        return
    hint = f"coprod codes merge {code} --into {target}"
    if not is_defined and not undefined_code(library, code):  # a set would lose its code
        hint = f"coprod codes merge {target} --into {code}"
    raise WrongUsage(msg('"{name}" is another code.', name=target), hint=hint)


def _undefined_renamed(
    workspace: Workspace, library: CodeSetLibrary, name: CodeName, new: str, *, tags: bool
) -> PlannedChange:
    """Return the plan to give a code that no set has another name, which no other code has.

    Raises:
        NotFound: nothing has the code.
        WrongUsage: the new name is no name, or another code's.
    """
    target = _new_name(name, new)
    uses = read_named_uses(workspace, (name, target))
    _require_used(library, name, uses, tags=tags)
    _refuse_another(library, name, target, uses)
    planned = PlannedChange("rename", (name,), (target,))
    return _for_all(uses, {name: (target,)}, planned, tags=tags)


def _require_used(library: CodeSetLibrary, name: CodeName, uses: NamedUses, *, tags: bool) -> None:
    """Raise an error if nothing has a code of no set that would change.

    Raises:
        NotFound: nothing has it.
        WrongUsage: only cases have it, as a tag, and tags are not changed.
    """
    if not uses.has(name):
        raise no_such_code(library, name)
    if not uses.has_passages(name) and not tags:
        raise WrongUsage(msg('"{name}" is only a tag of cases.', name=name), hint="--tags")


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
    uses: NamedUses,
    names: Mapping[CodeName, tuple[CodeName, ...]],
    planned: PlannedChange,
    *,
    tags: bool,
) -> PlannedChange:
    """Return a plan with the passages, and tags, that get other codes."""
    passages = _recoded(uses.found, names)
    changes: list[CaseTags] = []
    for case_id, case_tags in uses.tagged:
        old = [name for name in names if name in case_tags]
        if old:
            added = dict.fromkeys(str(new) for name in old for new in names[name])
            changes.append(CaseTags(case_id, tuple(map(str, old)), tuple(added)))
    return planned._replace(
        passages=passages,
        tags=tuple(changes) if tags else (),
        left=() if tags else tuple(each.case_id for each in changes),
        unread=uses.found.unread,
    )


def _recoded(
    found: CodedPassages, names: Mapping[CodeName, tuple[CodeName, ...]]
) -> tuple[PassageChange, ...]:
    return tuple(
        each.change_to(new for name in each.passage.codes for new in names.get(name, (name,)))
        for each in found.passages
        if not names.keys().isdisjoint(each.passage.codes)
    )
