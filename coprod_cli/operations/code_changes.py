"""Changes of code sets, and of what was marked with their codes: all of a change, or none of it.

A change is written down with all that it is to do, then made, then marked as done. What was killed
halfway is finished by the next change; until then each name is understood, since a set says under
`was` and `instead` what a code was called, and the sets are written first.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.case_id import random_id
from coprod_cli.model.tags import TagChange
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.operations.coded_passages import (
    PassageChange,
    change_passages,
    log_folders,
    own_coder,
)
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CodeSetLibrary, code_set_folders
from coprod_cli.templates.code_set_loader import parse_code_set


class CaseTags(NamedTuple):
    """A change of a case's tags: the case's id, the tags that go, and those that come."""

    case_id: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


class PlannedChange(NamedTuple):
    """A change of codes that is not made yet.

    Attributes:
        did: what it does, in a word, such as `rename`.
        names: the names of the codes or sets that it changes.
        to: the names that come of them.
        texts: the new text of each set's file, by the set's id; None to remove the file.
        passages: the passages whose codes change.
        tags: the cases whose tags change.
        left: the ids of cases that keep a code as a tag.
        unread: the files of codings that cannot be changed.
        undoes: the id of the change that this one undoes; "" for none.
    """

    did: str
    names: tuple[str, ...]
    to: tuple[str, ...] = ()
    texts: Mapping[str, str | None] = {}
    passages: tuple[PassageChange, ...] = ()
    tags: tuple[CaseTags, ...] = ()
    left: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    undoes: str = ""


class CodeChange(NamedTuple):
    """A change of codes that was made, or would be.

    Attributes:
        id: names the change; "" if it was not made.
        planned: what it does.
        why: the reason that a person gave.
        is_made: whether it was made.
    """

    id: str
    planned: PlannedChange
    why: str = ""
    is_made: bool = True

    @property
    def cases(self) -> int:
        """In how many cases passages change."""
        return len({each.case_id for each in self.planned.passages})

    @property
    def coders(self) -> tuple[str, ...]:
        """Whose passages change, by name."""
        return tuple(sorted({each.coder for each in self.planned.passages}))


def fresh_code_sets(workspace: Workspace) -> CodeSetLibrary:
    """Return the code sets as they are by now, since another process may have changed them."""
    return CodeSetLibrary(code_set_folders(workspace.folder, workspace.prompts))


def change_codes(
    workspace: Workspace,
    plan: Callable[[CodeSetLibrary], PlannedChange],
    *,
    reason: str = "",
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> CodeChange:
    """Make a change of codes, under the lock of the notebook's sets.

    Args:
        workspace: the workspace.
        plan: returns what is to be done, from the sets as they are by now.
        reason: why, for the log.
        dry_run: whether to return only what would be done.
        progress: reports progress through the codings.

    Raises:
        CoprodError: the change cannot be made; nothing is changed, or what was begun is finished
            by the next change.
    """
    if dry_run:
        planned = _checked(workspace, plan(fresh_code_sets(workspace)))
        return CodeChange("", planned, reason, is_made=False)
    now = workspace.clock()
    files = CodeFiles(workspace.notebook)
    with files.lock(now):
        finish_changes(workspace, files)
        planned = _checked(workspace, plan(fresh_code_sets(workspace)))
        before = {each: files.read(each) for each in planned.texts}
        if planned.texts == before and not planned.passages and not planned.tags:
            return CodeChange("", planned, reason)  # nothing changes, and nothing is logged
        record = open_change(files, planned, reason, now)
        files.write_change(record, {"before": _present(before), "after": _present(planned.texts)})
        _perform(workspace, files, record, progress)
    # Whoever goes on with the workspace sees the sets as they are now.
    workspace.__dict__.pop("code_sets", None)
    return CodeChange(record["id"], planned, reason)


def finish_changes(workspace: Workspace, files: CodeFiles) -> None:
    """Finish the changes that a killed process left half made; the lock must be held.

    Raises:
        CoprodError: a file could not be written.
    """
    for record in files.changes():
        if not record.get("done"):
            _perform(workspace, files, record)
            message = msg(
                "A change of codes that was interrupted is finished now: {did} {names}.",
                did=record["did"],
                names=", ".join(record["from"]),
            )
            workspace.notify(message)


def _checked(workspace: Workspace, planned: PlannedChange) -> PlannedChange:
    """Return a plan whose texts are valid code sets.

    Raises:
        InvalidInput: one of them is not.
    """
    library = fresh_code_sets(workspace)
    files = CodeFiles(workspace.notebook)
    for set_id, text in planned.texts.items():
        if text is not None:
            parse_code_set(text, str(files.path(set_id)), set_id, library.extended)
    return planned


def open_change(
    files: CodeFiles, planned: PlannedChange, why: str, now: datetime
) -> dict[str, Any]:
    """Return the record of a change that is not made yet; the lock must be held."""
    return {
        "id": f"{files.next_number():05}-{random_id()}",
        "when": now.isoformat(timespec="seconds"),
        "did": planned.did,
        "from": list(planned.names),
        "to": list(planned.to),
        "why": why,
        "by": own_coder(files.notebook.folder),
        "undoes": planned.undoes,
        "done": False,
        "sets": {each: text is not None for each, text in planned.texts.items()},
        "passages": [each._asdict() for each in planned.passages],
        "tags": [each._asdict() for each in planned.tags],
    }


def close_change(files: CodeFiles, record: dict[str, Any]) -> CodeChange | None:
    """Log a change whose passages were changed one by one; return it, None if none was."""
    passages = tuple(passage_change(each) for each in record["passages"])
    if not passages:
        return None
    _log(files, record, passages)
    files.update_change({**record, "done": True})
    names, to = tuple(record["from"]), tuple(record["to"])
    planned = PlannedChange(record["did"], names, to, passages=passages)
    return CodeChange(record["id"], planned, record["why"])


def _present(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text is not None}


def _perform(
    workspace: Workspace,
    files: CodeFiles,
    record: dict[str, Any],
    progress: Progress = no_progress,
) -> None:
    """Make a change that is written down, or the rest of it, and mark it as done."""
    for set_id in record["sets"]:
        before, after = (
            files.kept_text(record["id"], when, set_id) for when in ("before", "after")
        )
        current = files.read(set_id)
        if current not in (before, after):
            message = msg("{file} has changed since, and stays as it is.", file=files.path(set_id))
            workspace.notify(message)
        elif current != after:
            files.write(set_id, after)
    passages = tuple(passage_change(each) for each in record["passages"])
    for problem in change_passages(workspace.notebook, passages, workspace.clock(), progress):
        workspace.notify(problem)
    _change_tags(workspace, record["tags"])
    _log(files, record, passages)
    files.update_change({**record, "done": True})


def passage_change(data: Mapping[str, Any]) -> PassageChange:
    """Return the change of a passage's codes that a record has."""
    before, after = (tuple(data[key]) for key in ("before", "after"))
    return PassageChange(**{**data, "before": before, "after": after})


