"""Read the answers to questions in many cases, one case below the other."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.base.nearest import nearest
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.formats.case_as_read import CaseReader
from coprod_cli.knowledge.read_across import Reading, ReadQuestion, Which
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.model.wording import worded
from coprod_cli.notebook.filter_values import addresses_asked, addresses_in, refuse_address
from coprod_cli.notebook.note.version_diff import reworded_answers
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.case_tally import FoundCase, kept_apart_notice
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.choices import choose_language
from coprod_cli.operations.placeholders import case_to_share, placeholders_of
from coprod_cli.operations.workspace import Workspace


class ReadAcross(NamedTuple):
    """The answers that were read.

    Attributes:
        questions: each question with the cases that answer it.
        unreadable: how many notes cannot be read.
        notices: which filters match nothing, and which cases are left out.
    """

    questions: tuple[ReadQuestion, ...]
    unreadable: int
    notices: tuple[Message, ...]


class Readable(NamedTuple):
    """A question that can be read: its address, its wording, and the title of its section."""

    address: Address
    text: str
    section: str


def list_readable(workspace: Workspace, scope: Scope | None = None) -> tuple[Readable, ...]:
    """Return the questions of the forms that have cases, each address once.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter names what does not exist.
    """
    read = _cases(workspace, scope or Scope())
    templates = {found.template.id: found.template for found in read.outlines() if found.template}
    readable: dict[Address, Readable] = {}
    for template in templates.values():
        language = choose_language(template, None, workspace.languages)
        for section in template.sections:
            title = worded(section.title, language)
            for question in section.questions:
                address = section.address(question)
                text = worded(question.text, language)
                readable.setdefault(address, Readable(address, text, title))
    return tuple(readable.values())


def read_across(
    workspace: Workspace,
    addresses: Sequence[str],
    scope: Scope | None = None,
    *,
    beside: Sequence[str] = (),
    which: Which = Which.ANSWERED,
    shuffled_by: Random | None = None,
    deidentify: bool = False,
    progress: Progress = no_progress,
) -> ReadAcross:
    """Return what the cases of a notebook say to some questions.

    Args:
        workspace: the workspace.
        addresses: questions, groups or sections; of a section, each question. () for all questions
            of the forms that have cases.
        scope: which cases; by default all that name nobody. Its voice is whose answers are read.
        beside: questions whose answers are read beside each of these, of the same case.
        which: which cases to read.
        shuffled_by: puts the cases in a random order; None for the newest first.
        deidentify: whether to put placeholders for what may tell who somebody is.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter or an address names what does not exist.
    """
    scope = scope or Scope()
    wanted = addresses or [each.address for each in list_readable(workspace, scope)]
    questions = _questions(workspace, wanted)
    others = tuple(Address(each) for name in beside for each in _questions(workspace, [name]))
    readings = {
        address: Reading((address, *others), which, scope.filters.voice) for address in questions
    }
    read = _cases(workspace, scope, progress)
    _add_cases(workspace, read.read(), readings, deidentify=deidentify)
    results = [
        reading.question(tuple(_wording(workspace, each) for each in (address, *others)))
        for address, reading in readings.items()
    ]
    if shuffled_by is not None:
        results = [_shuffled(each, shuffled_by) for each in results]
    notices = (*read.notices, *kept_apart_notice(read.kept_apart, "coprod read --kept-apart"))
    return ReadAcross(tuple(results), read.unreadable, notices)


def _cases(workspace: Workspace, scope: Scope, progress: Progress = no_progress) -> CasesInScope:
    return CasesInScope(workspace, scope.queries, progress=progress)


def _add_cases(
    workspace: Workspace,
    cases: Iterable[FoundCase],
    readings: Mapping[Address, Reading],
    *,
    deidentify: bool,
) -> None:
    """Add each case to the readings of the questions that it is read for."""
    reader = CaseReader(workspace.library.find)
    placeholders = placeholders_of(workspace.notebook) if deidentify else None
    for found in cases:
        asked = _asked_of(found.case, found.template, readings)
        if not asked:
            continue
        path = path_in_notebook(found.note.source, workspace.folder)
        case = reader.read(*case_to_share(found.case, path, placeholders))
        reworded = reworded_answers(found.note, found.template) if found.template else ()
        for address in asked:
            readings[address].add(case, reworded)


def _questions(workspace: Workspace, addresses: Sequence[str]) -> list[Address]:
    """Return the questions at some addresses: those of a section are each for themselves.

    Raises:
        WrongUsage: no installed template has an address.
    """
    found: dict[Address, None] = {}
    for name in addresses:
        templates = tuple(workspace.library.with_section(Address(name).section))
        sections = [s for each in templates for s in each.sections if s.id == name]
        if not sections and not any(name in addresses_asked(each) for each in templates):
            refuse_address(name, nearest(name, sorted(addresses_in(workspace.library))))
        for section in sections:
            found.update(dict.fromkeys(map(section.address, section.questions)))
        if not sections:
            found[Address(name)] = None
    return list(found)


def _wording(workspace: Workspace, address: Address) -> str:
    """Return the wording of a question in the first template that has it."""
    for template in workspace.library.with_section(address.section):
        question = template.question_without_item(address)
        if question is not None:
            return worded(question.text, choose_language(template, None, workspace.languages))
    return str(address)


def _asked_of(case: Case, template: Template | None, addresses: Iterable[Address]) -> list[Address]:
    """Return which questions a case is read for: those of its form, and those that it answers."""
    answered = {answer.address.outer for answer in case.given_answers()}
    return [
        address
        for address in addresses
        if address.outer in answered
        or (template is not None and template.question_without_item(address) is not None)
    ]


def _shuffled(question: ReadQuestion, random: Random) -> ReadQuestion:
    cases = list(question.cases)
    random.shuffle(cases)
    return question._replace(cases=tuple(cases))
