"""Find all memos of a notebook in one place: of passages, of codes, and the reasons for changes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import Message
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.passages import MarkedPassage, in_order
from coprod_cli.model.code_name import CodeName, is_code_name
from coprod_cli.model.code_set import CodeSets
from coprod_cli.model.passage import coder_name
from coprod_cli.model.wording import worded
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.find_passages import (
    FoundPassages,
    Wanted,
    find_passages,
    passage_notices,
)
from coprod_cli.operations.restore_codes import LoggedChange, read_code_log
from coprod_cli.operations.workspace import Workspace


class MemoOf(StrEnum):
    """What a memo is about."""

    SET = "set"
    CODE = "code"
    PASSAGE = "passage"
    CHANGE = "change"


class Memo(NamedTuple):
    """What a person noted, and about what.

    Attributes:
        of: what it is about.
        text: the memo; of a change of codes, its reason.
        codes: the names of the codes, or the id of the code set, that it is about.
        title: what the code or the set is called, in the shown language; else "".
        coder: who noted it; "" where that is not known.
        when: when the passage was marked, or the codes were changed, ISO 8601; "" if not known.
        passage: the passage; None for any other memo.
        change: the change of codes; None for any other memo.
    """

    of: MemoOf
    text: str
    codes: tuple[str, ...]
    title: str = ""
    coder: str = ""
    when: str = ""
    passage: MarkedPassage | None = None
    change: LoggedChange | None = None


class FoundMemos(NamedTuple):
    """All memos: of code sets and codes, of passages, and of changes of codes, in this order.

    Attributes:
        memos: the memos.
        passages: the passages that were looked through.
        notices: what is said of memos that are left out.
    """

    memos: tuple[Memo, ...]
    passages: FoundPassages
    notices: tuple[Message, ...]

    def about(self, *kinds: MemoOf) -> tuple[Memo, ...]:
        """Return the memos about some kinds of things."""
        return tuple(memo for memo in self.memos if memo.of in kinds)


def find_memos(
    workspace: Workspace,
    wanted: Wanted | None = None,
    scope: Scope | None = None,
    *,
    cases: Sequence[str] = (),
    deidentify: bool = False,
    progress: Progress = no_progress,
) -> FoundMemos:
    """Return all memos of a notebook.

    Those of codes, and the reasons for changes of codes, belong to no case: they are left out where
    cases, answers, or passages with or without further codes are chosen.

    Args:
        workspace: the workspace.
        wanted: which passages, and so which codes.
        scope: which cases.
        cases: references of the cases, in place of all those in scope.
        deidentify: as for `find_passages`; in all memos.
        progress: reports progress.

    Raises:
        NotFound: as `find_passages`.
        WrongUsage: as `find_passages`.
        InvalidAnswer: as `find_passages`.
    """
    wanted, scope = wanted or Wanted(), scope or Scope()
    language = workspace.languages[0] if workspace.languages else "en"
    is_narrowed = bool(
        cases or scope.filters.is_set or scope.templates or wanted.together_with or wanted.without
    )
    sets = workspace.code_sets.all()
    log, notices = _log(workspace)
    others = [] if is_narrowed else [*_of_codes(sets, language), *_of_changes(log, wanted)]
    found = find_passages(
        workspace, replace(wanted, memos=True), scope, cases=cases,
        other_texts=[each.text for each in others], deidentify=deidentify, progress=progress,
    )  # fmt: skip
    meant = {*found.codes, *wanted.codes}
    shared = _with_texts(others, found, deidentify=deidentify)
    about = [each for each in shared if not meant or _names(each, sets) & meant]
    changes = [each for each in about if each.of is MemoOf.CHANGE]
    codes = [each for each in about if each.of is not MemoOf.CHANGE]
    passages = map(_of_passage, in_order((*found.passages, *found.lost_memos)))
    said = passage_notices(found._replace(lost=found.lost - len(found.lost_memos)))
    return FoundMemos((*codes, *passages, *changes), found, (*found.notices, *said, *notices))


def _of_codes(sets: CodeSets, language: str) -> Iterator[Memo]:
    for each in sets.sets:
        if memo := worded(each.memo, language).strip():
            yield Memo(MemoOf.SET, memo, (each.id,), each.heading(language))
        for placed in each.placed_codes():
            if memo := worded(placed.code.memo, language).strip():
                yield Memo(MemoOf.CODE, memo, (placed.name,), placed.code.title(language))


def _log(workspace: Workspace) -> tuple[tuple[LoggedChange, ...], tuple[Message, ...]]:
    """Return the changes of codes; and what is said if they cannot be read."""
    try:
        return read_code_log(workspace), ()
    except CoprodError as error:
        return (), tuple(error.lines())


def _of_changes(log: Sequence[LoggedChange], wanted: Wanted) -> Iterator[Memo]:
    coders = set(map(coder_name, wanted.coders))
    for each in log:
        if each.why.strip() and (not coders or each.by in coders):
            codes = tuple(dict.fromkeys((*each.names, *each.to)))
            yield Memo(MemoOf.CHANGE, each.why.strip(), codes, "", each.by, each.when, None, each)


def _of_passage(each: MarkedPassage) -> Memo:
    passage = each.passage
    when = passage.found.when if passage.found else ""
    return Memo(MemoOf.PASSAGE, passage.memo, passage.codes, "", each.coder, when, each)


def _with_texts(memos: Collection[Memo], found: FoundPassages, *, deidentify: bool) -> list[Memo]:
    """Return memos with their texts as they may be shown, and without their coders' names."""
    pairs = zip(memos, found.other_texts, strict=True)
    shown = [memo._replace(text=text) for memo, text in pairs]
    if not deidentify:
        return shown
    names: Mapping[str, str] = found.names
    unknown = sorted({each.coder for each in memos if each.coder} - set(names))
    more = {coder: f"coder-{at}" for at, coder in enumerate(unknown, len(names) + 1)}
    return [each._replace(coder={**more, **names}.get(each.coder, "")) for each in shown]


def _names(memo: Memo, sets: CodeSets) -> set[str]:
    """Return the names that a memo is about, those that its codes have today among them."""
    present = {sets.present_name(CodeName(each)) for each in memo.codes if is_code_name(each)}
    return {*memo.codes, *present}
