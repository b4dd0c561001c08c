"""The command that starts a template: it asks for one, and writes its files."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _, spoken_language, translated
from coprod_cli.base.settings import (
    OWN_PROMPTS,
    STATE_FOLDER,
    expanded,
    notebook_folder,
    own_state_folder,
    prompts_folders,
    prompts_from_environment,
)
from coprod_cli.cli import completion
from coprod_cli.cli.options import DataOption, JsonOption, NotebookOption, PlainOption, SetOption
from coprod_cli.cli.sitting import require_person, sit_down
from coprod_cli.operations.open_case import Prepared, hold_case, with_scan

if TYPE_CHECKING:
    from coprod_cli.model.case import Case
    from coprod_cli.model.template import Template
    from coprod_cli.templates.author_files import Made

ExtendsOption = Annotated[
    str | None,
    typer.Option(
        "--extends", metavar="ID", help=_("The template that the new one changes."),
        autocompletion=completion.templates,
    ),
]  # fmt: skip


class _Task(NamedTuple):
    """What is to be made: where, and of which template."""

    prompts: Path
    template_id: str
    extends: "Template | None"
    folders: list[Path]
    notebook: Path

    @property
    def found_by(self) -> str:
        """The option with which other commands find it; "" where they need none."""
        if self.prompts in prompts_folders():
            return ""
        if self.prompts == self.notebook / OWN_PROMPTS:
            return f" --notebook {shlex.quote(str(self.notebook))}"
        return f" --prompts {shlex.quote(str(self.prompts))}"

    @property
    def taken(self) -> set[str]:
        """The names that no new folder can have."""
        return {path.name for path in self.prompts.iterdir()} if self.prompts.is_dir() else set()

    @property
    def form(self) -> "Template":
        """The form that asks for it."""
        from coprod_cli.templates.author_form import making_form

        return making_form(
            self.taken, extends=self.extends, asks_id=not self.template_id,
            language=spoken_language(), translate=translated,
        )  # fmt: skip

    @property
    def marks(self) -> dict[str, str]:
        """What tells a sitting for this from one for another."""
        extends = self.extends.id if self.extends else ""
        return {"for": str(self.prompts / self.template_id), "extends": extends}


def new_template(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help=_("The folder to make; its name is the id.")),
    ] = None,
    notebook: NotebookOption = None,
    extends: ExtendsOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
    json: JsonOption = False,
) -> None:
    """Start a template of your own: some questions, and its files are written.

    It goes into the notebook's folder prompts, where no folder is named.
    """
    task = _task(folder, notebook_folder(notebook), extends)
    if data is None and not settings:
        if json:
            message = _("{option} goes with data.").format(option="--json")
            hint = _("{option} with --data or --set").format(option="--json")
            raise WrongUsage(message, hint=hint)
        require_person(plain=plain)
        _ask(task, plain=plain)
    else:
        _tell(task, _write(task, _answered(task, data, settings or [])), json=json)


def _task(folder: Path | None, notebook: Path, extends: str | None) -> _Task:
    from coprod_cli.templates.author_form import is_identifier
    from coprod_cli.templates.loader import load_named_template

    folders = prompts_folders(notebook)
    parent = None
    if extends is not None:
        # By its name, which may be another one than it gives itself.
        parent = load_named_template(extends, folders).model_copy(update={"id": extends})
    if folder is None:
        return _Task(_usual_place(notebook), "", parent, folders, notebook)
    chosen = expanded(folder).absolute()
    if chosen.exists():
        message = _("this is here already, and nothing is written over it.")
        raise WrongUsage(message, where=str(chosen), hint=_("another name"))
    if not is_identifier(chosen.name):
        message = _("the folder's name is the id: small letters a-z, digits and single hyphens.")
        raise WrongUsage(message, where=str(chosen), hint="home-visit")
    return _Task(chosen.parent, chosen.name, parent, [chosen.parent, *folders], notebook)


def _usual_place(notebook: Path) -> Path:
    """Return the notebook's own folder of templates; without a notebook, that of COPROD_PROMPTS."""
    named = prompts_from_environment()
    if named and not (notebook / STATE_FOLDER).is_dir():
        return named[0].absolute()
    return notebook / OWN_PROMPTS


# --- asking ---


def _answered(task: _Task, data: str | None, settings: list[str]) -> "Case":
    """Return what is said as data, all of it checked."""
    from coprod_cli.base.clock import local_now
    from coprod_cli.cli.enter_data import read_data
    from coprod_cli.interview.askers.scripted.answers_file import check_answers
    from coprod_cli.interview.askers.scripted.asker import ScriptedAsker
    from coprod_cli.interview.engine import Interview
    from coprod_cli.interview.session import conduct
    from coprod_cli.model.new_case import blank_case
    from coprod_cli.operations.autosave import NoKeeper

    form = task.form
    language = form.languages[0]
    given = check_answers(form, language, read_data(data), settings)
    blank = blank_case("", form, language, "", local_now())
    begun = Interview.begin(form, blank, asks_title=False)
    return conduct(begun, ScriptedAsker(given, final=True), NoKeeper()).case


