"""Start a template: ask for it with a form of its own, and write its files."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from coprod_cli.base.atomic import make_private_folder, save_error, write_new
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.settings import NOTEBOOK_PROMPTS, STATE_FOLDER, expand_home, user_state_folder
from coprod_cli.base.yaml_document import Document
from coprod_cli.interview.engine import Interview
from coprod_cli.model.case import Case
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.new_note import new_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.apply_answers import apply_answers
from coprod_cli.operations.hold_case import hold_case
from coprod_cli.operations.hold_sitting import Sitting, SittingResult, with_scan
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.author_files import made_template
from coprod_cli.templates.author_form import Translate, is_identifier, making_form
from coprod_cli.templates.json_schema import FOLDER, SCHEMAS, schema_text
from coprod_cli.templates.loader import load_template


@dataclass(frozen=True)
class TemplatePlan:
    """What template is to be written: into which folder of templates, and which one it extends.

    `template_id` is "" where the form asks for it. `searched` are the folders in which extended
    templates are looked up. The form asks in `language`, into which `translate` turns a sentence.
    """

    prompts: Path
    template_id: str
    extends: Template | None
    searched: tuple[Path, ...]
    language: str = "en"
    translate: Translate = str

    @property
    def taken_ids(self) -> set[str]:
        """The names that no new folder can have."""
        return {path.name for path in self.prompts.iterdir()} if self.prompts.is_dir() else set()

    @property
    def form(self) -> Template:
        """The form that asks for the template."""
        return making_form(
            self.taken_ids, extends=self.extends, asks_id=not self.template_id,
            language=self.language, translate=self.translate,
        )  # fmt: skip

    @property
    def marks(self) -> dict[str, str]:
        """What tells the note of a sitting for this template from that of another one."""
        extends = self.extends.id if self.extends else ""
        return {"for": str(self.prompts / self.template_id), "extends": extends}


@dataclass(frozen=True)
class WrittenTemplate:
    """A template whose files were written: its id, and the folder that holds its folder."""

    id: str
    prompts: Path

    @property
    def path(self) -> Path:
        """The template's own folder."""
        return self.prompts / self.id


def plan_template(
    workspace: Workspace,
    folder: Path | None,
    extends: str | None,
    *,
    language: str = "en",
    translate: Translate = str,
) -> TemplatePlan:
    """Return the plan of a new template; nothing is written yet.

    Args:
        workspace: the workspace.
        folder: the template's folder, whose name is its id; by default the form asks for the id,
            and the template goes into the notebook's own folder of templates.
        extends: the name of the template that the new one extends.
        language: the language in which its form asks.
        translate: turns an English sentence into one of that language.

    Raises:
        CoprodError: the folder is there already, its name is no id, or the extended template
            cannot be loaded.
    """
    parent = None
    if extends is not None:
        # By its name, which may be another one than it gives itself.
        parent = workspace.library.load(extends).model_copy(update={"id": extends})
    if folder is None:
        prompts = _usual_prompts(workspace)
        return TemplatePlan(prompts, "", parent, workspace.prompts, language, translate)
    chosen = expand_home(folder).absolute()
    if chosen.exists():
        message = msg("this is here already, and nothing is written over it.")
        raise WrongUsage(message, where=str(chosen), hint=msg("another name"))
    if not is_identifier(chosen.name):
        message = msg("the folder's name is the id: small letters a-z, digits and single hyphens.")
        raise WrongUsage(message, where=str(chosen), hint="home-visit")
    searched = (chosen.parent, *workspace.prompts)
    return TemplatePlan(chosen.parent, chosen.name, parent, searched, language, translate)


