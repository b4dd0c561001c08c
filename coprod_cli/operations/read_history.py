"""Read or clear the history of a case: the earlier texts of its answers."""

from collections.abc import Iterable
from typing import NamedTuple

from coprod_cli.base.atomic import save_error
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.history import HistoryEntry
from coprod_cli.notebook.kept_changes import changes_with_words, file_texts, finished_changes
from coprod_cli.notebook.side_files import all_files, remove_file
from coprod_cli.notebook.withdrawn import refuse_withdrawn
from coprod_cli.operations.old_quotes import OldQuotes, old_quotes
from coprod_cli.operations.workspace import Workspace


class CaseHistory(NamedTuple):
    """The name by which commands take a case, and its history entries, the oldest first."""

    name: str
    entries: tuple[HistoryEntry, ...]


def read_history(workspace: Workspace, reference: str) -> CaseHistory:
    """Return the history of a case.

    Raises:
        NotFound: no case, or more than one, has that name, or it was withdrawn.
    """
    notebook = workspace.notebook
    path = notebook.find(reference)
    name = notebook.case_id_of(path)
    if (case := notebook.read(path).case) is not None:
        refuse_withdrawn(case, workspace.library.find(case.template), name)
    return CaseHistory(name, tuple(notebook.history(name).entries()))


class ClearedHistory(NamedTuple):
    """What is left of earlier texts of a case, and what was deleted with them.

    Attributes:
        quotes: whose passages still have words of them.
        code_changes: how many changes of codes cannot be undone any more, since what was kept of
            them quoted such words.
    """

    quotes: tuple[OldQuotes, ...]
    code_changes: int


def clear_history(workspace: Workspace, reference: str) -> ClearedHistory:
    """Delete the history of a case, and what is kept of changes of codes that quotes it.

    Raises:
        NotFound: no case, or more than one, has that name.
        CannotSave: it could not be deleted.
        CaseHeld: another process changes codes, and what was kept of changes quotes the case.
        CoprodError: the history's folder is a link to a folder outside the notebook.
    """
    notebook = workspace.notebook
    path = notebook.find_to_change(reference)
    name = notebook.case_id_of(path)
    history = notebook.history(name)
    refuse_outside_link(history.folder, notebook.folder)
    coded = CodedAnswers(notebook, name)
    earlier = file_texts([*(each for _when, each in history.files()), *all_files(coded.folder)])
    # Before the texts by which they are found.
    count = _clear_code_changes(workspace, name, earlier, "".join(file_texts([path])))
    history.clear()
    coded.clear()
    notebook.forget_for_good()
    return ClearedHistory(old_quotes(workspace, path), count)


def _clear_code_changes(
    workspace: Workspace, case_id: str, earlier: Iterable[str], present: str
) -> int:
    """Delete what is kept of changes of codes that quote a case; return how many they were.

    Raises:
        CannotSave: a file could not be deleted.
    """
    notebook = workspace.notebook
    if not changes_with_words(finished_changes(notebook), case_id, earlier, present):
        return 0
    files = CodeFiles(notebook)
    with files.lock(workspace.clock()):
        found = changes_with_words(finished_changes(notebook), case_id, earlier, present)
        for path in (path for each in found for path in each.files):
            try:
                remove_file(path)
            except OSError as error:
                raise save_error(path, error) from error
            notebook.store.remove_empty_folders(path.parent, files.changes_folder)
    return len(found)
