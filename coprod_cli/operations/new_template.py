"""Write a new template: an interview asks for its title and questions, and files are written."""

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

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
from coprod_cli.operations.conduct_sitting import Sitting, SittingResult, with_scan
from coprod_cli.operations.lock_case import lock_case
from coprod_cli.operations.read_answers import as_document
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.author_files import build_template
from coprod_cli.templates.author_form import Translate, is_template_id, new_template_form
from coprod_cli.templates.json_schema import SCHEMA_FOLDER, SCHEMA_NAMES, schema_text
from coprod_cli.templates.loader import load_template


@dataclass(frozen=True)
class TemplatePlan:
    """Plan of a new template: where its files go, and in which language its form asks.

    Attributes:
        prompts: the folder of templates into which it is written.
        template_id: its id; "" if the form asks for it.
        extends: the template that it extends.
        searched: the folders of templates in which extended templates are looked up.
        language: the language in which the form asks.
        translate: returns an English sentence in that language.
    """

    prompts: Path
    template_id: str
    extends: Template | None
    searched: tuple[Path, ...]
    language: str = "en"
    translate: Translate = str

    @property
    def taken_ids(self) -> set[str]:
        """The ids that other files and folders in the folder of templates have."""
        return {path.name for path in self.prompts.iterdir()} if self.prompts.is_dir() else set()

    @property
    def form(self) -> Template:
        """The form: itself a template, whose questions ask for the new one."""
        return new_template_form(
            self.taken_ids, extends=self.extends, asks_id=not self.template_id,
            language=self.language, translate=self.translate,
        )  # fmt: skip

    @property
    def marks(self) -> dict[str, str]:
        """The front matter by which the note of this form is found again."""
        extends = self.extends.id if self.extends else ""
        return {"for": str(self.prompts / self.template_id), "extends": extends}


@dataclass(frozen=True)
class WrittenTemplate:
    """The id of a template whose files were written, and the folder of templates it is in."""

    id: str
    prompts: Path

    @property
    def path(self) -> Path:
        """The template's folder."""
        return self.prompts / self.id


def plan_template(
    workspace: Workspace,
    folder: Path | None,
    extends: str | None,
    *,
    language: str = "en",
    translate: Translate = str,
) -> TemplatePlan:
    """Return the plan of a new template; nothing is written.

    Args:
        workspace: the workspace.
        folder: the template's folder, whose name is the id; by default the form asks for the id,
            and the template is written into the notebook's folder of templates.
        extends: the id of the template that the new one extends.
        language: the language in which the form asks.
        translate: returns an English sentence in that language.

    Raises:
        CoprodError: the folder exists already, its name is no valid id, or the extended template
            cannot be loaded.
    """
    parent = None
    if extends is not None:
        # The name of its folder, by which it is found, may differ from the id in its file.
        parent = workspace.library.load(extends).model_copy(update={"id": extends})
    if folder is None:
        prompts = _default_prompts(workspace)
        return TemplatePlan(prompts, "", parent, workspace.prompts, language, translate)
    chosen = expand_home(folder).absolute()
    if chosen.exists():
        message = msg("this is here already, and nothing is written over it.")
        raise WrongUsage(message, where=str(chosen), hint=msg("another name"))
    if not is_template_id(chosen.name):
        message = msg("the folder's name is the id: small letters a-z, digits and single hyphens.")
        raise WrongUsage(message, where=str(chosen), hint="home-visit")
    searched = (chosen.parent, *workspace.prompts)
    return TemplatePlan(chosen.parent, chosen.name, parent, searched, language, translate)


def new_template(
    workspace: Workspace,
    plan: TemplatePlan,
    answers: Document | Mapping[str, Any] | None = None,
    *,
    settings: Iterable[str] = (),
) -> WrittenTemplate:
    """Write a template from answers to its form; all of them are checked first.

    Args:
        workspace: the workspace.
        plan: the template's plan.
        answers: the document of an answers file, or a mapping from addresses to answers.
        settings: single answers as `ADDRESS=TEXT`; they override those in `answers`.

    Raises:
        InvalidInput: an answer is invalid; carries every finding.
        CannotSave: the files could not be written; none of them exists.
    """
    from coprod_cli.interview.askers.scripted.answers_file import check_answers

    form = plan.form
    language = form.languages[0]
    given = check_answers(form, language, as_document(answers), settings)
    blank = blank_case("", form, language, "", workspace.clock())
    interview = Interview.begin(form, blank, asks_title=False)
    return _write_template(plan, apply_answers(interview, given, final=True))


