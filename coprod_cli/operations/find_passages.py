"""Find what people marked in the cases of a notebook, as it stands in the notes now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.errors import Finding, WrongUsage
from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.passages import CodeSet, MarkedCase, MarkedPassage, PassageFilter
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import coder_name
from coprod_cli.notebook.coder import kept_coder
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.query import Query
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.case_tally import kept_apart_notice
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.passage_search import CodingsByCase, PassageSearch
from coprod_cli.operations.placeholders import placeholders_of
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.model.code_set import CodeSets


class FoundPassages(NamedTuple):
    """What people marked.

    Attributes:
        passages: the passages; of each case in the order of its note.
        cases: the cases that were looked at in which a coder of these marked anything, or had gone
            through all.
        codes: the codes that were named, and those below them; empty if all are meant.
        coders: the coders whose passages these are, sorted.
        others: other coders who marked in this notebook, sorted.
        lost: how many of their passages are left out, since their words are not found for sure.
        changed: how many of the passages have other words than those that were marked.
        findings: what is wrong with the files of codings.
        unreadable: how many notes cannot be read.
        notices: which filters match nothing, and which cases are left out.
        lost_memos: the passages with a memo whose words are not found for sure.
        other_texts: the texts that were given, with placeholders where these are wanted.
        names: the coders' names that are shown, by their own.
    """

    passages: tuple[MarkedPassage, ...]
    cases: tuple[MarkedCase, ...]
    codes: CodeSet
    coders: tuple[str, ...]
    others: tuple[str, ...]
    lost: int
    changed: int
    findings: tuple[Finding, ...]
    unreadable: int
    notices: tuple[Message, ...]
    lost_memos: tuple[MarkedPassage, ...] = ()
    other_texts: tuple[str, ...] = ()
    names: Mapping[str, str] = {}


@dataclass(frozen=True)
class Wanted:
    """Which passages to find.

    Attributes:
        codes: a passage has one of these codes, or one below it; () for all passages. A code set's
            id means all its codes.
        together_with: it has a code of each of these, too.
        without: it has none of these.
        memos: whether only passages with a memo are found.
        coders: whose passages; () for those of the person at the keyboard, if the notebook knows
            their name, else for everybody's.
        all_coders: whether to find everybody's in any case.
    """

    codes: tuple[str, ...] = ()
    together_with: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    memos: bool = False
    coders: tuple[str, ...] = ()
    all_coders: bool = False


def find_passages(
    workspace: Workspace,
    wanted: Wanted | None = None,
    scope: Scope | None = None,
    *,
    cases: Sequence[str] = (),
    other_texts: Sequence[str] = (),
    deidentify: bool = False,
    progress: Progress = no_progress,
) -> FoundPassages:
    """Return what people marked in the cases of a notebook.

    Args:
        workspace: the workspace.
        wanted: which passages; by default those of the person at the keyboard.
        scope: which cases; by default all that name nobody. Its voice and address are those of the
            answers in which passages are found.
        cases: references of the cases, in place of all those in scope.
        other_texts: texts that belong to no case, which get placeholders as the passages do.
        deidentify: whether to put placeholders for what may tell who somebody is, numbers for the
            coders' names, and to widen a passage to the whole of a placeholder.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
        WrongUsage: a filter, a code or a coder names what does not exist.
        InvalidAnswer: a coder's name cannot be one.
    """
    wanted, scope = wanted or Wanted(), scope or Scope()
    codings = Codings(workspace.notebook)
    known = sorted({*codings.coders(), *codings.coders(kept_apart=True)})
    coders = _coders(workspace, wanted, known)
    marked = CodingsByCase.read(codings, coders)
    sets = workspace.code_sets.all()
    present_name = sets.present_names()
    used = set(map(present_name, marked.codes()))
    search = PassageSearch(workspace, marked, present_name, _filter(wanted, sets, used), scope)
    if deidentify:
        search.placeholders = placeholders_of(workspace.notebook)
        search.names = {coder: f"coder-{number}" for number, coder in enumerate(coders, 1)}
    queries = (Query(tuple(cases), scope.filters),) if cases else scope.queries
    read = CasesInScope(
        workspace, queries, progress=progress,
        is_wanted=lambda case, _template: bool(marked.of_case(case.id)),
        may_want=lambda case, _template: bool(marked.of_case(case.id)),
    )  # fmt: skip
    for found in read.read():
        search.add(found)
    others = search.placeholders.replace_in_all(other_texts) if search.placeholders else other_texts
    passages = [each for each in search.passages if each.passage.memo or not wanted.memos]
    names = [search.names.get(coder, coder) for coder in coders]
    notices = (*read.notices, *kept_apart_notice(read.kept_apart, "coprod passages --kept-apart"))
    return FoundPassages(
        tuple(passages), tuple(search.cases), frozenset().union(*search.filter.any_of),
        tuple(names),
        tuple(each for each in known if each not in coders), search.lost, search.changed,
        marked.findings, read.unreadable, notices, tuple(search.lost_memos),
        tuple(others), search.names,
    )  # fmt: skip


def _coders(workspace: Workspace, wanted: Wanted, known: Collection[str]) -> list[str]:
    """Return whose passages are found, sorted.

    Raises:
        WrongUsage: a coder is named who marked nothing.
        InvalidAnswer: a coder's name cannot be one.
    """
    if wanted.all_coders:
        return sorted(known)
    named = [coder_name(each) for each in wanted.coders]
    for name in named:
        if name not in known:
            message = msg("nobody of that name has marked anything here.")
            raise WrongUsage(message, hint=", ".join(known) or "coprod mark CASE")
    own = kept_coder(workspace.folder)
    return sorted(set(named)) if named else [own] if own in known else sorted(known)


def _filter(wanted: Wanted, sets: "CodeSets", used: Collection[CodeName]) -> PassageFilter:
    """Return the filter of codes.

    Raises:
        WrongUsage: a code is in no set, and no passage has it.
    """
    return PassageFilter(
        *(
            meant_codes(names, sets, used)
            for names in (wanted.codes, wanted.together_with, wanted.without)
        )
    )


def meant_codes(
    names: Iterable[str], sets: "CodeSets", used: Collection[CodeName]
) -> tuple[CodeSet, ...]:
    """Return the codes that each of some names means: those below it, too; or all of a set.

    Args:
        names: names of codes, or ids of code sets.
        sets: the code sets.
        used: the codes that are used; some may be in no set.

    Raises:
        WrongUsage: a code is in no set, and not used.
    """
    known = {placed.name for placed in sets.placed_codes()}.union(used)
    found = []
    for name in names:
        meant = frozenset(sets.below(name)) | {each for each in used if each.set_id == name}
        if not meant & known:
            message = msg("no set has such a code, and no passage has it.")
            near = nearest(name, (*known, *(each.set_id for each in known)))
            raise WrongUsage(message, where=name, hint=near or "coprod codes list")
        found.append(meant)
    return tuple(found)


def passage_notices(found: FoundPassages) -> tuple[Message, ...]:
    """Return what is said of passages that are left out, or have other words by now."""
    lost = nmsg(
        "{count} passage is left out: its words are not found for sure. "
        "Try: coprod check --codings",
        "{count} passages are left out: their words are not found for sure. "
        "Try: coprod check --codings",
        found.lost,
    )
    changed = nmsg(
        "{count} passage has other words than those that were marked.",
        "{count} passages have other words than those that were marked.",
        found.changed,
    )
    others = msg(
        "Others have marked here, too: {coders}. To see theirs: --coder NAME, or --all-coders",
        coders=", ".join(found.others),
    )
    said = ((lost, found.lost), (changed, found.changed), (others, found.others))
    return (*damaged_codings_notice(found.findings), *(each for each, is_said in said if is_said))


def damaged_codings_notice(findings: Iterable[Finding]) -> tuple[Message, ...]:
    """Return what is said of files of codings that are damaged, or have several versions."""
    count = len({finding.source for finding in findings})
    if not count:
        return ()
    return (
        nmsg(
            "{count} file of marks is damaged, or has several versions: some may be missing here. "
            "Try: coprod check",
            "{count} files of marks are damaged, or have several versions: some may be missing "
            "here. Try: coprod check",
            count,
        ),
    )
