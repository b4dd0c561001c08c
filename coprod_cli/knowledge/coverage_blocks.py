"""Coverage of the notes of a block, which the index remembers as one table for each template."""

from collections.abc import Callable, Sequence
from itertools import repeat
from typing import NamedTuple

from coprod_cli.knowledge.coverage import VOICE, CoveredCase
from coprod_cli.knowledge.coverage_counter import CoverageCounter, CoverageTable, VoiceCount
from coprod_cli.model.template import Template
from coprod_cli.notebook.index.block_fact import BlockFact, LoadPart
from coprod_cli.notebook.index.fact import as_json, from_json
from coprod_cli.notebook.note_paths import case_id_in_name
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.template_outlines import TemplateOutline, template_outline_fact
from coprod_cli.templates.library import TemplateLibrary

_COLUMNS = 5
"""The attributes of a covered case that are stored: all but its codes."""


class CoverageBlock(NamedTuple):
    """The coverage of a block of notes.

    Attributes:
        tables: by the id of a template, what its plain notes say.
        others: the places of the other notes, which are looked at one by one: one that cannot be
            read, or is damaged, withdrawn, kept apart, of a template that is not installed, or in
            a file that is not named by the id of the case.
    """

    tables: dict[str, CoverageTable]
    others: Sequence[int]


def coverage_block_fact(
    notebook: Notebook, library: TemplateLibrary, *, by_voice: bool
) -> BlockFact[TemplateOutline, CoverageBlock]:
    """Return the fact that is the coverage of a block of notes.

    Args:
        notebook: the notebook.
        library: the templates.
        by_voice: whether to load what each voice answered.
    """

    def merge(paths: Sequence[str], outlines: Sequence[TemplateOutline | None]) -> CoverageBlock:
        counters: dict[str, CoverageCounter] = {}
        others = []
        for index, (path, outline) in enumerate(zip(paths, outlines, strict=True)):
            template = _template_if_plain(path, outline, notebook, library.find)
            if outline is None or outline.note.case is None or template is None:
                others.append(index)
                continue
            if template.id not in counters:
                counters[template.id] = CoverageCounter((template,), VOICE)
            counters[template.id].add(outline.note.case, outline.not_asked)
        tables = {name: counter.table() for name, counter in counters.items()}
        return CoverageBlock(tables, others)

    return BlockFact(
        "coverage",
        template_outline_fact(notebook, library),
        merge,
        _pack,
        lambda _paths, load: _unpack(load, by_voice=by_voice),
    )


def _template_if_plain(
    path: str,
    outline: TemplateOutline | None,
    notebook: Notebook,
    find: Callable[[str], Template | None],
) -> Template | None:
    """Return the template of a case whose note is plain; None for another note."""
    if outline is None or outline.note.case is None:
        return None
    case, is_odd = outline.note.case, outline.is_withdrawn or outline.is_damaged
    if is_odd or case.id != case_id_in_name(path) or notebook.is_kept_apart(path):
        return None
    return find(case.template)


def _pack(block: CoverageBlock) -> list[bytes]:
    tables = block.tables.values()
    cases = {
        name: [len(table.states), *zip(*(case[:_COLUMNS] for case in table.cases), strict=True)]
        for name, table in block.tables.items()
    }
    return [
        as_json([block.others, cases]),
        b"".join(table.states for table in tables),
        as_json([table.voices for table in tables]),
    ]


def _unpack(load: LoadPart, *, by_voice: bool) -> CoverageBlock:
    others, cases = from_json(load(0))
    states, start = load(1), 0
    voices = from_json(load(2)) if by_voice else [{}] * len(cases)
    tables = {}
    for (name, (size, *columns)), answered in zip(cases.items(), voices, strict=True):
        tables[name] = CoverageTable(
            _cases_from(*columns),
            states[start : start + size],
            {voice: VoiceCount(*count) for voice, count in answered.items()},
        )
        start += size
    return CoverageBlock(tables, others)


def _cases_from(
    ids: list[str], titles: list[str], days: list[str], drafts: list[bool], tags: list[list[str]]
) -> list[CoveredCase]:
    columns = (ids, titles, days, drafts, map(tuple, tags), repeat((), len(ids)))
    return list(map(CoveredCase._make, zip(*columns, strict=True)))
