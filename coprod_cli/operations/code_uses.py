"""Where codes are used: in the tags of cases, and in passages."""

from collections.abc import Iterable
from typing import NamedTuple

from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.code_name import CodeName, is_code_name
from coprod_cli.notebook.filters import NO_FILTERS
from coprod_cli.notebook.query import Query
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.coded_passages import passages_with
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


def uses_of(workspace: Workspace, name: CodeName) -> CodeUse:
    """Return how one code is used, under this name alone."""
    tagged = tuple(case_id for case_id, tags in tagged_cases(workspace) if name in tags)
    found = passages_with(workspace.notebook, lambda each: each == name).passages
    days = tuple(each.passage.found.when[:10] if each.passage.found else "" for each in found)
    return CodeUse(tagged, days, frozenset(each.file.case_id for each in found))


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
