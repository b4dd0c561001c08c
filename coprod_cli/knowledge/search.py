"""Search: which answers a word query finds, and where in them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.words import Word, bare_word, folded_word, words_of
from coprod_cli.knowledge.word_query import FoldedText, Occurrence, Wording, WordQuery
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case, Status

if TYPE_CHECKING:
    from coprod_cli.model.template import Template

_LEAST_CUT = 1000
"""Hits above those that are kept, from which on the others are let go."""


class FoundAnswer(NamedTuple):
    """An answer that a query finds, and where in its text; the places in order, none twice."""

    answer: Answer
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True)
class Hit:
    """An answer that was found, with its case.

    Attributes:
        case: the id of its case; this and the next two are metadata of the case.
        title: its title.
        path: the path of its note, relative to the notebook's folder.
        found: the answer, and where in it.
        question_at: returns the wording of a question of the case; most lists show none, and
            loading a template takes as long as a search.
    """

    case: str
    title: str
    path: str
    found: FoundAnswer
    question_at: Callable[[Address], str] = field(compare=False, repr=False)

    @cached_property
    def question(self) -> str:
        """The wording of the question; its address if the template has no such question."""
        return self.question_at(self.address)

    @property
    def address(self) -> Address:
        """The address of the answer."""
        return self.found.answer.address

    @property
    def voice(self) -> str | None:
        """Who is speaking; None if nobody is named."""
        return self.found.answer.voice

    @property
    def text(self) -> str:
        """The text of the answer."""
        return self.found.answer.text

    @property
    def is_unknown(self) -> bool:
        """Whether the answer is "not known yet", with a text beside it."""
        return self.found.answer.status is Status.UNKNOWN

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of what was found in the answer's text; what overlaps is one span."""
        return merged_spans(self.found.occurrences)


class Matches(NamedTuple):
    """The answers of a notebook that a query finds.

    Attributes:
        hits: the newest ones: those of the newest case first, by case in the order of its note.
        answers: how many answers it finds in all.
        cases: how many cases they are in.
        searched: how many cases were searched.
        words: how often each word, or phrase, was found in these answers.
        missing: which of the query's ASCII wordings stand in no answer that was searched, whether
            or not the other terms stand beside them.
    """

    hits: tuple[Hit, ...]
    answers: int
    cases: int
    searched: int
    words: Mapping[str, int]
    missing: frozenset[Wording]


class AnswerSearch:
    """Searches answers, and remembers which wordings it has not met so far.

    Attributes:
        missing: the query's ASCII wordings that stood in no answer so far.
    """

    def __init__(
        self, query: WordQuery, words_of: Callable[[str], Iterable[Word]] = words_of
    ) -> None:
        """Take the query, and what returns the words of an answer's text."""
        self._query, self._words_of = query, words_of
        self._needs_bare = any(
            pattern.is_bare
            for term in query.terms
            for wording in term.wordings
            for pattern in wording.patterns
        )
        self.missing = set(query.ascii_wordings)

    def find(self, answers: Iterable[Answer]) -> list[FoundAnswer]:
        """Return the answers that the query finds, in their order."""
        answers = [answer for answer in answers if answer.text]
        # All at once: most cases have none of the words.
        if not self._may_find(self._folded("\n".join(answer.text for answer in answers))):
            return []
        found = ((answer, self._occurrences(answer.text)) for answer in answers)
        return [FoundAnswer(answer, places) for answer, places in found if places]

    def _occurrences(self, text: str) -> tuple[Occurrence, ...]:
        """Return the places in a text that the query finds; () if the text does not fit it."""
        folded = self._folded(text)
        if not self._may_find(folded):
            return ()
        words = list(self._words_of(text))
        self.missing -= {each for each in self.missing if _stands(each, folded, words)}
        found: set[Occurrence] = set()
        for term in self._query.terms:
            places = {
                place
                for wording in term.wordings
                if wording.may_stand_in(folded)
                for place in wording.occurrences(words)
            }
            if bool(places) is term.is_excluded:
                return ()
            found |= places
        return tuple(sorted(found))

    def _may_find(self, text: FoldedText) -> bool:
        """Return False if a text has nothing to find, nor a wording that was not met yet; fast."""
        if any(wording.may_stand_in(text) for wording in self.missing):
            return True
        return all(
            term.is_excluded or any(wording.may_stand_in(text) for wording in term.wordings)
            for term in self._query.terms
        )

    def _folded(self, text: str) -> FoldedText:
        folded = folded_word(text)
        return FoldedText(folded, bare_word(folded) if self._needs_bare else folded)


class MatchCollector:
    """Searches case by case, and keeps what is shown of the newest ones."""

    def __init__(self, query: WordQuery, most: int | None) -> None:
        """Take the query, and the most hits to keep; None for all."""
        self._search = AnswerSearch(query)
        self._most = most
        self._hits: list[Hit] = []
        self._words: Counter[str] = Counter()
        self._answers = self._cases = self._searched = 0

    def add(
        self,
        case: Case,
        find_template: Callable[[], "Template | None"],
        path: str,
        answers: Iterable[Answer],
    ) -> None:
        """Search a case.

        Args:
            case: the case.
            find_template: returns its template; None if that is not installed.
            path: the path of its note, relative to the notebook's folder.
            answers: those of its answers that are searched.
        """
        self._searched += 1
        found = self._search.find(answers)
        if not found:
            return
        self._cases += 1
        self._answers += len(found)
        self._words.update(place.words for each in found for place in each.occurrences)
        question_at = _questions_of(replace(case, answers=()), find_template)
        self._hits += [Hit(case.id, case.title, path, each, question_at) for each in found]
        if self._most is not None and len(self._hits) > self._most + _LEAST_CUT:
            self._keep_newest()

    @property
    def answers(self) -> int:
        """How many answers were found so far."""
        return self._answers

    def matches(self) -> Matches:
        """Return what was found."""
        self._keep_newest()
        missing = frozenset(self._search.missing)
        hits = tuple(self._hits)
        return Matches(hits, self._answers, self._cases, self._searched, self._words, missing)

    def _keep_newest(self) -> None:
        self._hits.sort(key=lambda hit: hit.case, reverse=True)  # stable: answers stay in order
        if self._most is not None:
            del self._hits[self._most :]


def _questions_of(
    case: Case, find_template: Callable[[], "Template | None"]
) -> Callable[[Address], str]:
    """Return what returns the wording of a question of a case; its address if there is none."""

    @cache
    def form() -> "Template | None":
        from coprod_cli.model.plain_language import as_worded_for

        template = find_template()
        return template and as_worded_for(case, template)

    def question_at(address: Address) -> str:
        from coprod_cli.model.wording import worded

        template = form()
        question = template.question_at(address) if template else None
        return worded(question.text, case.language) if question else str(address)

    return question_at


def _stands(wording: Wording, folded: FoldedText, words: Sequence[Word]) -> bool:
    return wording.may_stand_in(folded) and any(True for _place in wording.occurrences(words))


def merged_spans(occurrences: Iterable[Occurrence]) -> tuple[tuple[int, int], ...]:
    """Return the start and the end of each place, in order; places that overlap become one."""
    spans: list[tuple[int, int]] = []
    for start, end, _words in sorted(occurrences):
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return tuple(spans)
