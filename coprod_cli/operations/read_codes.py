"""Read the codes of a notebook: those of its own sets, and of the lenses that come with coprod."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.code_name import CodeName, is_code_name
from coprod_cli.model.code_set import CodeSet, PlacedCode
from coprod_cli.notebook.code_drafts import begun_codes
from coprod_cli.operations.own_codes import no_such_code
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CODES_FOLDER

BUILT_IN = "built-in"
FROM_NOTEBOOK = "notebook"


class FoundSet(NamedTuple):
    """A code set, its file, and where it is from: BUILT_IN, FROM_NOTEBOOK, or another folder."""

    code_set: CodeSet
    path: str
    origin: str


class CodeList(NamedTuple):
    """The code sets that can be used, and the error of each that cannot, by its id.

    `begun` has the codes and sets that a person was asked about when coprod was stopped, and
    whether there is one of that name.
    """

    sets: tuple[FoundSet, ...]
    unusable: tuple[tuple[str, CoprodError], ...] = ()
    begun: tuple[tuple[str, bool], ...] = ()


class FoundCode(NamedTuple):
    """A code, and its set."""

    placed: PlacedCode
    found_set: FoundSet


def list_codes(workspace: Workspace, set_id: str = "") -> CodeList:
    """Return the code sets of a notebook, its own ones first, or the one with an id.

    Raises:
        NotFound: there is no set with that id.
        InvalidInput: that set is invalid.
    """
    library = workspace.code_sets
    if set_id:
        return CodeList((find_set(workspace, set_id),))
    invalid = library.invalid()
    sets = (find_set(workspace, each) for each in library.files() if each not in invalid)
    begun = begun_codes(workspace.notebook) if workspace.folder.is_dir() else ()
    known = {*library.files(), *(each.name for each in library.all().placed_codes())}
    return CodeList(
        tuple(sets), tuple(invalid.items()), tuple((name, name in known) for name in begun)
    )


def find_set(workspace: Workspace, set_id: str) -> FoundSet:
    """Return the code set with an id.

    Raises:
        NotFound: there is no set with that id.
        InvalidInput: that set is invalid.
    """
    loaded = workspace.code_sets.load(set_id)
    path = workspace.code_sets.files()[set_id]
    return FoundSet(loaded.code_set, str(path), _origin(path, workspace))


def find_code(workspace: Workspace, name: str) -> FoundCode:
    """Return the code with a name, which may be an earlier one.

    Raises:
        NotFound: no set has it.
        InvalidInput: its set is invalid.
    """
    if is_code_name(name):
        name = workspace.code_sets.all().known_name(CodeName(name))
    set_id, _slash, code_id = name.partition("/")
    files = workspace.code_sets.files()
    if set_id in files:
        found = find_set(workspace, set_id)
        placed = found.code_set.find(code_id)
        if placed is not None:
            return FoundCode(placed, found)
    raise no_such_code(workspace.code_sets, name)


def _origin(path: Path, workspace: Workspace) -> str:
    if path.parent == shipped_prompts() / CODES_FOLDER:
        return BUILT_IN
    is_own = path.parent == workspace.folder / CODES_FOLDER
    return FROM_NOTEBOOK if is_own else str(path.parent)
