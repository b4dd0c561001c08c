"""The commands in which a case is asked about: new-case, resume, edit."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.cli.options import (
    CaseArgument,
    DataOption,
    JsonOption,
    LanguageOption,
    NotebookOption,
    PlainOption,
    SectionOption,
    SetOption,
    TemplateOption,
)
from coprod_cli.errors import CoprodError, ExitCode, NotFound, WrongUsage
from coprod_cli.settings import notebook_folder, prompts_folders

if TYPE_CHECKING:
    from coprod_cli.case import Case
    from coprod_cli.interview import Asker, Interview
    from coprod_cli.note.reading import Note
    from coprod_cli.notebook import Notebook
    from coprod_cli.session import NoteKeeper
    from coprod_cli.template import Template
    from coprod_cli.yaml_text import Document

FinalOption = Annotated[bool, typer.Option("--final", help="With data: finish the case.")]
TitleOption = Annotated[
    str | None, typer.Option("--title", metavar="T", help="What the case is called; name nobody.")
]


def new_case(
    notebook: NotebookOption = None,
    title: TitleOption = None,
    template: TemplateOption = "primary-care",
    language: LanguageOption = None,
    section: SectionOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
    final: FinalOption = False,
    json: JsonOption = False,
) -> None:
    """Ask about a new case, and save every answer as a Markdown note.

    With --data or --set nothing is asked; the path of the note is printed.
    """
    has_data = data is not None or bool(settings)
    if not has_data:
        _refuse_data_options(final=final, json=json)
        _require_person(plain=plain)
    from coprod_cli.loading import load_named_template
    from coprod_cli.notebook import Notebook

    document = _read_data(data)
    form = load_named_template(_named(document, "template") or template, prompts_folders())
    tongue = _language(form, language or _named(document, "language"))
    sections = _sections(form, section)
    if has_data:
        _add_from_data(
            notebook_folder(notebook), form, tongue, document, settings or [],
            title=title, final=final, json=json,
        )  # fmt: skip
        return
    book = _made(Notebook, notebook_folder(notebook))
    _interview_new(book, form, tongue, sections, title=title, plain=plain)


def resume(
    case: CaseArgument = "",
    notebook: NotebookOption = None,
    plain: PlainOption = False,
) -> None:
    """Go on with a draft: the latest one, or the one you name."""
    _require_person(plain=plain)
    from coprod_cli.interview import Interview

    book = _opened(notebook)
    path = book.find(case) if case else _latest_draft(book)
    keeper, known = _keeper(book, path)
    kept = keeper.drafts.read()
    interview = Interview.resume(keeper.template, known, at=kept.at, drafts=kept.texts)
    _conduct(interview, keeper, plain=plain)


def edit(
    case: CaseArgument,
    notebook: NotebookOption = None,
    section: SectionOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
    final: FinalOption = False,
    json: JsonOption = False,
) -> None:
    """Open any case at its menu; with --data or --set, change those answers and nothing else."""
    has_data = data is not None or bool(settings)
    if not has_data:
        _refuse_data_options(final=final, json=json)
        _require_person(plain=plain)
    from coprod_cli.interview import Interview

    book = _opened(notebook)
    document = _read_data(data)
    keeper, known = _keeper(book, book.find(case))
    sections = _sections(keeper.template, section)
    if has_data:
        _edit_from_data(keeper, known, document, settings or [], final=final, json=json)
        return
    kept = keeper.drafts.read()
    interview = Interview.reopen(
        keeper.template, known, sections=sections, drafts=kept.texts
    )
    _conduct(interview, keeper, plain=plain)


# --- with a person ---


def _require_person(*, plain: bool) -> None:
    if sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty()):
        return
    if plain:  # lines from a pipe, asked for by name
        return
    raise WrongUsage(
        "there is no terminal to ask at.", hint="--data FILE, --set ADDRESS=TEXT, or --plain"
    )


def _refuse_data_options(*, final: bool, json: bool) -> None:
    if final or json:
        name = "--final" if final else "--json"
        raise WrongUsage(f"{name} goes with data.", hint=f"{name} with --data or --set")


def _interview_new(
    book: "Notebook", form: "Template", tongue: str, sections: tuple[str, ...],
    *, title: str | None, plain: bool,
) -> None:  # fmt: skip
    from coprod_cli.interview import Interview
    from coprod_cli.note.writing import new_note
    from coprod_cli.session import blank_case, local_now

    now = local_now()
    name = _checked_title(title)
    path = book.add(
        lambda case_id: new_note(blank_case(case_id, form, tongue, name, now), form), now
    )
    keeper, known = _keeper(book, path, form)
    interview = Interview.begin(form, known, sections=sections, asks_title=title is None)
    _conduct(interview, keeper, plain=plain)


def _conduct(interview: "Interview", keeper: "NoteKeeper", *, plain: bool) -> None:
    """Ask, and say at the end what became of the case."""
    from coprod_cli.session import conduct

    if plain or os.environ.get("TERM", "dumb") == "dumb":
        ended = conduct(interview, _plain_asker(keeper), keeper)
    else:
        from coprod_cli.asking.terminal.asker import TerminalAsker
        from coprod_cli.asking.terminal.screen import Screen

        with Screen() as screen:
            asker = TerminalAsker(
                screen,
                citation=_citation(keeper.template),
                editing_folder=keeper.notebook.editing_folder,
                name=keeper.path.stem,
            )
            ended = conduct(interview, asker, keeper)
    _say_goodbye(ended, keeper)


def _plain_asker(keeper: "NoteKeeper") -> "Asker":
    from coprod_cli.asking.plain import PlainAsker, line_reader

    out = sys.stdout if sys.stdout.isatty() else sys.stderr
    is_terminal = sys.stdin.isatty()
    return PlainAsker(
        citation=_citation(keeper.template),
        editing_folder=keeper.notebook.editing_folder,
        name=keeper.path.stem,
        out=out,
        is_terminal=is_terminal,
        read_line=line_reader(out, is_terminal=is_terminal),
    )


def _citation(form: "Template") -> str:
    return form.source.citation if form.source else ""


def _say_goodbye(ended: "Interview", keeper: "NoteKeeper") -> None:
    from contextlib import suppress

    from coprod_cli.console import say
    from coprod_cli.interview import Ended

    case_id = keeper.path.stem
    paused = isinstance(ended.place, Ended) and ended.place.paused
    with suppress(OSError):  # the window may be closed
        if ended.case.status == "final" and not paused:
            say(f"Thank you. The case is finished: {keeper.path}")
            say(f"To read it: coprod show {case_id}")
        else:
            say(f"All you wrote is kept: {keeper.path}")
            say(f"To go on: coprod {'resume' if ended.case.status == 'draft' else 'edit'} {case_id}")
    if paused:
        raise typer.Exit(ExitCode.INTERRUPTED)


# --- with data ---


def _add_from_data(
    folder: Path, form: "Template", tongue: str, document: "Document | None", settings: list[str],
    *, title: str | None, final: bool, json: bool,
) -> None:  # fmt: skip
    from dataclasses import replace

    from coprod_cli.asking.scripted import ScriptedAsker, check_answers
    from coprod_cli.interview import Interview
    from coprod_cli.notebook import Notebook
    from coprod_cli.session import (
        NoKeeper,
        blank_case,
        blank_note,
        conduct,
        edited,
        local_now,
    )

    given = check_answers(form, tongue, document, settings)
    now = local_now()
    name = _checked_title(title if title is not None else given.title)
    blank = replace(blank_case("", form, tongue, name, now), tags=given.tags)
    note = blank_note(replace(blank, id="00000000-000000"), form)
    start = note.case or blank
    interview = Interview.begin(form, start, asks_title=False)
    asker = ScriptedAsker(replace(given, title=None), final=final)
    ended = conduct(interview, asker, NoKeeper())

    def text_for(case_id: str) -> str:
        own = blank_note(replace(blank, id=case_id), form)
        return edited(own, start, ended.case, form, now).original

    book = _made(Notebook, folder)
    _tell_saved(book.add(text_for, now), str(ended.case.status), json=json)


def _edit_from_data(
    keeper: "NoteKeeper", known: "Case", document: "Document | None", settings: list[str],
    *, final: bool, json: bool,
) -> None:  # fmt: skip
    from coprod_cli.asking.scripted import ScriptedAsker, check_answers
    from coprod_cli.interview import Interview
    from coprod_cli.session import NoKeeper, conduct

    given = check_answers(keeper.template, known.language, document, settings)
    if given.tags:
        raise WrongUsage("tags are changed in the note itself.", hint="an editor")
    start = Interview.reopen(keeper.template, known, drafts={})
    ended = conduct(start, ScriptedAsker(given, final=final), NoKeeper())
    keeper.save_case(start.case, ended.case)
    _tell_saved(keeper.path, str(ended.case.status), json=json)


def _tell_saved(path: Path, status: str, *, json: bool) -> None:
    from coprod_cli.console import show_json, show_text

    if json:
        show_json({"id": path.stem, "path": str(path), "status": status})
    else:
        show_text(f"{path}\n")


def _read_data(data: str | None) -> "Document | None":
    if data is None:
        return None
    from coprod_cli.asking.scripted import LARGEST_DATA, read_answers_file
    from coprod_cli.yaml_text import decode

    name = "standard input" if data == "-" else data
    try:
        if data == "-":
            content = sys.stdin.buffer.read(4 * LARGEST_DATA + 4)
        else:
            with Path(data).open("rb") as stream:
                content = stream.read(4 * LARGEST_DATA + 4)
    except FileNotFoundError:
        raise NotFound("this file is not there.", where=name) from None
    except OSError as error:
        reason = (error.strerror or "no reason told").lower()
        raise CoprodError(f"this cannot be read: {reason}.", where=name) from None
    return read_answers_file(decode(content, name), name)


def _named(document: "Document | None", key: str) -> str | None:
    value = document.value.get(key) if document and isinstance(document.value, dict) else None
    return value if isinstance(value, str) else None


# --- what both need ---


def _made(kind: "type[Notebook]", folder: Path) -> "Notebook":
    """Make the notebook where it is not there yet, and say where."""
    from coprod_cli.console import say

    is_new = not (folder / ".coprod").is_dir()
    book = kind.make(folder)
    if is_new:
        say(f"Your notebook is {folder}")
    return book


def _opened(folder: Path | None) -> "Notebook":
    from coprod_cli.notebook import Notebook

    return Notebook.open(notebook_folder(folder))


def _keeper(
    book: "Notebook", path: Path, form: "Template | None" = None
) -> "tuple[NoteKeeper, Case]":
    """Open a case to work on it.

    Raises:
        InvalidInput: its note has findings that leave an answer's owner in doubt.
        NotFound: its template is not there.
    """
    from coprod_cli.check import is_uncertain
    from coprod_cli.loading import load_named_template
    from coprod_cli.session import NoteKeeper, local_now

    note = book.read(path)
    case = _workable(note)
    if form is None:
        form = load_named_template(case.template, prompts_folders())
        if is_uncertain(note, form):
            _refuse_uncertain(note, form)
    return NoteKeeper(book, path, form, book.drafts(case.id or path.stem), local_now), case


def _workable(note: "Note") -> "Case":
    from coprod_cli.errors import InvalidInput
    from coprod_cli.note.editing import refuse_if_uncertain

    refuse_if_uncertain(note)
    if note.case is None or not note.case.template:
        raise InvalidInput(note.findings)
    return note.case


def _refuse_uncertain(note: "Note", form: "Template") -> None:
    from coprod_cli.check import check_note
    from coprod_cli.errors import InvalidInput

    raise InvalidInput([each for each in check_note(note, lambda _: form) if each.uncertain])


def _latest_draft(book: "Notebook") -> Path:
    from coprod_cli.notebook import moment

    drafts = [note for note in book.notes() if note.case and note.case.status == "draft"]
    if not drafts:
        raise NotFound("there is no draft to go on with.", where=str(book.folder), hint="coprod list")

    def age(note: "Note") -> tuple[float, str]:
        case = note.case
        return (moment(case.updated), case.id) if case else (0.0, "")

    return Path(max(drafts, key=age).source)


def _language(form: "Template", wanted: str | None) -> str:
    if wanted is None:
        return form.languages[0]
    if wanted not in form.languages:
        known = ", ".join(form.languages)
        raise WrongUsage(f'the template "{form.id}" is not in "{wanted}".', hint=known)
    return wanted


def _sections(form: "Template", wanted: list[str] | None) -> tuple[str, ...]:
    known = [section.id for section in form.sections]
    for name in wanted or ():
        if name not in known:
            raise WrongUsage(f'there is no section "{name}".', hint=", ".join(known))
    return tuple(wanted or ())


def _checked_title(title: str | None) -> str:
    from coprod_cli.errors import InvalidAnswer
    from coprod_cli.interview import TITLE_QUESTION

    try:
        return TITLE_QUESTION.parse(title or "", "en")
    except InvalidAnswer as error:
        raise WrongUsage(f"--title: {error.message}") from None
