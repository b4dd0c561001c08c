"""The command that looks for what is wrong in notes, or could tell who somebody is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import CoprodError, ExitCode, Finding, WrongUsage
from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.base.settings import notebook_folder
from coprod_cli.cli.options import (
    CasesArgument,
    JsonOption,
    NotebookOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.cli.output_options import tell_links
from coprod_cli.operations.open_case import templates_by_name

if TYPE_CHECKING:
    from coprod_cli.model.template import TemplateLookup
    from coprod_cli.notebook.note.reader import Note
    from coprod_cli.notebook.notebook import Notebook

PrivacyOption = Annotated[
    bool, typer.Option("--privacy", help=_("Look for what could tell who somebody is."))
]
RepairOption = Annotated[
    bool, typer.Option("--repair", help=_("Mend what can be mended; the change is shown."))
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=_("With --repair: only show the change."))
]


def check(
    cases: CasesArgument = None,
    notebook: NotebookOption = None,
    privacy: PrivacyOption = False,
    repair: RepairOption = False,
    dry_run: DryRunOption = False,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    json: JsonOption = False,
) -> None:
    """Look for what is wrong in notes; exit 1 where something is."""
    from coprod_cli.cli.console import progress
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.query import Filters, selected_notes, selected_paths

    if dry_run and not repair:
        message = _("--dry-run goes with --repair.")
        raise WrongUsage(message, hint="coprod check --repair --dry-run")
    if repair and (privacy or json):
        message = _("--repair does not go with {option}.")
        other = "--privacy" if privacy else "--json"
        raise WrongUsage(message.format(option=other), hint=_("one of the two"))
    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    paths = selected_paths(book, cases or [])
    tell_links(book, paths)
    chosen = selected_notes(book, paths, filters, named=bool(cases))
    with progress(chosen, len(paths), 1, _("Checking")) as notes:
        if privacy:
            found, count = _look_for_people(book, notes, json=json)
        elif repair:
            found, count = _repair(book, notes, dry_run=dry_run)
        else:
            found, count = _look_for_damage(book, notes, json=json)
    _tell_count(found, count, privacy=privacy)
    if found:
        raise typer.Exit(ExitCode.FINDINGS)


def _tell_count(found: list[Finding], count: int, *, privacy: bool) -> None:
    from coprod_cli.cli.console import say
    from coprod_cli.privacy.scan import PATTERNS_NOT_PEOPLE, shown_kind

    if privacy and found:
        told = ngettext(
            "{count} note looked at: may tell who somebody is in {kinds}.",
            "{count} notes looked at: may tell who somebody is in {kinds}.",
            count,
        )
    elif privacy:
        told = ngettext(
            "{count} note looked at: no such pattern.",
            "{count} notes looked at: no such pattern.",
            count,
        )
    elif found:
        told = ngettext(
            "{count} note looked at: {findings}.", "{count} notes looked at: {findings}.", count
        )
    else:
        told = ngettext(
            "{count} note looked at: all is well.", "{count} notes looked at: all is well.", count
        )
    number = len(found)
    findings = ngettext("{number} finding", "{number} findings", number).format(number=number)
    counted = Counter(each.kind for each in found).most_common()
    kinds = ", ".join(f"{translated(shown_kind(kind))} {how_many}" for kind, how_many in counted)
    told = told.format(count=count, findings=findings, kinds=kinds)
    say(f"{told} {_(PATTERNS_NOT_PEOPLE)}" if privacy else told)


# --- damage ---


def _look_for_damage(
    book: "Notebook", notes: "Iterable[Note]", *, json: bool
) -> tuple[list[Finding], int]:
    from coprod_cli.cli.console import show_findings, show_findings_as_json
    from coprod_cli.notebook.note.check import check_note

    look_up = templates_by_name(book)
    seen: dict[str, str] = {}
    found: list[Finding] = []
    count = 0
    for note in notes:
        count += 1
        found += check_note(note, look_up)
        found += [*_same_id(note, seen), *_among_others(book, note, look_up)]
    if json:
        show_findings_as_json(found)
    else:
        show_findings(found)
    return found, count


def _among_others(book: "Notebook", note: "Note", look_up: "TemplateLookup") -> Iterator[Finding]:
    """Tell of a note in which people are named, and that an export would take with the others."""
    from coprod_cli.notebook.notebook import KEPT_APART

    form = look_up(note.case.template) if note.case else None
    if form is not None and form.names_people and not book.is_kept_apart(Path(note.source)):
        message = _("people are named in this note, and it is not kept apart from the others.")
        hint = _("move it into the folder {folder}").format(folder=KEPT_APART)
        yield Finding("not-apart", message, note.source, 1, 1, hint)


def _same_id(note: "Note", seen: dict[str, str]) -> Iterator[Finding]:
    case_id = note.case.id if note.case else ""
    if case_id and case_id in seen:
        message = _('this has the id of another note, "{file}".')
        told = message.format(file=Path(seen[case_id]).name)
        hint = _("give one of them another id, or remove it")
        yield Finding("same-id", told, note.source, 1, 1, hint)
    elif case_id:
        seen[case_id] = note.source


# --- repair ---


def _repair(
    book: "Notebook", notes: "Iterable[Note]", *, dry_run: bool
) -> tuple[list[Finding], int]:
    """Mend notes one by one; return what is wrong with them still."""
    from coprod_cli.base.clock import local_now
    from coprod_cli.cli.console import say, show_error, show_findings, show_text
    from coprod_cli.notebook.note.check import check_note
    from coprod_cli.operations.repair import mend, planned_mending

    look_up = templates_by_name(book)
    found: list[Finding] = []
    failed: list[CoprodError] = []
    count = 0
    for note in notes:
        count += 1
        path = Path(note.source)
        mending = planned_mending(note, look_up)
        if mending is not None:
            show_text("\n".join([*mending.lines(translated), ""]))
            try:
                kept = None if dry_run else mend(book, path, look_up, local_now())
            except CoprodError as error:  # the others can be mended all the same
                failed.append(error)
                kept = None
            if kept:
                message = _("{file} is mended. As it was, it is kept in {folder}")
                say(message.format(file=path.name, folder=kept))
                note = book.read(path)  # noqa: PLW2901 - the same note, by now
        left = check_note(note, look_up)
        show_findings(left)
        found += left
    if failed and count == 1:
        raise failed[0]
    for each in failed:
        show_error(each)
    return found, count


# --- privacy ---


def _look_for_people(
    book: "Notebook", notes: "Iterable[Note]", *, json: bool
) -> tuple[list[Finding], int]:
    from coprod_cli.cli.console import show_findings, show_findings_as_json, show_in_place
    from coprod_cli.privacy.scan import WatchList, identifying_findings

    watched = WatchList.read(book.watched_words)
    found: list[Finding] = []
    count = 0
    for note in notes:
        count += 1
        if note.case is None and not note.text:
            found += note.findings
            show_findings([] if json else note.findings)
            continue
        for finding, place in identifying_findings(note, watched):
            found.append(finding)
            if not json:
                show_in_place(finding, note.text, place.start, place.end)
    if json:
        show_findings_as_json(found)
    return found, count
