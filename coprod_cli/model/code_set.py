"""Code sets: codes with what they mean, which people give to passages and cases.

The parts of a code are those of MacQueen et al., Codebook development for team-based qualitative
analysis, 1998: name, definition, when to use it, when not, an example. A code set that comes with
coprod is called a lens.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints

from coprod_cli.base.message import N_
from coprod_cli.model.code_name import MAX_ID, CodeName, is_code_name
from coprod_cli.model.template import Source
from coprod_cli.model.wording import (
    FormModel,
    Sentence,
    Wording,
    as_list_of_words,
    worded,
)


def _as_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(N_("a day is written as 2026-12-31")) from None


Day = Annotated[str, AfterValidator(_as_day)]
"""A day, ISO 8601."""
SetId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=MAX_ID)
]
CodeId = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+)(-[a-z0-9]+)*$", max_length=MAX_ID)]
CodeReference = Annotated[
    str, StringConstraints(pattern=r"^([a-z][a-z0-9-]*/)?[a-z0-9-]+$", max_length=2 * MAX_ID + 1)
]
"""A code: its id in the same set, or its whole name."""
CodeReferences = Annotated[tuple[CodeReference, ...], BeforeValidator(as_list_of_words)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
_Sign = Annotated[str, StringConstraints(min_length=1, max_length=4)]


class CodeModel(FormModel):
    """Base class of the parts of a code set: frozen; unknown keys are told, and do no harm."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"additionalProperties": False})


class CodeWords(CodeModel):
    """What a code is called, and what it means.

    Attributes:
        name: what people see; it may change at any time.
        definition: what the code means.
        include: when it is to be used.
        exclude: when it is not.
        example: a passage that shows it.
        memo: thoughts about it.
        source_text: the source's own wording of it, with its spelling.
        note: what is to be known about its wording, such as whose it is.
        colour: `#` and six hexadecimal digits.
        sign: a character that stands for the code, since colour is never alone.
        changed: the day on which definition, include or exclude were last changed.
    """

    name: Wording | None = None
    definition: Wording | None = None
    include: Wording | None = None
    exclude: Wording | None = None
    example: Wording | None = None
    memo: Wording | None = None
    source_text: Sentence | None = None
    note: Wording | None = None
    colour: Colour | None = None
    sign: _Sign | None = None
    changed: Day | None = None


class Code(CodeWords):
    """A code, with the codes below it.

    Attributes:
        id: its permanent id within its set; in all, `set/id`.
        retired: the day since which it is no longer used.
        instead: the codes to use instead of a retired one.
        was: earlier names of it.
        guid: its id in the project that it was imported from.
        codes: the codes below it.
    """

    id: CodeId
    retired: Day | None = None
    instead: CodeReferences = ()
    was: CodeReferences = ()
    guid: Sentence | None = None
    codes: tuple["Code", ...] = ()

    def title(self, language: str) -> str:
        """Return what the code is called in a language; its id if it has no name."""
        return worded(self.name, language) or self.id


class CodeSetFile(CodeModel):
    """The content of a code set's file.

    Attributes:
        id: the id, which is the file's name, too.
        title: what the set is called.
        description: what it is for.
        memo: thoughts about it.
        source: where its wording comes from.
        guid: its id in the project that it was imported from.
        codes: its codes.
    """

    id: SetId
    title: Wording | None = None
    description: Wording | None = None
    memo: Wording | None = None
    source: Source | None = None
    guid: Sentence | None = None
    codes: tuple[Code, ...] = ()


class ExtendingCodeSetFile(CodeSetFile):
    """The content of a code set's file that extends another set.

    Attributes:
        extends: the id of the set whose codes this one takes over.
        leave_out: ids of codes that it leaves out, with those below them.
        reword: other words for codes, by their ids.
    """

    extends: SetId
    leave_out: tuple[CodeId, ...] = ()
    reword: Annotated[dict[CodeId, CodeWords], Field(default_factory=dict)]


class PlacedCode(NamedTuple):
    """A code in its set: its name, the code, and the ids of the codes that it is below, top first.

    `position` is the way to it through the lists of codes, from 0.
    """

    name: CodeName
    code: Code
    above: tuple[str, ...]
    position: tuple[int, ...]


