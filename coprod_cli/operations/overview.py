"""Overview: what the cases of a notebook answer, do not know and leave open, form by form."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import Message, joined, msg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.coverage import GROUPING_NAMES, LENS, VOICE, FormCoverage
from coprod_cli.knowledge.coverage_blocks import coverage_block_fact
from coprod_cli.knowledge.coverage_counter import CoverageCounter, CoverageTable
from coprod_cli.model.template import Template
from coprod_cli.notebook.filter_values import refuse_address
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.case_tally import FoundOutline, kept_apart_notice
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.lens import Lens
from coprod_cli.operations.workspace import Workspace


class Overview(NamedTuple):
    """An overview of the cases of a notebook.

    Attributes:
        forms: the cases of each template, or of templates that are read together; most cases first.
        without_template: how many cases are of a template that is not installed.
        unreadable: how many notes cannot be read.
        notices: which filters match nothing, and which cases are left out.
    """

    forms: tuple[FormCoverage, ...]
    without_template: int
    unreadable: int
    notices: tuple[Message, ...]


def look_over(
    workspace: Workspace,
    scope: Scope | None = None,
    *,
    at: str = "",
    by: str = "",
    lens: str = "",
    progress: Progress = no_progress,
) -> Overview:
    """Return what the cases of a notebook answer, do not know and leave open.

    Args:
        workspace: the workspace.
        scope: which cases; by default all that name nobody. The cases of several named templates
            are counted together.
        at: the id of a section or the address of a question, of which forms without it are left
            out; "" for all forms.
        by: "voice", "month", "tag" or "lens", to count in groups of these, too; "" for no groups.
        lens: the id of a code set, to count by its codes; "" for those of all sets.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter, `at`, `by` or `lens` names what does not exist.
    """
    scope = scope or Scope()
    if lens and by not in ("", LENS):
        raise WrongUsage(msg("--lens is one way to group."), hint=msg("without --by"))
    by = by or (LENS if lens else "")
    if by and by not in GROUPING_NAMES:
        message = msg("--by takes one of these words.")
        raise WrongUsage(message, hint=joined(GROUPING_NAMES, ", "))
    read = CasesInScope(workspace, scope.queries, progress=progress)
    counted = _Counted(workspace, scope, by, lens)
    if read.are_all and counted.takes_blocks:
        fact = coverage_block_fact(workspace.notebook, workspace.library, by_voice=by == VOICE)
        for block, others in read.blocks(fact, lambda block: block.others):
            counted.add_tables(block.tables)
            for found in others:
                counted.add(found)
    else:
        for found in read.outlines():
            counted.add(found)
    forms = [counter.coverage() for counter in counted.counters.values()]
    if at:
        forms = _having(forms, at)
    forms.sort(key=_most_cases_first)
    notices = (*read.notices, *kept_apart_notice(read.kept_apart, "coprod overview --kept-apart"))
    return Overview(tuple(forms), counted.without_template, read.unreadable, notices)


class _Counted:
    """A counter for each template, or one for all templates that are read together."""

    def __init__(self, workspace: Workspace, scope: Scope, by: str, lens: str) -> None:
        self._by, self._voice = by, scope.filters.voice
        self._lens = Lens(workspace, lens) if by == LENS else None
        self._find = workspace.library.find
        self._together = tuple(filter(None, map(workspace.library.find, scope.templates)))
        self.counters: dict[str, CoverageCounter] = {}
        self.without_template = 0

    @property
    def takes_blocks(self) -> bool:
        """Whether it counts each template for itself, all voices, and no codes."""
        return not self._together and self._voice is None and self._lens is None

    def add_tables(self, tables: Mapping[str, CoverageTable]) -> None:
        """Add what was counted of cases of some templates, which their ids name."""
        for name, table in tables.items():
            template = self._find(name)
            if template is not None:
                self._counter_of(name, template).add_table(table)

    def add(self, found: FoundOutline) -> None:
        template = found.template
        if template is None:
            self.without_template += 1
            return
        key = "" if self._together else template.id
        self._counter_of(key, template).add(found.case, found.not_asked)

    def _counter_of(self, key: str, template: Template) -> CoverageCounter:
        if key not in self.counters:
            self.counters[key] = self._counter(self._together or (template,))
        return self.counters[key]

    def _counter(self, templates: tuple[Template, ...]) -> CoverageCounter:
        if self._lens is None:
            return CoverageCounter(templates, self._by, self._voice)
        return CoverageCounter(
            templates, self._by, self._voice, self._lens.codes_of, self._lens.order
        )


def _most_cases_first(form: FormCoverage) -> tuple[int, str, str]:
    return -len(form.cases), form.cases[0].id if form.cases else "", form.templates[0].id


def _having(forms: list[FormCoverage], at: str) -> list[FormCoverage]:
    """Return the forms that have a section or a question.

    Raises:
        WrongUsage: none has it.
    """
    having = [form for form in forms if at in _addresses(form)]
    if forms and not having:
        known = sorted({address for form in forms for address in _addresses(form)})
        refuse_address(at, nearest(at, known))
    return having


def _addresses(form: FormCoverage) -> Collection[str]:
    questions = {question.address for question in form.questions}
    return questions | {section.section.id for section in form.sections}
