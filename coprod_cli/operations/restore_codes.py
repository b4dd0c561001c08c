"""Read the log of changes of codes, and undo a change."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from coprod_cli.base.errors import NotFound, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.operations.code_changes import (
    CaseTags,
    CodeChange,
    PlannedChange,
    change_codes,
    passage_change,
)
from coprod_cli.operations.coded_passages import all_coders, log_folders
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CodeSetLibrary


class LoggedChange(NamedTuple):
    """A line of the log.

    Attributes:
        id: names the change; "" if its line has none.
        when: ISO 8601.
        by: the coder of the notebook in which it was made; "" if none was named.
        did: what it did, in a word.
        names: the names of the codes that it changed.
        to: the names that came of them.
        passages: how many passages it changed.
        cases: in how many cases.
        coders: whose.
        why: the reason.
        undoes: the id of the change that it undid; "" for none.
        undone: whether it was undone.
    """

    id: str
    when: str
    by: str
    did: str
    names: tuple[str, ...]
    to: tuple[str, ...]
    passages: int
    cases: int
    coders: tuple[str, ...]
    why: str
    undoes: str
    undone: bool


def read_code_log(workspace: Workspace) -> tuple[LoggedChange, ...]:
    """Return the changes of codes, the oldest first: those of the sets, and those of all coders.

    Raises:
        NotFound: the notebook does not exist.
        CoprodError: a log cannot be read.
    """
    files = CodeFiles(workspace.notebook)
    lines = files.read_log(files.folder)
    known = {line.get("id") for line in lines}
    for coder, folder in log_folders(files.notebook, all_coders(files.notebook)).items():
        for line in files.read_log(folder):
            if line.get("id") not in known or "id" not in line:
                lines.append({**line, "coders": [coder]})
    undone = {line.get("undoes") for line in lines if line.get("undoes")}
    changes = (_logged(line, line.get("id") in undone) for line in lines)
    return tuple(sorted(changes, key=lambda each: each.when))


def _logged(line: Mapping[str, Any], undone: bool) -> LoggedChange:  # noqa: FBT001 - a fact
    def text(key: str) -> str:
        return str(line.get(key) or "")

    def texts(key: str) -> tuple[str, ...]:
        value = line.get(key)
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def number(key: str) -> int:
        value = line.get(key)
        return value if isinstance(value, int) else 0

    return LoggedChange(
        text("id"), text("when"), text("by"), text("did"), texts("from"), texts("to"),
        number("passages"), number("cases"), texts("coders"), text("why"), text("undoes"), undone,
    )  # fmt: skip


def restore_codes(
    workspace: Workspace,
    change_id: str = "",
    *,
    reason: str = "",
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> CodeChange:
    """Undo a change of codes: the sets, the passages and the tags are as they were before it.

    A passage, or the tags of a case, that has changed since stays as it is. Undoing a change is a
    change itself, and can be undone.

    Args:
        workspace: the workspace.
        change_id: the change, or the end of its id; "" for the last one that was not undone.
        reason: why, for the log.
        dry_run: whether to return only what would be done.
        progress: reports progress through the codings.

    Raises:
        NotFound: there is no such change.
        WrongUsage: a set has changed since.
        CoprodError: see `change_codes`.
    """
    files = CodeFiles(workspace.notebook)

    def plan(_library: CodeSetLibrary) -> PlannedChange:
        record = _found(files, change_id)
        texts = {each: _text_before(files, record, each) for each in record["sets"]}
        passages = []
        for data in record["passages"]:
            change = passage_change(data)
            passages.append(change._replace(before=change.after, after=change.before))
        tags = tuple(
            CaseTags(each["case_id"], tuple(each["added"]), tuple(each["removed"]))
            for each in record["tags"]
        )
        return PlannedChange(
            "restore", tuple(record["to"]) or tuple(record["from"]), tuple(record["from"]), texts,
            tuple(passages), tags, undoes=record["id"],
        )  # fmt: skip

    return change_codes(workspace, plan, reason=reason, dry_run=dry_run, progress=progress)


def _found(files: CodeFiles, change_id: str) -> dict[str, Any]:
    """Return the record of the change to undo.

    Raises:
        NotFound: there is none.
        WrongUsage: several changes end so.
    """
    records = [record for record in files.changes() if record.get("done")]
    undone = {record["undoes"] for record in records if record["undoes"]}
    if not change_id:
        left = [record for record in records if record["id"] not in undone and not record["undoes"]]
        if not left:
            raise NotFound(msg("there is no change of codes to undo."), hint="coprod codes log")
        return left[-1]
    fitting = [record for record in records if record["id"].endswith(change_id)]
    if not fitting and any(
        str(line.get("id")).endswith(change_id) for line in files.read_log(files.folder)
    ):
        message = msg("what was before this change is not kept any more: it cannot be undone.")
        raise NotFound(message, hint=msg("change it by hand"))
    if not fitting:
        raise NotFound(msg("there is no such change of codes."), hint="coprod codes log")
    if len(fitting) > 1:
        raise WrongUsage(msg("several changes end so."), hint=fitting[-1]["id"])
    return fitting[0]


def _text_before(files: CodeFiles, record: Mapping[str, Any], set_id: str) -> str | None:
    """Return the text of a set before a change, if that is the last one that changed it.

    Raises:
        WrongUsage: the set has changed since.
    """
    after = files.kept_text(record["id"], "after", set_id)
    before = files.kept_text(record["id"], "before", set_id)
    current = files.read(set_id)
    if current in (after, before):
        return before
    later = [
        each["id"]
        for each in files.changes()
        if set_id in each.get("sets", ()) and each["id"] > record["id"]
    ]
    message = msg("this set of codes has changed since, and stays as it is.")
    hint = f"coprod codes restore {later[-1]}" if later else msg("change it by hand")
    raise WrongUsage(message, where=str(files.path(set_id)), hint=hint)