def open_template_form(workspace: Workspace, plan: TemplatePlan) -> Sitting:
    """Open the form of a template where the person left it, or from its beginning.

    Until the template is written, its answers are in a note in the user's state folder.

    Raises:
        CoprodError: the note could not be written, or another process has locked it.
    """
    form = plan.form
    notebook = Notebook.make(user_state_folder() / "new-templates")
    forms = replace(workspace, folder=notebook.folder)
    marks = {**plan.marks, "language": form.languages[0]}
    unfinished = [note for note in notebook.notes() if note.case and _marks_of(note.case) == marks]
    if unfinished:
        path = Path(unfinished[-1].source)
        autosave, case, lock = lock_case(forms, path, form, interactive=True)
        kept = autosave.drafts.read()
        interview = Interview.resume(form, case, at=kept.at, drafts=kept.texts, bases=kept.bases)
        notices = (msg("You go on where you were."),)
        return Sitting(with_scan(interview, notebook.read_watched_words()), autosave, lock, notices)
    now = workspace.clock()

    def text_for(case_id: str) -> str:
        case = blank_case(case_id, form, form.languages[0], "", now)
        return new_note(replace(case, extra={**case.extra, **plan.marks}), form)

    autosave, case, lock = lock_case(forms, notebook.add(text_for, now), form, interactive=True)
    interview = replace(Interview.begin(form, case, asks_title=False), opening=False)
    return Sitting(with_scan(interview, notebook.read_watched_words()), autosave, lock)


def write_asked_template(plan: TemplatePlan, result: SittingResult) -> WrittenTemplate:
    """Write the template from the answers of a sitting, and delete the sitting's note.

    Raises:
        CoprodError: the template has mistakes, or could not be written; the note still exists.
    """
    written = _write_template(plan, result.case)
    result.path.unlink()
    Notebook(result.path.parent).history(result.case.id).clear()
    return written


def _default_prompts(workspace: Workspace) -> Path:
    """Return the notebook's folder of templates; without a notebook, the first other folder."""
    own = workspace.folder / NOTEBOOK_PROMPTS
    first = workspace.prompts[0]
    if first != own and not (workspace.folder / STATE_FOLDER).is_dir():
        return first.absolute()
    return own


def _marks_of(case: Case) -> dict[str, object]:
    extra = {name: case.extra.get(name, "") for name in ("for", "extends")}
    return {**extra, "language": case.language}


def _write_template(plan: TemplatePlan, case: Case) -> WrittenTemplate:
    """Write the files into a temporary folder, load them to check them, and rename the folder."""
    made = build_template(
        case, plan.taken_ids, extends=plan.extends, template_id=plan.template_id,
        translate=plan.translate,
    )  # fmt: skip
    target = plan.prompts / made.id
    make_private_folder(plan.prompts)
    _add_schemas(plan.prompts)
    temporary = Path(mkdtemp(prefix=f".{made.id}.", dir=plan.prompts))
    try:
        for name, text in made.files.items():
            write_new(temporary / f"{name}.yaml", text.encode())
        load_template(temporary, plan.searched)
        # Renaming replaces an empty folder only, so no other template is lost.
        temporary.rename(target)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise save_error(target, error) from error
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return WrittenTemplate(made.id, plan.prompts)


def _add_schemas(prompts: Path) -> None:
    """Write the schemas to the folder that the new files name; existing ones are not replaced."""
    make_private_folder(prompts / SCHEMA_FOLDER)
    for name in SCHEMA_NAMES:
        with suppress(FileExistsError):
            write_new(prompts / SCHEMA_FOLDER / f"{name}.json", schema_text(name).encode())
