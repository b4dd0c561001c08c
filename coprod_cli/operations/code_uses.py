"""Where codes are used: in the tags of cases, and in passages."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.code_name import CodeName, is_code_name
from coprod_cli.notebook.filters import NO_FILTERS
from coprod_cli.notebook.query import Query
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.coded_passages import CodedPassages, passages_with
from coprod_cli.operations.workspace import Workspace


class CodeUse(NamedTuple):
    """How a code is used.

    Attributes:
        tagged: the ids of the cases that have it as a tag.
        marked: the day on which each of its passages was marked, ISO 8601; "" if not known.
        cases: the ids of the cases in which it has passages.
    """

    tagged: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    cases: frozenset[str] = frozenset()

    @property
    def is_used(self) -> bool:
        """Whether it is used anywhere."""
        return bool(self.tagged or self.marked)

    def marked_before(self, day: str) -> int:
        """Return how many of its passages are known to have been marked before a day."""
        return sum(bool(each) and each < day for each in self.marked)


def find_uses(workspace: Workspace, *, progress: Progress = no_progress) -> dict[CodeName, CodeUse]:
    """Return how each code is used, whether a set has it or not, by its name as it is now.

    Of tags, only those count that name a set.

    Raises:
        NotFound: the notebook does not exist.
    """
    sets = workspace.code_sets.all()
    ids = workspace.code_sets.files()
    uses: dict[CodeName, CodeUse] = {}
    for case_id, tags in tagged_cases(workspace, progress=progress):
        for name in map(sets.known_name, code_tags(tags, ids)):
            use = uses.get(name, CodeUse())
            uses[name] = use._replace(tagged=(*use.tagged, case_id))
    for found in passages_with(workspace.notebook).passages:
        day = found.passage.found.when[:10] if found.passage.found else ""
        for name in map(sets.known_name, found.passage.codes):
            use = uses.get(name, CodeUse())
            cases = use.cases | {found.file.case_id}
            uses[name] = use._replace(marked=(*use.marked, day), cases=cases)
    return uses


class NamedUses(NamedTuple):
    """What has one of some codes, by exactly these names.

    Attributes:
        found: the passages, and the codings that cannot be changed.
        tagged: the id and the tags of each case that has one as a tag.
    """

    found: CodedPassages
    tagged: tuple[tuple[str, tuple[str, ...]], ...]

    def has_passages(self, name: CodeName) -> bool:
        """Return whether a passage has a code."""
        return any(name in each.passage.codes for each in self.found.passages)

    def has(self, name: CodeName) -> bool:
        """Return whether a passage has a code, or a case as a tag."""
        return self.has_passages(name) or any(name in tags for _id, tags in self.tagged)


def read_named_uses(workspace: Workspace, names: Collection[CodeName]) -> NamedUses:
    """Return what has one of some codes, to change it.

    Raises:
        InvalidInput: a coding cannot be read for now.
    """
    found = passages_with(workspace.notebook, lambda name: name in names, to_change=True)
    tagged = (each for each in tagged_cases(workspace) if not set(names).isdisjoint(each[1]))
    return NamedUses(found, tuple(tagged))


def tagged_cases(
    workspace: Workspace, *, progress: Progress = no_progress
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the id and the tags of each case, also of those that name people."""
    read = CasesInScope(workspace, (Query((), NO_FILTERS, kept_apart=True),), progress=progress)
    return ((found.case.id, found.case.tags) for found in read.outlines() if found.case.tags)


def code_tags(tags: Iterable[str], sets: Iterable[str]) -> list[CodeName]:
    """Return the tags that are codes: `set/code`, where there is a set of that id."""
    known = set(sets)
    names = (CodeName(tag) for tag in tags if is_code_name(tag))
    return [name for name in names if name.set_id in known]
