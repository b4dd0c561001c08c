"""Next steps that are due, which a person is shown before a new case."""

from dataclasses import replace

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import Message, composed, ignore_message
from coprod_cli.operations.workspace import Workspace

MAX_NOTES = 1_000
"""The most notes that are searched: nobody waits for it at a new case."""


def due_steps(workspace: Workspace) -> tuple[Message, ...]:
    """Return a line for each open next step that is due today or earlier, the earliest first.

    A notebook that does not exist, cannot be read, or has more than `MAX_NOTES` notes has none.
    """
    from coprod_cli.base.clock import is_day
    from coprod_cli.operations.find_steps import find_steps

    # It may run in a thread of its own, so it shares no notebook and no templates with others.
    own = replace(workspace, notify=ignore_message)
    try:
        if len(own.notebook.paths()) > MAX_NOTES:
            return ()
        found = find_steps(own).steps
    except CoprodError:
        return ()
    day = own.clock().date().isoformat()
    due = [each for each in found if is_day(each.step.task.due) and each.step.task.due <= day]
    return tuple(
        composed("{step} - {title}", step=each.step.as_line(day), title=each.title)
        if each.title
        else each.step.as_line(day)
        for each in due
    )
