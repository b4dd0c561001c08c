"""Earlier and half-typed texts of a case that was just withdrawn: counts and deletes them."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.files import refuse_outside_link
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.voices import setting_of
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.workspace import Workspace


class Withdrawal(NamedTuple):
    """A withdrawn case.

    Attributes:
        name: the name by which commands take it.
        earlier_texts: how many earlier texts it has.
        undo: the options of `coprod edit` that take the withdrawal back.
        codings: how many codings have words of it.
    """

    name: str
    earlier_texts: int
    undo: str
    codings: int


def read_withdrawal(workspace: Workspace, path: Path) -> Withdrawal | None:
    """Return what is left of a case if it is withdrawn; None if it is not."""
    notebook = workspace.notebook
    note = notebook.read(path)
    if note.case is None:
        return None
    template = workspace.library.find(note.case.template)
    consent = template.consent if template else None
    if consent is None or not is_withdrawn(note.case, template):
        return None
    name = notebook.case_id_of(path)
    earlier_texts = sum(1 for _each in notebook.history(name).entries())
    codings = sum(1 for _each in Codings(notebook).of_case(name))
    return Withdrawal(name, earlier_texts, _undo(note.case, consent.withdrawn), codings)


def _undo(case: Case, address: Address) -> str:
    """Return the options that empty each answer at an address, by name where a voice has one."""
    keys = [answer.key for answer in case.by_address.get(address, ()) if answer.text]
    if all(key.voice is None for key in keys):
        return f"--set {address}="
    return " ".join(map(setting_of, keys))


def forget_withdrawn(workspace: Workspace, withdrawal: Withdrawal) -> None:
    """Delete the earlier and the half-typed texts of a withdrawn case for good.

    Raises:
        CannotSave: they could not be deleted.
        CoprodError: a folder of them is a link to a folder outside the notebook.
    """
    notebook = workspace.notebook
    history, drafts = notebook.history(withdrawal.name), notebook.drafts(withdrawal.name)
    CodedAnswers(notebook, withdrawal.name).clear()
    for path in (history.folder, drafts.path):
        refuse_outside_link(path, notebook.folder)
    history.clear()
    drafts.remove()
