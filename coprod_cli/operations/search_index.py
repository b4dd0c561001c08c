"""Search of very many notes: the index knows their words; only notes that are shown are read."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import NamedTuple

from coprod_cli.knowledge.answer_words import AnswerWords, answer_words_fact
from coprod_cli.knowledge.block_words import BlockWords, Searched, answer_from, block_of_words
from coprod_cli.knowledge.postings_search import FoundAnswers, PostingsSearch
from coprod_cli.knowledge.search import Hit, MatchCollector, Matches
from coprod_cli.knowledge.word_query import Wording, WordQuery
from coprod_cli.knowledge.words_search import WordsSearch
from coprod_cli.model.case_like import AnswerLike
from coprod_cli.notebook.index.fact import Fact
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.query import Query
from coprod_cli.notebook.template_outlines import TemplateOutline
from coprod_cli.operations.case_tally import FoundOutline
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.workspace import Workspace

IsSearched = Callable[[AnswerLike], bool] | None
"""Tells whether an answer is searched; None if all are."""
_FoundCase = tuple[str, str]
"""A case in which something is found: its id, and the path of its note."""
_Other = tuple[FoundOutline, AnswerWords]
"""The outline and the words of a note that no block knows."""


def find_in_index(
    cases: CasesInScope, query: WordQuery, most: int | None, is_searched: IsSearched
) -> Matches:
    """Return what a query finds in the cases of a scope, the same as if they were read.

    What stands nowhere is tried without rings, dots and accents.

    Args:
        cases: the cases; those that are left out are counted there.
        query: the query.
        most: the most hits to return, the newest; None for all.
        is_searched: which of their answers are searched.
    """
    search = _IndexSearch(cases, query, is_searched)
    search.run()
    found = search.found
    if search.missing:
        query = query.with_bare(search.missing)
        found = search.respelled
        if not search.is_respelled_right:
            again = _IndexSearch(replace(cases), query, is_searched)
            again.run()
            found = again.found
    cases_found = [case for each in found for case in each.cases]
    cases_found.sort(key=_id_of, reverse=True)  # stable, as hits are
    answers = sum(each.answers for each in found)
    words = _sum_of([each.words for each in found])
    hits = _hits(cases.workspace, query, cases_found, most, is_searched)
    return Matches(hits, answers, len(cases_found), search.searched, words, search.missing)


def _id_of(case: _FoundCase) -> str:
    return case[0]


def _sum_of(counts: Sequence[dict[bytes, int]]) -> dict[str, int]:
    first, *others = counts
    for other in others:
        _add(first, other)
    return {word.decode("utf-8", "surrogatepass"): times for word, times in first.items()}


def _add(counts: dict[bytes, int], others: dict[bytes, int]) -> None:
    for word, times in others.items():
        counts[word] = counts.get(word, 0) + times


@dataclass
class _Found:
    """What was found: in which cases, in how many answers, and how often which words, in UTF-8."""

    cases: list[_FoundCase] = field(default_factory=list)
    answers: int = 0
    words: dict[bytes, int] = field(default_factory=dict)

    def add(self, cases: Iterable[_FoundCase], answers: int, words: dict[bytes, int]) -> None:
        """Add what was found in some notes."""
        self.cases += cases
        self.answers += answers
        _add(self.words, words)


class _FoundInBlock(NamedTuple):
    """What one query of cases found in a block of notes."""

    cases: list[_FoundCase]
    answers: FoundAnswers


class _InBlock(NamedTuple):
    """What was found in a block of notes.

    Attributes:
        searched: how many cases were searched.
        apart: how many were not, since they are kept apart.
        left_out: the notes that are looked at one by one.
        missing: which of the wordings that were missing before stand in no answer here either.
        found: what was found for each query of cases; None for nothing.
        respelled: the same if what is missing is tried without rings and dots.
    """

    searched: int
    apart: int
    left_out: Sequence[str]
    missing: frozenset[Wording]
    found: Sequence[_FoundInBlock | None]
    respelled: Sequence[_FoundInBlock | None]


class _IndexSearch:
    """One search of all blocks of a notebook, and of the notes that are looked at one by one.

    What is missing is known once all are searched. Meanwhile what is missing so far is tried
    without rings and dots, so that each block is loaded once.

    Attributes:
        searched: how many cases were searched.
        missing: the query's ASCII wordings that stand in no answer.
        found: what was found for each query of cases.
        respelled: the same if what is missing is tried without rings and dots.
        is_respelled_right: whether that was tried, in each block, with all that is missing alone.
    """

    def __init__(self, cases: CasesInScope, query: WordQuery, is_searched: IsSearched) -> None:
        """Take the cases, the query, and which answers are searched."""
        self.searched = 0
        self.missing = query.ascii_wordings
        self.found = [_Found() for _query in cases.queries]
        self.respelled = [_Found() for _query in cases.queries]
        self.is_respelled_right = True
        self._cases, self._query, self._is_searched = cases, query, is_searched
        # Very many blocks have the same few keys.
        self._takes = is_searched and cache(lambda key: is_searched(answer_from(key)))

    def run(self) -> None:
        """Search."""
        workspace = self._cases.workspace
        fact = answer_words_fact(workspace.notebook, workspace.library)
        left_out: list[str] = []
        tried = set()
        block_fact = block_of_words(fact, workspace.notebook.is_named_apart)
        for block in self._cases.use_blocks(block_fact, self._search_block):
            self.searched += block.searched
            self._cases.tally.kept_apart += block.apart
            self.missing = block.missing
            tried.add(block.missing)
            left_out += block.left_out
            for totals, parts in ((self.found, block.found), (self.respelled, block.respelled)):
                for total, part in zip(totals, parts, strict=True):
                    if part is not None:
                        total.add(part.cases, part.answers.answers, part.answers.words)
        if left_out:
            self._search_others(fact, left_out)
        self.is_respelled_right = tried <= {self.missing}

    def _search_block(self, _paths: Sequence[str], words: BlockWords) -> _InBlock:
        searched = [self._searched_in(words, query) for query in self._cases.queries]
        searches = [PostingsSearch(words.postings, each.slots) for each in searched]
        missing = self.missing
        for search in searches:
            missing = search.missing(missing)
        found = [_found_in(words, search, self._query) for search in searches]
        respelled: Sequence[_FoundInBlock | None] = [None] * len(searches)
        if missing:
            query = self._query.with_bare(missing)
            respelled = [_found_in(words, search, query) for search in searches]
        cases = sum(each.cases for each in searched)
        apart = sum(each.apart for each in searched)
        return _InBlock(cases, apart, words.left_out, missing, found, respelled)

    def _searched_in(self, words: BlockWords, query: Query) -> Searched:
        fits = query.filters.case_filter()
        return words.searched(fits, self._takes, with_apart=query.takes_kept_apart)

    def _search_others(self, fact: Fact[AnswerWords], paths: Sequence[str]) -> None:
        """Search the notes of which no block knows the words."""
        others = [
            list(self._cases.facts_of_some(query, fact, _outline_of, paths))
            for query in self._cases.queries
        ]
        self.searched += sum(map(len, others))
        search = WordsSearch(self._query)
        self._add_others(search, others, self.found)
        self.missing &= search.missing
        if self.missing:
            again = WordsSearch(self._query.with_bare(self.missing))
            self._add_others(again, others, self.respelled)

    def _add_others(
        self, search: WordsSearch, others: Sequence[Sequence[_Other]], totals: Sequence[_Found]
    ) -> None:
        for total, some in zip(totals, others, strict=True):
            before = len(total.cases)
            for outline, words in some:
                here = words.search(search, self._is_searched)
                if here.answers:
                    forms = Counter(word.encode("utf-8", "surrogatepass") for word in here.words)
                    total.add([(outline.case.id, outline.path)], here.answers, forms)
            if len(total.cases) > before:
                total.cases.sort(key=self._place_of)

    def _place_of(self, case: _FoundCase) -> int:
        """Return the place of the note of a case among all."""
        return self._places[case[1]]

    @cached_property
    def _places(self) -> dict[str, int]:
        paths = self._cases.selections[0].paths
        return {path: place for place, path in enumerate(paths)}


def _outline_of(words: AnswerWords) -> TemplateOutline:
    return words.outline


def _found_in(words: BlockWords, search: PostingsSearch, query: WordQuery) -> _FoundInBlock | None:
    answers = search.find(query)
    return answers and _FoundInBlock(words.cases_with(answers.slots), answers)


def _hits(
    workspace: Workspace,
    query: WordQuery,
    found: Iterable[_FoundCase],
    most: int | None,
    is_searched: IsSearched,
) -> tuple[Hit, ...]:
    """Return what is shown: it is read from the notes, the newest first, until it is enough."""
    collector = MatchCollector(query, most)
    for _case_id, path in found:
        if most is not None and collector.answers >= most:
            break
        note = workspace.notebook.read(path)
        if note.case is None:  # it has just been changed
            continue
        find_template = partial(workspace.library.find, note.case.template)
        searched = filter(is_searched, note.case.given_answers())
        collector.add(
            note.case, find_template, path_in_notebook(note.source, workspace.folder), searched
        )
    return collector.matches().hits
