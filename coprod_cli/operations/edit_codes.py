"""Make and edit code sets and codes of a notebook's own."""

from collections.abc import Mapping
from typing import Any

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Path as YamlPath
from coprod_cli.base.yaml_edit import append_item, remove_key, set_value
from coprod_cli.base.yaml_text import yaml_lines
from coprod_cli.model.code_name import CodeName, id_from_words, is_set_id
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.operations.code_changes import CodeChange, PlannedChange, change_codes
from coprod_cli.operations.code_fields import MEANING, Fields, merged_wording
from coprod_cli.operations.own_codes import OwnCode, own_code, own_set, require_name
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CodeSetLibrary
from coprod_cli.templates.json_schema import SCHEMA_FOLDER, schema_text

_BEFORE = "codes"
_MODELINE = f"# yaml-language-server: $schema=../prompts/{SCHEMA_FOLDER}/codes.json"
"""The first line of a set's file, from which editors find its schema."""


def new_set(
    workspace: Workspace,
    set_id: str,
    fields: Fields,
    *,
    extends: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Make a code set in the notebook.

    Args:
        workspace: the workspace.
        set_id: its id, which is the file's name, too.
        fields: its words.
        extends: the id of the set that it extends.
        reason: why, for the log.
        dry_run: whether to return only what would be done.

    Raises:
        WrongUsage: that is no id, or the notebook has such a set.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        _refuse_taken(workspace, library, set_id)
        text = new_set_text(set_id, _words(fields), extends=extends)
        return PlannedChange("new", (set_id,), texts={set_id: text})

    change = change_codes(workspace, plan, reason=reason, dry_run=dry_run)
    _add_schema(workspace, change)
    return change


def new_code(
    workspace: Workspace,
    name: str,
    fields: Fields,
    *,
    under: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Make a code in a set of the notebook, and that set if there is none of its id.

    Args:
        workspace: the workspace.
        name: the code's name.
        fields: its words.
        under: the code of the same set that it is put below; "" for the top of the set.
        reason: why, for the log.
        dry_run: whether to return only what would be done.

    Raises:
        WrongUsage: there is such a code, or its set is a lens.
        CoprodError: see `change_codes`.
    """
    wanted = require_name(name)

    def plan(library: CodeSetLibrary) -> PlannedChange:
        _refuse_taken(workspace, library, wanted)
        set_id, source = wanted.set_id, f"{wanted.set_id}.yaml"
        path: YamlPath = ("codes",)
        if set_id in library.files():
            loaded = own_set(workspace, library, set_id)
            text, source = loaded.text, str(library.files()[set_id])
        else:
            text = new_set_text(set_id, {})
        if under:
            path = (*_place_below(workspace, library, wanted, under).path, "codes")
        item = {"id": wanted.code_id, **_words(fields)}
        text = append_item(text, path, item, source)
        return PlannedChange("new", (wanted,), texts={set_id: text})

    change = change_codes(workspace, plan, reason=reason, dry_run=dry_run)
    _add_schema(workspace, change)
    return change


def refuse_taken(workspace: Workspace, name: str) -> None:
    """Refuse the name of a new code or set before a person is asked for its words.

    Raises:
        WrongUsage: it is no name, or there is one of that name.
    """
    _refuse_taken(workspace, workspace.code_sets, name)


def _refuse_taken(workspace: Workspace, sets: CodeSetLibrary, name: str) -> None:
    if "/" not in name:
        _require_set_id(name)
        if CodeFiles(workspace.notebook).read(name) is not None:
            message = msg('there is a code set "{name}" already.', name=name)
            raise WrongUsage(message, hint=f"coprod codes edit {name}")
        return
    wanted = require_name(name)
    if wanted.set_id in sets.files():
        own_set(workspace, sets, wanted.set_id)
    if sets.all().find(wanted):
        message = msg('there is a code "{name}" already.', name=wanted)
        raise WrongUsage(message, hint=f"coprod codes edit {wanted}")


def edit_set(
    workspace: Workspace, set_id: str, fields: Fields, *, reason: str = "", dry_run: bool = False
) -> CodeChange:
    """Change the words of a code set of the notebook; comments and other keys stay.

    Raises:
        NotFound: there is no such set.
        WrongUsage: it is a lens, or a language is missing.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        loaded = own_set(workspace, library, set_id)
        source = str(library.files()[set_id])
        text = loaded.text
        for key, given in fields.items():
            value = merged_wording(key, loaded.document.value.get(key), given)
            text = _with_value(text, (key,), value, source)
        return PlannedChange("edit", (set_id,), texts={set_id: text})

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run)


def edit_code(
    workspace: Workspace, name: str, fields: Fields, *, reason: str = "", dry_run: bool = False
) -> CodeChange:
    """Change the words of a code; comments and other keys of its set's file stay.

    What it means is then dated: `changed` is today. A code that its set takes over from another
    one is reworded in this set only.

    Raises:
        NotFound: there is no such code.
        WrongUsage: it is in a lens, or a language is missing.
        CoprodError: see `change_codes`.
    """

    def plan(library: CodeSetLibrary) -> PlannedChange:
        code = own_code(workspace, library, name, inherited=True)
        values: dict[str, Any] = {
            key: merged_wording(key, getattr(code.placed.code, key), given)
            for key, given in fields.items()
        }
        changed = {
            key: value for key, value in values.items() if value != getattr(code.placed.code, key)
        }
        if set(changed) & set(MEANING):
            changed["changed"] = workspace.clock().date().isoformat()
        text = _reworded(code, changed) if code.is_inherited else code.loaded.text
        for key, value in changed.items() if not code.is_inherited else ():
            text = _with_value(text, (*code.path, key), value, code.source)
        return PlannedChange("edit", (code.name,), texts={code.name.set_id: text})

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run)


