"""Conduct a sitting, and tell a person what happens with a case that they have just withdrawn."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli.sitting import Opening, conduct_with_person

if TYPE_CHECKING:
    from coprod_cli.operations.conduct_sitting import Sitting, SittingResult
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


def tell_if_withdrawn(workspace: "Workspace", path: Path) -> None:
    """Say what a withdrawal means, and ask whether to delete earlier texts, if a case is withdrawn.

    Args:
        workspace: the workspace.
        path: the path of the case's note; only one that is kept apart can be of a withdrawn case.
    """
    if workspace.folder.is_dir() and workspace.notebook.is_kept_apart(path):
        _tell(workspace, path)


def _tell(workspace: "Workspace", path: Path) -> None:
    from coprod_cli.cli.askers import agrees, is_person_here
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.operations.withdraw import forget_withdrawn, read_withdrawal

    withdrawal = read_withdrawal(workspace, path)
    if withdrawal is None:
        return
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
    if not withdrawal.earlier_texts:
        return
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
    show_message(message.format(command=f"coprod history {name} --clear"))
