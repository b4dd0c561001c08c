"""Lenses: which codes each case has, for counting cases by them."""

from collections.abc import Callable
from functools import cached_property

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.model.case_like import CaseLike
from coprod_cli.model.code_name import CodeName
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.operations.code_uses import code_tags
from coprod_cli.operations.coded_passages import own_coder, passages_with
from coprod_cli.operations.workspace import Workspace


class Lens:
    """The codes by which cases are counted: those of one set, or of all.

    Attributes:
        set_id: the id of the set; "" for all sets.
    """

    def __init__(self, workspace: Workspace, set_id: str = "") -> None:
        """Look through the code set with an id; "" for all sets.

        Raises:
            WrongUsage: there is no code set with that id.
            InvalidInput: that set is invalid.
        """
        library = workspace.code_sets
        if set_id:
            if set_id not in library.files():
                message = msg('there is no code set "{name}".', name=set_id)
                raise WrongUsage(message, hint=", ".join(sorted(library.files())))
            library.load(set_id)
        self.set_id = set_id
        self._workspace = workspace
        self._sets = library.all()

    @cached_property
    def _above(self) -> dict[CodeName, tuple[CodeName, ...]]:
        """The names of the codes above each code, and its own."""
        return {
            each.name: (*(CodeName.of(each.name.set_id, above) for above in each.above), each.name)
            for each in self._sets.placed_codes()
            if self.set_id in ("", each.name.set_id)
        }

    @cached_property
    def _marked(self) -> dict[str, list[CodeName]]:
        """The codes that the coder of this notebook marked, by the file name of the case."""
        coder = own_coder(self._workspace.folder)
        marked: dict[str, list[CodeName]] = {}
        for found in passages_with(self._workspace.notebook, coder=coder).passages if coder else ():
            marked.setdefault(found.file.case_id, []).extend(found.passage.codes)
        return marked

    @cached_property
    def _present_name(self) -> Callable[[CodeName], CodeName]:
        return self._sets.present_names()

    @property
    def order(self) -> tuple[str, ...]:
        """The codes of the one set, in its order; () for all sets."""
        return tuple(self._above) if self.set_id else ()

    def codes_of(self, case: CaseLike) -> tuple[str, ...]:
        """Return the codes of the lens that a case has, and those above them.

        A case has the codes that are its tags, and those of the passages that the person at this
        notebook marked in it; what others marked is not looked at.
        """
        tags = code_tags(case.tags, (each.id for each in self._sets.sets))
        given = (*tags, *self._marked.get(safe_file_name(case.id), ()))
        names = map(self._present_name, given)
        return tuple(
            dict.fromkeys(
                each
                for name in names
                if self.set_id in ("", name.set_id)
                for each in self._above.get(name, (name,))
            )
        )