def new_set_text(set_id: str, words: Mapping[str, Any], *, extends: str = "") -> str:
    """Return the text of a new set's file."""
    head = {"id": set_id, **({"extends": extends} if extends else {}), **words}
    return "\n".join([_MODELINE, *yaml_lines(head), ""])


def _reworded(code: OwnCode, changed: Mapping[str, Any]) -> str:
    """Return the set's text with other words for a code that it takes over."""
    text = code.loaded.text
    reword = code.loaded.document.value.get("reword") or {}
    code_id = code.name.code_id
    if code_id not in reword:
        words = {key: value for key, value in changed.items() if value is not None}
        whole = {code_id: words}
        path: YamlPath = ("reword", code_id) if reword else ("reword",)
        return set_value(text, path, words if reword else whole, code.source, before=_BEFORE)
    for key, value in changed.items():
        text = _with_value(text, ("reword", code_id, key), value, code.source)
    return text


def _with_value(text: str, path: YamlPath, value: Any, source: str) -> str:
    if value is None:
        return remove_key(text, path, source)
    return set_value(text, path, value, source, before=_BEFORE)


def _place_below(
    workspace: Workspace, library: CodeSetLibrary, name: CodeName, under: str
) -> OwnCode:
    place = own_code(workspace, library, under)
    if place.name.set_id != name.set_id:
        raise WrongUsage(msg("a code stays in its set."), hint=msg("a code of the same set"))
    return place


def _words(fields: Fields) -> dict[str, Any]:
    """Return the words of something new by their keys."""
    merged = {key: merged_wording(key, None, given) for key, given in fields.items()}
    return {key: value for key, value in merged.items() if value is not None}


def _require_set_id(set_id: str) -> None:
    """Raise WrongUsage if a text is no id of a set.

    Raises:
        WrongUsage: it is none.
    """
    if not is_set_id(set_id):
        message = msg("the id of a code set is small letters a-z, digits and single hyphens.")
        near = id_from_words(set_id)
        raise WrongUsage(message, hint=near if is_set_id(near) else "ours, ours/waiting")


def _add_schema(workspace: Workspace, change: CodeChange) -> None:
    if change.is_made:
        CodeFiles(workspace.notebook).add_schema(schema_text("codes"))
