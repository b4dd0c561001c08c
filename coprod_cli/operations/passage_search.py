"""Find the passages of each case in its note as it stands now."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from coprod_cli.base.errors import Finding
from coprod_cli.base.span import Span
from coprod_cli.knowledge.anchors import LOST, Place, find_passage
from coprod_cli.knowledge.passages import MarkedCase, MarkedPassage, PassageFilter
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Case
from coprod_cli.model.case_id import day_begun
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import Coding, Passage
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.filter_values import is_address_at
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.case_tally import FoundCase
from coprod_cli.operations.placeholders import memos_to_share
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.privacy.placeholders import Placeholders

_Placed = tuple[str, Passage, Place]
"""A coder, a passage, and where it stands."""


class CodingsByCase(NamedTuple):
    """The codings of some coders, by the file names of their cases, and what is wrong with them."""

    by_case: Mapping[str, Sequence[Coding]]
    findings: tuple[Finding, ...]

    @classmethod
    def read(cls, codings: Codings, coders: Collection[str]) -> Self:
        """Read the codings of some coders."""
        by_case: dict[str, list[Coding]] = {}
        findings: list[Finding] = []
        for kept_apart in (False, True):
            for file in codings.files(kept_apart=kept_apart):
                if file.coder in coders:
                    found = codings.read(file)
                    findings += found.findings
                    if found.coding is not None:
                        by_case.setdefault(file.case_id, []).append(found.coding)
        return cls(by_case, tuple(findings))

    def of_case(self, case_id: str) -> Sequence[Coding]:
        """Return the codings of a case, by coder."""
        return self.by_case.get(safe_file_name(case_id), ())

    def codes(self) -> Iterable[CodeName]:
        """Return the codes that passages have; some may stand more than once."""
        codings = (coding for found in self.by_case.values() for coding in found)
        return (code for coding in codings for each in coding.passages for code in each.codes)


@dataclass
class PassageSearch:
    """Finds the passages of each case that is added.

    Attributes:
        workspace: the workspace.
        marked: the codings.
        present_name: returns the name that a code has today.
        filter: which passages are meant.
        scope: which cases and answers are meant.
        placeholders: stand for what may tell who somebody is; None to leave it.
        names: other names for coders.
        passages: the passages so far.
        lost_memos: passages with a memo whose words are not found for sure, so far.
        cases: the cases so far.
        lost: how many passages are not found for sure.
        changed: how many have other words than those that were marked.
    """

    workspace: Workspace
    marked: CodingsByCase
    present_name: Callable[[CodeName], CodeName]
    filter: PassageFilter
    scope: Scope
    placeholders: "Placeholders | None" = None
    names: Mapping[str, str] = field(default_factory=dict)
    passages: list[MarkedPassage] = field(default_factory=list)
    lost_memos: list[MarkedPassage] = field(default_factory=list)
    cases: list[MarkedCase] = field(default_factory=list)
    lost: int = 0
    changed: int = 0

    def add(self, found: FoundCase) -> None:
        """Add the passages of a case."""
        case = found.case
        placed = list(self._placed(found))
        if len(placed) > 1:
            order = {answer.key: number for number, answer in enumerate(case.answers)}
            placed.sort(key=lambda each: _order(each, order))
        shared, path = case, path_in_notebook(found.note.source, self.workspace.folder)
        if self.placeholders is not None:
            placed, shared = _with_placeholders(placed, case, self.placeholders)
            path = f"{case.id}.md"  # a file name may contain the name of a person
        marked = MarkedCase(case.id, shared.title, day_begun(case), path)
        self.cases.append(marked)
        for coder, passage, place in placed:
            name = self.names.get(coder, coder)
            question = self._question(found, passage, place)
            passages = self.passages if place.state.is_used else self.lost_memos
            passages.append(MarkedPassage(marked, name, passage, place, question))

    def _placed(self, found: FoundCase) -> Iterator[_Placed]:
        """Yield the coder, the passage and its place of each passage that is meant.

        Of those that are not found for sure, only the ones with a memo.
        """
        for coding in self.marked.of_case(found.case.id):
            earlier = self._earlier(found.case, coding.passages)
            renamed = found.template.renamed if found.template else {}
            for each in coding.passages:
                names = tuple(map(self.present_name, each.codes))
                passage = each.with_codes(names)
                place = find_passage(passage, found.case, earlier, renamed)
                if not self.filter.fits(names) or not self._is_in_scope(passage, place):
                    continue
                if not place.state.is_used:
                    self.lost += 1
                    if passage.memo:
                        yield coding.coder, passage, LOST
                    continue
                self.changed += place.state.is_changed
                yield coding.coder, passage, place

    def _earlier(self, case: Case, passages: Iterable[Passage]) -> Mapping[str, str]:
        # Most passages stand where they were, so that not every answer's digest is needed.
        there = {answer.key: answer for answer in case.answers}
        missing = {
            each.found.said
            for each in passages
            if each.found
            and ((answer := there.get(each.key)) is None or answer.digest != each.found.said)
        }
        if missing:
            missing -= {answer.digest for answer in case.answers}
        return CodedAnswers(self.workspace.notebook, case.id).texts(missing) if missing else {}

    def _is_in_scope(self, passage: Passage, place: Place) -> bool:
        """Return True if a passage is in an answer of the voice and at the address that are meant.

        One that is not found is where it was marked.
        """
        key = place.answer.key if place.answer else passage.key
        filters = self.scope.filters
        return filters.voice in (None, key.voice) and (
            filters.at is None or is_address_at(key.address, filters.at)
        )

    def _question(self, found: FoundCase, passage: Passage, place: Place) -> str:
        at = place.answer.address if place.answer else passage.at
        if found.template is None:
            return str(at)
        language = found.case.language
        form = as_worded_for(found.case, found.template)
        return form.wording_with_item(at, language) or str(at)


def _order(
    each: tuple[str, Passage, Place], order: Mapping[AnswerKey, int]
) -> tuple[int, int, str]:
    coder, _passage, place = each
    return order[place.answer.key] if place.answer else -1, place.span.start, coder


def _with_placeholders(
    placed: Sequence[_Placed], case: Case, placeholders: "Placeholders"
) -> tuple[list[_Placed], Case]:
    """Return passages, and their case, with placeholders in their words and memos."""
    from coprod_cli.privacy.carried_spans import carry_span

    memos = [passage.memo for _coder, passage, _place in placed]
    quotes = ["" if place.answer else passage.quote for _coder, passage, place in placed]
    shared, texts = memos_to_share(case, [*memos, *quotes], placeholders)
    answers = {id(answer): number for number, answer in enumerate(case.answers)}
    result: list[_Placed] = []
    for number, (coder, passage, place) in enumerate(placed):
        quote = texts[len(placed) + number]
        if place.answer is not None:
            answer = shared.answers[answers[id(place.answer)]]
            span = Span(*carry_span(place.answer.text, answer.text, *place.span))
            place = place._replace(answer=answer, span=span)  # noqa: PLW2901 - the same place
            quote = place.words
        if not passage.is_whole:
            passage = passage.with_words(quote)  # noqa: PLW2901
        passage = passage._replace(memo=texts[number], found=None)  # noqa: PLW2901
        result.append((coder, passage, place))
    return result, shared