def new_template(
    workspace: Workspace, plan: TemplatePlan, document: Document | None, settings: list[str]
) -> WrittenTemplate:
    """Write a template from answers to its form, all of them checked first.

    Args:
        workspace: the workspace.
        plan: the template's plan.
        document: an answers file that was read.
        settings: single answers as `ADDRESS=TEXT`.

    Raises:
        InvalidInput: an answer cannot be taken; carries every finding.
        CannotSave: the files could not be written; then none is there.
    """
    from coprod_cli.interview.askers.scripted.answers_file import check_answers

    form = plan.form
    language = form.languages[0]
    given = check_answers(form, language, document, settings)
    blank = blank_case("", form, language, "", workspace.clock())
    begun = Interview.begin(form, blank, asks_title=False)
    return _write_template(plan, apply_answers(begun, given, final=True))


def open_template_form(workspace: Workspace, plan: TemplatePlan) -> Sitting:
    """Open the form of a template: where a person left it for the same template, else anew.

    What is answered is saved in a note among the person's own files until the template is written.

    Raises:
        CoprodError: the note could not be written, or somebody else answers the form.
    """
    form = plan.form
    notebook = Notebook.make(user_state_folder() / "new-templates")
    forms = replace(workspace, folder=notebook.folder)
    marks = {**plan.marks, "language": form.languages[0]}
    begun = [note for note in notebook.notes() if note.case and _marks_of(note.case) == marks]
    if begun:
        keeper, case, hold = hold_case(forms, Path(begun[-1].source), form, sits=True)
        kept = keeper.drafts.read()
        interview = Interview.resume(form, case, at=kept.at, drafts=kept.texts, bases=kept.bases)
        return Sitting(
            with_scan(interview, notebook), keeper, hold, (msg("You go on where you were."),)
        )
    now = workspace.clock()

    def text_for(case_id: str) -> str:
        case = blank_case(case_id, form, form.languages[0], "", now)
        return new_note(replace(case, extra={**case.extra, **plan.marks}), form)

    keeper, case, hold = hold_case(forms, notebook.add(text_for, now), form, sits=True)
    started = replace(Interview.begin(form, case, asks_title=False), opening=False)
    return Sitting(with_scan(started, notebook), keeper, hold)


def write_asked_template(plan: TemplatePlan, asked: SittingResult) -> WrittenTemplate:
    """Write the template that a person answered for in a sitting, and remove the sitting's note.

    Raises:
        CoprodError: the template has mistakes, or could not be written; the note stays.
    """
    written = _write_template(plan, asked.case)
    asked.path.unlink()
    Notebook(asked.path.parent).history(asked.case.id).clear()
    return written


def _usual_prompts(workspace: Workspace) -> Path:
    """Return the notebook's own folder of templates; without a notebook, the first named folder."""
    own = workspace.folder / NOTEBOOK_PROMPTS
    first = workspace.prompts[0]
    if first != own and not (workspace.folder / STATE_FOLDER).is_dir():
        return first.absolute()
    return own


def _marks_of(case: Case) -> dict[str, object]:
    extra = {name: case.extra.get(name, "") for name in ("for", "extends")}
    return {**extra, "language": case.language}


def _write_template(plan: TemplatePlan, case: Case) -> WrittenTemplate:
    """Write the files into a folder aside, load them, and move that folder to its place."""
    made = made_template(
        case, plan.taken_ids, extends=plan.extends, template_id=plan.template_id,
        translate=plan.translate,
    )  # fmt: skip
    target = plan.prompts / made.id
    make_private_folder(plan.prompts)
    _add_schemas(plan.prompts)
    aside = Path(mkdtemp(prefix=f".{made.id}.", dir=plan.prompts))
    try:
        for name, text in made.files.items():
            write_new(aside / f"{name}.yaml", text.encode())
        load_template(aside, plan.searched)
        # Of two folders, only an empty one gives way to another.
        aside.rename(target)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise save_error(target, error) from error
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return WrittenTemplate(made.id, plan.prompts)


def _add_schemas(prompts: Path) -> None:
    """Put the schemas where the new files tell editors to look; those that are there stay."""
    make_private_folder(prompts / FOLDER)
    for of in SCHEMAS:
        with suppress(FileExistsError):
            write_new(prompts / FOLDER / f"{of}.json", schema_text(of).encode())
