"""A notebook's own code sets, as they are changed: which may be, and where a code stands."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from coprod_cli.base.errors import InvalidAnswer, NotFound, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_document import Path as YamlPath
from coprod_cli.base.yaml_edit import set_value
from coprod_cli.model.code_name import CodeName, id_from_words, is_code_name
from coprod_cli.model.code_set import PlacedCode
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CODES_FOLDER, CodeSetLibrary
from coprod_cli.templates.code_set_loader import LoadedCodeSet, path_of_code


class OwnCode(NamedTuple):
    """A code in one of the notebook's own sets.

    Attributes:
        loaded: its set.
        placed: the code.
        path: the way to it in the set's file.
        source: the set's file.
    """

    loaded: LoadedCodeSet
    placed: PlacedCode
    path: YamlPath
    source: str

    @property
    def name(self) -> CodeName:
        """Its name."""
        return self.placed.name

    @property
    def is_inherited(self) -> bool:
        """Whether its set takes it over from another one, so that it is not in the file."""
        return self.path == ("extends",)


def require_name(text: str) -> CodeName:
    """Return the name of a code that a person gave.

    Raises:
        WrongUsage: it is no code name.
    """
    try:
        return CodeName.read(text)
    except InvalidAnswer as error:
        set_id, _slash, code_id = map(id_from_words, text.partition("/"))
        near = f"{set_id}/{code_id}"
        hint = near if is_code_name(near) else "coprod codes list"
        raise WrongUsage(error.message, hint=hint) from None


def own_set(workspace: Workspace, library: CodeSetLibrary, set_id: str) -> LoadedCodeSet:
    """Return a set of the notebook's own.

    Raises:
        NotFound: there is no such set.
        WrongUsage: it is not the notebook's own, such as a lens.
        InvalidInput: it is invalid.
    """
    loaded = library.load(set_id)
    if library.files()[set_id].parent != workspace.folder / CODES_FOLDER:
        message = msg('"{name}" is not a set of this notebook, and stays as it is.', name=set_id)
        hint = f"coprod codes new ours --extends {set_id}"
        raise WrongUsage(message, hint=hint)
    return loaded


def own_code(
    workspace: Workspace, library: CodeSetLibrary, name: str, *, inherited: bool = False
) -> OwnCode:
    """Return a code of one of the notebook's own sets.

    Args:
        workspace: the workspace.
        library: the code sets.
        name: the code's name.
        inherited: whether it may be one that its set takes over from another one.

    Raises:
        NotFound: there is no such code.
        WrongUsage: that is no code name, not in a set of the notebook's own, or taken over.
        InvalidInput: its set is invalid.
    """
    wanted = require_name(name)
    loaded = own_set(workspace, library, wanted.set_id)
    placed = loaded.code_set.find(wanted.code_id)
    if placed is None:
        raise no_such_code(library, wanted)
    found = OwnCode(
        loaded, placed, path_of_code(loaded, placed), str(library.files()[wanted.set_id])
    )
    if found.is_inherited and not inherited:
        message = msg(
            '"{name}" is taken over from "{parent}", and stays as it is.',
            name=wanted,
            parent=loaded.code_set.extends,
        )
        raise WrongUsage(message, hint=f"coprod codes edit {wanted}")
    return found


def no_such_code(library: CodeSetLibrary, name: str) -> NotFound:
    """Return the error for a code that no set has, with the nearest name."""
    known = [each.name for each in library.all().placed_codes()]
    message = msg("there is no code of that name.")
    if is_code_name(name) or looks_like_name(name):
        message = msg('there is no code "{name}".', name=name)
    return NotFound(message, hint=nearest(name, known) or "coprod codes list")


def undefined_code(library: CodeSetLibrary, name: str) -> CodeName | None:
    """Return the name of a code if no set has it, or had it: see `codes list --undefined`.

    Raises:
        WrongUsage: that is no code name.
        InvalidInput: its set is invalid, so that it is not known.
    """
    wanted = require_name(name)
    if wanted.set_id in library.files():
        library.load(wanted.set_id)
    sets = library.all()
    return wanted if sets.find(sets.present_name(wanted)) is None else None


def existing_code(library: CodeSetLibrary, name: str) -> CodeName:
    """Return the name of a code that there is, in any set.

    Raises:
        NotFound: there is none.
        WrongUsage: it is retired.
    """
    wanted = require_name(name)
    placed = library.all().find(wanted)
    if placed is None:
        raise no_such_code(library, wanted)
    if placed.code.retired:
        raise WrongUsage(msg('"{name}" is retired.', name=wanted), hint="coprod codes list")
    return placed.name


def with_key(code: OwnCode, text: str, key: str, value: Any) -> str:
    """Return a set's text with a key of a code set; new keys come before the codes below it."""
    return set_value(text, (*code.path, key), value, code.source, before="codes")


def as_retired(workspace: Workspace, code: OwnCode, text: str, instead: Sequence[CodeName]) -> str:
    """Return a set's text in which a code is retired."""
    today = workspace.clock().date().isoformat()
    text = with_key(code, text, "retired", code.placed.code.retired or today)
    if not instead:
        return text
    own = code.name.set_id
    short = [each.code_id if each.set_id == own else str(each) for each in instead]
    return with_key(code, text, "instead", short)