def _ask(task: _Task, *, plain: bool) -> None:
    """Ask a person; what is answered is kept until the template is written."""
    from coprod_cli.cli.console import say
    from coprod_cli.interview.protocol import Ended

    prepared, ended = sit_down(lambda: _prepared(task), plain=plain)
    paused = isinstance(ended.place, Ended) and ended.place.paused
    if paused or ended.case.status != "final":
        say(_("All you wrote is kept. To go on: the same command again."))
        if paused:
            raise typer.Exit(ExitCode.INTERRUPTED)
        return
    made = _write(task, ended.case)
    prepared.keeper.path.unlink()
    prepared.keeper.history.clear()
    _tell(task, made, json=False)


def _prepared(task: _Task) -> Prepared:
    """Go on with what was begun for the same template, else begin."""
    from dataclasses import replace

    from coprod_cli.base.clock import local_now
    from coprod_cli.interview.engine import Interview
    from coprod_cli.model.new_case import blank_case
    from coprod_cli.notebook.note.new_note import new_note
    from coprod_cli.notebook.notebook import Notebook

    form = task.form
    book = Notebook.make(own_state_folder() / "new-templates")
    marks = {**task.marks, "language": form.languages[0]}
    begun = [note for note in book.notes() if note.case and _marks_of(note.case) == marks]
    if begun:
        keeper, known, hold = hold_case(book, Path(begun[-1].source), form, sits=True)
        kept = keeper.drafts.read()
        interview = Interview.resume(form, known, at=kept.at, drafts=kept.texts, bases=kept.bases)
        return Prepared(with_scan(interview, book), keeper, hold, [_("You go on where you were.")])
    now = local_now()

    def text_for(case_id: str) -> str:
        case = blank_case(case_id, form, form.languages[0], "", now)
        return new_note(replace(case, extra={**case.extra, **task.marks}), form)

    keeper, known, hold = hold_case(book, book.add(text_for, now), form, sits=True)
    started = replace(Interview.begin(form, known, asks_title=False), opening=False)
    return Prepared(with_scan(started, book), keeper, hold, [])


def _marks_of(case: "Case") -> dict[str, object]:
    extra = {name: case.extra.get(name, "") for name in ("for", "extends")}
    return {**extra, "language": case.language}


# --- writing ---


def _write(task: _Task, case: "Case") -> "Made":
    """Write the files aside, look at them, and put them in their place."""
    import shutil
    from tempfile import mkdtemp

    from coprod_cli.base.atomic import cannot_save, make_private_folder, write_new
    from coprod_cli.templates.author_files import made_template
    from coprod_cli.templates.loader import load_template

    made = made_template(
        case, task.taken, extends=task.extends, template_id=task.template_id, translate=translated
    )
    target = task.prompts / made.id
    make_private_folder(task.prompts)
    _add_schemas(task.prompts)
    aside = Path(mkdtemp(prefix=f".{made.id}.", dir=task.prompts))
    try:
        for name, text in made.files.items():
            write_new(aside / f"{name}.yaml", text.encode())
        load_template(aside, task.folders)
        # Of two folders, only an empty one gives way to another.
        aside.rename(target)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise cannot_save(target, error) from error
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return made


def _add_schemas(prompts: Path) -> None:
    """Put the schemas where the new files tell editors to look; those that are there stay."""
    from contextlib import suppress

    from coprod_cli.base.atomic import make_private_folder, write_new
    from coprod_cli.templates.json_schema import FOLDER, SCHEMAS, schema_text

    make_private_folder(prompts / FOLDER)
    for of in SCHEMAS:
        with suppress(FileExistsError):
            write_new(prompts / FOLDER / f"{of}.json", schema_text(of).encode())


def _tell(task: _Task, made: "Made", *, json: bool) -> None:
    from coprod_cli.cli.console import say, show_json, show_text

    folder = task.prompts / made.id
    if json:
        show_json({"id": made.id, "path": str(folder)})
        return
    say(_("A new template:"))
    show_text(f"{folder}\n")
    show = f"coprod templates show {made.id}{task.found_by}"
    say(_("To look at it: {command}").format(command=show))
    say(_("To change it: its files, in any editor. Then: {command}").format(
        command=f"coprod templates check {shlex.quote(str(folder))}"
    ))  # fmt: skip
    ask = f"coprod new-case --template {made.id}{task.found_by}"
    say(_("To ask with it: {command}").format(command=ask))
