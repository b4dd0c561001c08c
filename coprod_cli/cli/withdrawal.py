"""Conduct a sitting or save answers, then tell what happens with a case that they withdrew."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli.sitting import Opening, conduct_with_person

if TYPE_CHECKING:
    from coprod_cli.operations.add_case import SavedCase
    from coprod_cli.operations.conduct_sitting import Sitting, SittingResult
    from coprod_cli.operations.withdraw import Withdrawal
    from coprod_cli.operations.workspace import Workspace


def conduct_case(
    workspace: "Workspace",
    prepare: "Callable[[], Sitting]",
    *,
    plain: bool,
    opening: Opening | None = None,
) -> "SittingResult":
    """Conduct a sitting with a person as `conduct_with_person` does; then `tell_if_withdrawn`.

    Raises:
        Exit: the person left before the end.
    """
    opened: list[Sitting] = []

    def open_case() -> "Sitting":
        opened.append(prepare())
        return opened[-1]

    try:
        return conduct_with_person(open_case, plain=plain, opening=opening)
    finally:  # also where the person left before the end
        if opened:
            tell_if_withdrawn(workspace, opened[-1].autosave.path)


def save_case(workspace: "Workspace", save: "Callable[[], SavedCase]", *, json: bool) -> None:
    """Save a case without asking, and print where it is; then `tell_if_withdrawn`.

    Args:
        workspace: the workspace.
        save: saves the case; standard output is there by then.
        json: whether to print JSON.
    """
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.saved_case import show_saved_case

    require_output()
    saved = save()
    show_saved_case(saved, json=json)
    tell_if_withdrawn(workspace, saved.path)


def tell_if_withdrawn(workspace: "Workspace", path: Path) -> None:
    """Say what a withdrawal means, and ask whether to delete earlier texts, if a case is withdrawn.

    Args:
        workspace: the workspace.
        path: the path of the case's note; only one that is kept apart can be of a withdrawn case.
    """
    if not workspace.folder.is_dir() or not workspace.notebook.is_kept_apart(path):
        return
    from coprod_cli.operations.withdraw import read_withdrawal

    withdrawal = read_withdrawal(workspace, path)
    if withdrawal is None:
        return
    _tell(withdrawal)
    if withdrawal.earlier_texts:
        _offer_to_forget(workspace, withdrawal)


def _tell(withdrawal: "Withdrawal") -> None:
    """Say what a withdrawal means, and how to take it back."""
    from coprod_cli.cli.console.output import show_message

    name = withdrawal.name
    show_message(_("It is withdrawn: coprod does not show it any more, nor give it to others."))
    show_message(
        _("The note is still there. To delete it: {command}").format(
            command=f"coprod remove {name}, coprod purge {name}"
        )
    )
    if withdrawal.codings:
        message = ngettext(
            "{count} coding of it has words of it, too, and is deleted with the note.",
            "{count} codings of it have words of it, too, and are deleted with the note.",
            withdrawal.codings,
        )
        show_message(message.format(count=withdrawal.codings))
    show_message(
        _("To take the withdrawal back: {command}").format(
            command=f"coprod edit {name} {withdrawal.undo}"
        )
    )


def _offer_to_forget(workspace: "Workspace", withdrawal: "Withdrawal") -> None:
    """Ask whether to delete the earlier texts of a withdrawn case, or say how to."""
    from coprod_cli.cli.askers import agrees, is_person_here
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.operations.withdraw import forget_withdrawn

    if is_person_here():
        question = ngettext(
            "{count} earlier text of it is still kept. Delete it for good? y/N > ",
            "{count} earlier texts of it are still kept. Delete them for good? y/N > ",
            withdrawal.earlier_texts,
        )
        if agrees(question.format(count=withdrawal.earlier_texts)):
            forget_withdrawn(workspace, withdrawal)
            show_message(_("The earlier texts are removed."))
            return
    message = _("Its earlier texts are still kept. To delete them: {command}")
    show_message(message.format(command=f"coprod history {withdrawal.name} --clear"))
