"""Code set library: the code sets in a list of folders, each loaded once."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.errors import CoprodError, InvalidInput, NotFound
from coprod_cli.base.message import msg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.text import looks_like_name

if TYPE_CHECKING:  # pydantic is loaded with the first set
    from coprod_cli.model.code_set import CodeSet, CodeSets
    from coprod_cli.templates.code_set_loader import LoadedCodeSet

CODES_FOLDER = "codes"
"""The folder of code sets: of a notebook, and within each folder of templates."""


def code_set_folders(notebook: Path, prompts: Iterable[Path]) -> tuple[Path, ...]:
    """Return the folders of code sets, in the order of the search: the notebook's own one first."""
    return (notebook / CODES_FOLDER, *(folder / CODES_FOLDER for folder in prompts))


def code_set_files(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the file of each code set by its id; of two with one id, the first counts."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            if not path.name.startswith("."):
                files.setdefault(path.stem, path)
    return files


class CodeSetLibrary:
    """Loads code sets by their ids from a list of folders, each set once.

    The error of an invalid set is kept, too, and raised again by each `load`.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        """Make a library of the folders that hold code sets, in the order of the search."""
        self.folders = tuple(dict.fromkeys(folders))
        self._loaded: dict[str, LoadedCodeSet | CoprodError] = {}
        self._loading: list[str] = []

    def files(self) -> dict[str, Path]:
        """Return the file of each code set by its id, without loading any."""
        return code_set_files(self.folders)

    def load(self, set_id: str) -> "LoadedCodeSet":
        """Return the set with an id, with its text and findings.

        Raises:
            NotFound: there is no set with that id.
            InvalidInput: the set is invalid; the error carries all findings.
        """
        if set_id not in self._loaded:
            self._loaded[set_id] = self._load(set_id)
        loaded = self._loaded[set_id]
        if isinstance(loaded, CoprodError):
            raise loaded.with_traceback(None)
        return loaded

    def all(self) -> "CodeSets":
        """Return all valid sets; see `invalid` for the others."""
        from coprod_cli.model.code_set import CodeSets

        return CodeSets.of(
            each.code_set
            for each in (self._found(set_id) for set_id in self.files())
            if not isinstance(each, CoprodError)
        )

    def invalid(self) -> dict[str, CoprodError]:
        """Return the error of each set that cannot be loaded, by its id."""
        found = ((set_id, self._found(set_id)) for set_id in self.files())
        return {set_id: each for set_id, each in found if isinstance(each, CoprodError)}

    def _found(self, set_id: str) -> "LoadedCodeSet | CoprodError":
        try:
            return self.load(set_id)
        except CoprodError as error:
            return error

    def _load(self, set_id: str) -> "LoadedCodeSet | CoprodError":
        from coprod_cli.templates.code_set_loader import load_code_set

        path = self.files().get(set_id)
        if path is None:
            return self._not_found(set_id)
        self._loading.append(set_id)
        try:
            return load_code_set(path, self.extended)
        except InvalidInput as error:
            return error
        finally:
            self._loading.pop()

    def extended(self, set_id: str) -> "CodeSet | None":
        """Return a set that another one extends; None if there is none, or it is in a circle."""
        if set_id in self._loading or set_id not in self.files():
            return None
        return self.load(set_id).code_set

    def _not_found(self, set_id: str) -> NotFound:
        names = sorted(self.files())
        message = msg("there is no code set of that name.")
        if looks_like_name(set_id):
            message = msg('there is no code set "{name}".', name=set_id)
        return NotFound(message, hint=nearest(set_id, names) or ", ".join(names))