def _change_tags(workspace: Workspace, changes: Iterable[Mapping[str, Any]]) -> None:
    """Change the tags of cases; what cannot be changed is told, and stays as it is."""
    from coprod_cli.operations.edit_case import edit_case

    for change in changes:
        try:
            path = workspace.notebook.find_to_change(change["case_id"])
            tags = workspace.notebook.read(path).case
            here = [each for each in change["removed"] if tags is not None and each in tags.tags]
            if here:
                wanted = TagChange(added=tuple(change["added"]), removed=tuple(here))
                edit_case(workspace, path, tags=wanted)
        except CoprodError as error:
            message = msg(
                "The tags of {case} stay as they are: {reason}",
                case=change["case_id"],
                reason=error.lines()[0],
            )
            workspace.notify(message)


def _log(files: CodeFiles, record: Mapping[str, Any], passages: tuple[PassageChange, ...]) -> None:
    """Write the change into the log of the sets, and into those of the coders concerned."""
    line = {key: record[key] for key in ("id", "when", "by", "did", "from", "to")}
    if record["undoes"]:
        line["undoes"] = record["undoes"]
    by_coder: dict[str, list[PassageChange]] = {}
    for each in passages:
        by_coder.setdefault(each.coder, []).append(each)
    for coder, folder in log_folders(files.notebook, by_coder).items():
        files.add_to_log(folder, {**line, **_counts(by_coder[coder]), "why": record["why"]})
    counts = {**_counts(passages), "coders": sorted(by_coder), "tagged": len(record["tags"])}
    files.add_to_log(files.folder, {**line, **counts, "why": record["why"]})


def _counts(passages: Iterable[PassageChange]) -> dict[str, int]:
    passages = list(passages)
    return {"passages": len(passages), "cases": len({each.case_id for each in passages})}
