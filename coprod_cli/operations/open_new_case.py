"""Open a new case for a sitting."""

from collections.abc import Iterable

from coprod_cli.interview.engine import Interview
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.notebook.note.new_note import new_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.recovery import recover
from coprod_cli.operations.choices import choose_language, choose_sections, clean_title
from coprod_cli.operations.hold_case import hold_case
from coprod_cli.operations.hold_sitting import Sitting, with_scan
from coprod_cli.operations.workspace import Workspace


def open_new_case(
    workspace: Workspace,
    template: str,
    *,
    language: str | None = None,
    sections: Iterable[str] = (),
    title: str | None = None,
    plain_words: bool = False,
) -> Sitting:
    """Add a note for a new case, and open it; the notebook is made where it is missing.

    Args:
        workspace: the workspace.
        template: the template's name.
        language: the language to ask in; by default a preferred one.
        sections: the ids of the sections to ask; none means all.
        title: the case's title; None lets the interview ask for it.
        plain_words: whether to ask in plain words.

    Raises:
        CoprodError: the template, the notebook or an option cannot be taken.
    """
    form = workspace.library.load(template)
    if plain_words:
        form = in_plain_words(form)
    asked_in = choose_language(form, language, workspace.languages)
    asked = choose_sections(form, sections)
    name = clean_title(title)
    is_new = not Notebook(workspace.folder).is_made
    notebook = Notebook.make(workspace.folder)
    now = workspace.clock()
    found = recover(notebook, now)

    def text_for(case_id: str) -> str:
        case = blank_case(case_id, form, asked_in, name, now, plain_words=plain_words)
        return new_note(case, form)

    path = notebook.add(text_for, now, apart=form.names_people)
    keeper, case, hold = hold_case(workspace, path, form, sits=True)
    interview = Interview.begin(form, case, sections=asked, asks_title=title is None)
    return Sitting(
        with_scan(interview, notebook),
        keeper,
        hold,
        tuple(found),
        new_notebook=workspace.folder if is_new else None,
    )
