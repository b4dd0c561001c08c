"""Look at passages whose words changed, or that are not found for certain, and accept them."""

from collections.abc import Iterator
from typing import NamedTuple

from coprod_cli.base.clock import timestamp
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.notebook.codings import CodingFile, Codings
from coprod_cli.notebook.notebook import safe_file_name
from coprod_cli.notebook.query import Selection
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.mark_case import MarkingSession, choose_coder, marking_of
from coprod_cli.operations.workspace import Workspace


class PassageToLookAt(NamedTuple):
    """A passage that a person should look at.

    Attributes:
        file: the coding's files.
        marking: the marking of its case.
        placed: the passage, with where it stands now.
    """

    file: CodingFile
    marking: Marking
    placed: PlacedPassage


def passages_to_look_at(workspace: Workspace, selection: Selection) -> Iterator[PassageToLookAt]:
    """Yield the passages of the selected cases that are not silently where they were.

    They are those of the notebook's coder, or of everybody if nobody is known.
    """
    codings = Codings(selection.notebook)
    own = choose_coder(workspace, None) or None
    files: dict[str, list[CodingFile]] = {}
    for kept_apart in (False, True):
        for file in codings.files(kept_apart=kept_apart, coder=own):
            files.setdefault(file.case_id, []).append(file)
    for note in selection.notes() if files else ():
        case = note.case
        if case is None or safe_file_name(case.id) not in files:
            continue
        template = workspace.library.find(case.template)
        if is_withdrawn(case, template):
            continue
        for file in files[safe_file_name(case.id)]:
            if (coding := codings.read(file).coding) is not None:
                marking = marking_of(workspace, case, template, coding)
                for placed in marking.to_look_at:
                    yield PassageToLookAt(file, marking, placed)


def accept_passage(workspace: Workspace, looked_at: PassageToLookAt) -> None:
    """Take the words that stand there now as those of a passage.

    Raises:
        InvalidInput: the coding is damaged, or has several versions.
        CannotSave: it could not be written; it is unchanged.
    """
    marking = looked_at.marking
    session = MarkingSession(workspace, None, looked_at.file, marking.coding)
    when = timestamp(workspace.clock())
    session.save(marking.accept(looked_at.placed.passage.id, when))
