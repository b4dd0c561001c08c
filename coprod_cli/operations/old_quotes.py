"""Old quotes: passages that still have words which their answers do not say any more."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.notebook.codings import Codings
from coprod_cli.operations.workspace import Workspace


class OldQuotes(NamedTuple):
    """How many passages of one coder still quote, or stand around, an earlier text of an answer."""

    coder: str
    passages: int


def old_quotes(workspace: Workspace, path: Path) -> tuple[OldQuotes, ...]:
    """Return whose passages still have words of earlier texts of a case's answers.

    Those that are found again are refreshed when their coder marks in the case; those whose own
    words changed have to be looked at.
    """
    case = workspace.notebook.read(path).case
    if case is None:
        return ()
    present = {answer.digest for answer in case.answers}
    codings = Codings(workspace.notebook)
    found = []
    for file in codings.of_case(case.id or path.stem):
        coding = codings.read(file).coding
        passages = coding.passages if coding else ()
        count = sum(each.found is not None and each.found.said not in present for each in passages)
        if count:
            found.append(OldQuotes(file.coder, count))
    return tuple(found)