class CodeSet(CodeSetFile):
    """A code set as it is used: the codes of an extended set are among its own.

    Attributes:
        extends: the id of the extended set; None if it extends none.
    """

    extends: SetId | None = None

    def placed_codes(self) -> Iterator[PlacedCode]:
        """Yield every code, each before those below it."""
        return self._placed(self.codes, (), ())

    def _placed(
        self, codes: Iterable[Code], above: tuple[str, ...], position: tuple[int, ...]
    ) -> Iterator[PlacedCode]:
        for index, code in enumerate(codes):
            place = (*position, index)
            yield PlacedCode(CodeName.of(self.id, code.id), code, above, place)
            yield from self._placed(code.codes, (*above, code.id), place)

    def find(self, code_id: str) -> PlacedCode | None:
        """Return the code with an id; None if the set has none."""
        return next((each for each in self.placed_codes() if each.code.id == code_id), None)

    def heading(self, language: str) -> str:
        """Return the set's title in a language; its id if it has no title."""
        return worded(self.title, language) or self.id


class CodeSets(NamedTuple):
    """The code sets of a notebook, its own ones first; each id stands once."""

    sets: tuple[CodeSet, ...] = ()

    @classmethod
    def of(cls, sets: Iterable[CodeSet]) -> Self:
        """Return the sets; of two with one id, the first counts."""
        by_id: dict[str, CodeSet] = {}
        for each in sets:
            by_id.setdefault(each.id, each)
        return cls(tuple(by_id.values()))

    def find_set(self, set_id: str) -> CodeSet | None:
        """Return the set with an id; None if there is none."""
        return next((each for each in self.sets if each.id == set_id), None)

    def find(self, name: str) -> PlacedCode | None:
        """Return the code with a name; None if it is in no set."""
        set_id, _slash, code_id = name.partition("/")
        found = self.find_set(set_id)
        return found.find(code_id) if found else None

    def below(self, name: str) -> tuple[CodeName, ...]:
        """Return the names of a code and of all codes below it; for a set, of all its codes.

        A name that is in no set gives () if it is malformed, else itself.
        """
        set_id, _slash, code_id = name.partition("/")
        found = self.find_set(set_id)
        names = tuple(
            each.name
            for each in (found.placed_codes() if found else ())
            if not code_id or code_id in (each.code.id, *each.above)
        )
        return names or ((CodeName(name),) if is_code_name(name) else ())

    def placed_codes(self) -> Iterator[PlacedCode]:
        """Yield every code of every set."""
        return (each for found in self.sets for each in found.placed_codes())

    def known_name(self, name: CodeName) -> CodeName:
        """Return the name that a code has now, whatever it was called when the name was written."""
        current, seen = name, set[str]()
        while current not in seen and self.find(current) is None:
            seen.add(current)
            current = self._renamed(current) or current
        return current

    def present_name(self, name: CodeName) -> CodeName:
        """Return the name that a name means today: a renamed code's new one, or a merged one's.

        A file may come later, from git or another computer, with a name from before the change. A
        name that is in no set, and one that was retired for none or several, stays as it is.
        """
        current, seen = name, set[str]()
        while current not in seen:
            seen.add(current)
            current = self._next_name(current)
        return current

    def present_names(self) -> Callable[[CodeName], CodeName]:
        """Return `present_name` as a function that looks up each name once, for very many."""
        return cache(self.present_name)

    def _next_name(self, name: CodeName) -> CodeName:
        placed = self.find(name)
        if placed is None:
            return self._renamed(name) or name
        only = placed.code.instead if placed.code.retired else ()
        return (beside(name, only[0]) or name) if len(only) == 1 else name

    def _renamed(self, name: CodeName) -> CodeName | None:
        earlier = (
            each.name
            for each in self.placed_codes()
            if any(beside(each.name, was) == name for was in each.code.was)
        )
        return next(earlier, None)


def beside(name: CodeName, reference: str) -> CodeName | None:
    """Return the name that a reference in the set of a code means: an id, or a whole name.

    None if it is no name.
    """
    whole = reference if "/" in reference else f"{name.set_id}/{reference}"
    return CodeName(whole) if is_code_name(whole) else None
