"""Open a new case for an interview with a person."""

from collections.abc import Iterable

from coprod_cli.interview.engine import Interview
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.notebook.note.new_note import new_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.recovery import recover
from coprod_cli.operations.choices import choose_language, choose_sections, clean_title
from coprod_cli.operations.conduct_sitting import Sitting, notice_of_words, with_scan
from coprod_cli.operations.lock_case import lock_case
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
    """Write the note of a new case, and open it; the notebook is made if it does not exist.

    Args:
        workspace: the workspace.
        template: the template's id.
        language: the language of the questions; by default the first preferred one that the
            template has.
        sections: the ids of the sections to ask; by default all.
        title: the case's title; by default the interview asks for it.
        plain_words: whether to ask in plain language.

    Raises:
        CoprodError: the template cannot be loaded, the notebook cannot be written, or an option
            does not fit the template.
    """
    loaded = workspace.library.load(template)
    worded = in_plain_words(loaded) if plain_words else loaded
    case_language = choose_language(worded, language, workspace.languages)
    section_ids = choose_sections(worded, sections)
    case_title = clean_title(title)
    is_new = not Notebook(workspace.folder).is_made
    notebook = Notebook.make(workspace.folder)
    now = workspace.clock()
    notices = recover(notebook, now)

    def text_for(case_id: str) -> str:
        case = blank_case(case_id, worded, case_language, case_title, now, plain_words=plain_words)
        return new_note(case, worded)

    path = notebook.add(text_for, now, kept_apart=worded.names_people)
    autosave, case, lock = lock_case(workspace, path, worded, interactive=True)
    interview = Interview.begin(worded, case, sections=section_ids, asks_title=title is None)
    words = notebook.read_watched_words()
    return Sitting(
        with_scan(interview, words),
        autosave,
        lock,
        (*notices, *notice_of_words(words)),
        new_notebook=workspace.folder if is_new else None,
    )
