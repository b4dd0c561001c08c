"""Show changes of codes: what was done, or would be, and the log."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_error,
    show_json,
    show_line,
    show_message,
    show_raw,
)
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.operations.code_changes import CodeChange, PlannedChange
from coprod_cli.operations.coded_passages import CodedPassage
from coprod_cli.operations.restore_codes import LoggedChange

if TYPE_CHECKING:
    from coprod_cli.operations.exchange_codes import ImportedCodes
    from coprod_cli.operations.repair_code_sets import RepairedCodeSet
    from coprod_cli.templates.code_set_merge import ChangedTwice

_UNDONE = frozenset({"rename", "merge", "split", "move", "retire"})
"""The changes after which a person is told how to undo them: those of codes in use."""


def show_code_change(change: CodeChange, *, json: bool) -> None:
    """Print what a change of codes did, or would do; what it leaves goes to standard error."""
    planned = change.planned
    if json:
        show_json(_as_data(change))
    else:
        show_line(translated(_sentence(planned.did, planned.names, planned.to)))
        if planned.passages:
            show_line(translated(_passages_changed(change)))
        if planned.tags:
            sentence = nmsg(
                "The tags of {count} case change.", "The tags of {count} cases change.",
                len(planned.tags),
            )  # fmt: skip
            show_line(translated(sentence))
    for path in planned.unread:
        show_message(_("{file} cannot be changed, and is left out.").format(file=path))
    if planned.left:
        message = nmsg(
            "{count} case has the code as a tag, and keeps it. With --tags, that changes too.",
            "{count} cases have the code as a tag, and keep it. With --tags, that changes too.",
            len(planned.left),
        )
        show_message(message)
    if not change.is_made:
        show_message(_("Nothing is changed yet: this is what would be."))
    elif change.id and planned.did in _UNDONE and not json:
        show_message(_("To undo it: {command}").format(command="coprod codes restore"))


def _sentence(did: str, names: Sequence[str], to: Sequence[str]) -> Message:
    """Return what a change does, in a sentence."""
    old, new = ", ".join(names), ", ".join(to)
    if did == "move" and "/" not in new:
        return msg("{old} is at the top of its set.", old=old)
    sentences = {
        "new": msg("{old} is new.", old=old),
        "edit": msg("{old} is changed.", old=old),
        "rename": msg("{old} is {new} now.", old=old, new=new),
        "merge": nmsg(
            "{old} is merged into {new}.",
            "{old} are merged into {new}.",
            len(names),
            old=old,
            new=new,
        ),
        "split": msg("{old} is split into {new}.", old=old, new=new),
        "move": msg("{old} is below {new} now.", old=old, new=new),
        "retire": msg("{old} is retired.", old=old),
        "restore": nmsg(
            "{new} is as it was before.", "{new} are as they were before.", len(to), new=new
        ),
        "import": msg("{old} is imported.", old=old),
        "join": msg("The versions of {old} are joined.", old=old),
    }
    return sentences.get(did, msg("{old} is changed.", old=old))


def _passages_changed(change: CodeChange) -> Message:
    return msg(
        "{passages} in {cases}, marked by {coders}.",
        passages=nmsg("{count} passage", "{count} passages", len(change.planned.passages)),
        cases=nmsg("{count} case", "{count} cases", change.cases),
        coders=", ".join(change.coders),
    )


def _as_data(change: CodeChange) -> dict[str, Any]:
    planned: PlannedChange = change.planned
    return {
        "id": change.id,
        "did": planned.did,
        "from": list(planned.names),
        "to": list(planned.to),
        "why": change.why,
        "made": change.is_made,
        "passages": len(planned.passages),
        "cases": change.cases,
        "coders": list(change.coders),
        "tagged": [each.case_id for each in planned.tags],
        "tags_left": list(planned.left),
        "not_read": list(planned.unread),
    }


def show_imported_codes(done: "ImportedCodes", *, json: bool) -> None:
    """Print what an import brought: new codes, changed ones, and how many are as they were."""
    if json:
        imported = {"new": list(done.new), "changed": list(done.changed)}
        show_json({**_as_data(done.change), **imported, "unchanged": done.unchanged})
        return
    for name in done.new:
        show_line(translated(msg("{old} is new.", old=name)))
    for name in done.changed:
        show_line(translated(msg("{old} is changed.", old=name)))
    if done.unchanged:
        sentence = nmsg(
            "{count} code is as it was.", "{count} codes are as they were.", done.unchanged
        )
        show_message(sentence)
    if not done.change.is_made:
        show_message(_("Nothing is changed yet: this is what would be."))


def show_repaired_code_sets(
    sets: "Iterable[RepairedCodeSet]", folder: Path, *, dry_run: bool
) -> bool:
    """Print what a repair did to code sets, and return whether something is still wrong.

    Args:
        sets: the sets of which there were several versions.
        folder: the notebook's folder.
        dry_run: whether that is only what would be done.
    """
    is_wrong = False
    for each in sets:
        if each.joined:
            message = msg("{file}: its versions are joined.", file=each.path)
            if dry_run:
                message = msg("{file}: its versions would be joined.", file=each.path)
            show_message(message)
        for change in each.changed_twice:
            show_message(f"  {translated(_changed_twice(each.path.stem, change))}")
        for path in each.removed:
            show_message(_("  In the bin: {file}").format(file=path_in_notebook(str(path), folder)))
        if each.error is not None:
            show_error(each.error)
            is_wrong = True
    return is_wrong


def _changed_twice(set_id: str, change: "ChangedTwice") -> Message:
    from coprod_cli.templates.code_set_merge import PLACE, REMOVED, RENAMED

    name = f"{set_id}/{change.code}" if change.code else set_id
    sentences = {
        PLACE: msg("{name} is in another place in one version, and stays here.", name=name),
        REMOVED: msg("One version had taken {name} out: it stays.", name=name),
        RENAMED: msg("{name} has another name in each version: this one stays.", name=name),
        "memo": msg("The memo of {name} was changed in both: both stand there.", name=name),
    }
    other = msg("{key} of {name} was changed in both: look at it.", key=change.key, name=name)
    return sentences.get(change.key, other)


def show_code_log(changes: Sequence[LoggedChange], *, json: bool) -> None:
    """Print the log of changes, the oldest first."""
    if json:
        show_json([_logged_as_data(each) for each in changes])
        return
    if not is_stdout_terminal():
        show_raw("".join("\t".join(map(screen_line, _row(each))) + "\n" for each in changes))
        return
    for each in changes:
        for line in _logged_lines(each):
            show_line(line)
    if not changes:
        show_message(_("No change of codes yet."))


def _row(each: LoggedChange) -> tuple[str, ...]:
    names, to, coders = (",".join(words) for words in (each.names, each.to, each.coders))
    counts = str(each.passages), str(each.cases)
    return each.when, each.did, names, to, *counts, coders, each.why, each.by, each.id


def logged_line(each: LoggedChange, by: str) -> str:
    """Return when a change was made, what it did, and who made it, if `by` is a name."""
    day = each.when[:16].replace("T", " ")
    return (
        f"{day}  {translated(_sentence(each.did, each.names, each.to))}{f'  ({by})' if by else ''}"
    )


def _logged_lines(each: LoggedChange) -> Iterator[str]:
    """Yield the lines about a change, for a terminal."""
    yield logged_line(each, each.by)
    if each.passages:
        passages = translated(nmsg("{count} passage", "{count} passages", each.passages))
        cases = translated(nmsg("{count} case", "{count} cases", each.cases))
        yield f"  {passages}, {cases}: {', '.join(each.coders)}"
    if each.why:
        yield "  " + _("Why: {reason}").format(reason=screen_line(each.why))
    undone = " " + _("(undone)") if each.undone else ""
    if each.id:
        yield f"  {each.id}{undone}"


def _logged_as_data(each: LoggedChange) -> dict[str, Any]:
    return {
        "id": each.id,
        "when": each.when,
        "by": each.by,
        "did": each.did,
        "from": list(each.names),
        "to": list(each.to),
        "passages": each.passages,
        "cases": each.cases,
        "coders": list(each.coders),
        "why": each.why,
        "undoes": each.undoes,
        "undone": each.undone,
    }


def passage_lines(passage: CodedPassage) -> Iterator[str]:
    """Yield the lines that show a passage: whose it is and where, its words, and its memo."""
    found, file = passage.passage, passage.file
    voice = f" ({found.voice})" if found.voice else ""
    yield f"{found.id}  {file.case_id} {found.at}{voice}, {file.coder}"
    yield "  " + (_("The whole answer.") if found.is_whole else f'"{screen_line(found.quote)}"')
    if found.memo:
        yield "  " + _("Memo: {memo}").format(memo=screen_line(found.memo))


def show_passages_to_split(passages: Iterable[CodedPassage], *, json: bool) -> None:
    """Print the passages of a code that is to be split, as they are named in data."""
    found = list(passages)
    if json:
        show_json([_passage_as_data(each) for each in found])
        return
    for each in found:
        for line in passage_lines(each):
            show_line(line)
    if not found:
        show_message(_("No passage has this code."))


def _passage_as_data(each: CodedPassage) -> dict[str, Any]:
    return {
        "passage": each.passage.id,
        "case": each.file.case_id,
        "coder": each.file.coder,
        "at": each.passage.at,
        "voice": each.passage.voice,
        "quote": each.passage.quote,
        "whole": each.passage.is_whole,
        "codes": list(each.passage.codes),
    }
