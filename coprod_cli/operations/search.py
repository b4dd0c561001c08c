"""Search the answers of a notebook for words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import Message, msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.search import Hit, MatchCollector, Matches
from coprod_cli.knowledge.word_query import Wording, WordQuery, read_query
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.case_tally import kept_apart_notice
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.search_index import find_in_index
from coprod_cli.operations.workspace import Workspace


class SearchResult(NamedTuple):
    """What a search found.

    Attributes:
        hits: the answers found, those of the newest case first; not more than were asked for.
        answers: how many answers were found in all.
        cases: how many cases they are in.
        searched: how many cases were searched.
        words: each word, or phrase, that was found, and how often; the most frequent first.
        respelled: what nothing is spelled like, and was found with rings, dots and accents.
        unreadable: how many notes cannot be read.
        notices: which filters match nothing, and which cases are left out.
    """

    hits: tuple[Hit, ...]
    answers: int
    cases: int
    searched: int
    words: tuple[tuple[str, int], ...]
    respelled: tuple["Respelled", ...]
    unreadable: int
    notices: tuple[Message, ...]


class Respelled(NamedTuple):
    """What was typed, and spelled so nowhere; and what was shown instead, and how often."""

    typed: str
    words: tuple[tuple[str, int], ...]


class FoundMatches(NamedTuple):
    """What a source of matches found, how many notes it could not read, and what is said of it."""

    matches: Matches
    unreadable: int
    notices: tuple[Message, ...]


class MatchSource(Protocol):
    """Port: finds the answers in a notebook's cases that a query finds; `SearchedNotes` does."""

    def find(self, query: WordQuery, most: int | None) -> FoundMatches:
        """Return what a query finds; what stands nowhere is tried without rings and dots.

        Args:
            query: the query.
            most: the most hits to return, the newest; None for all.
        """


@dataclass(frozen=True)
class SearchedNotes:
    """The notes of a scope: all are read at each search, or the index knows their words.

    Attributes:
        workspace: the workspace.
        scope: which cases, and which of their answers.
        progress: reports progress.
    """

    workspace: Workspace
    scope: Scope
    progress: Progress = no_progress

    def find(self, query: WordQuery, most: int | None) -> FoundMatches:
        """Return what a query finds: see `MatchSource`."""
        cases = self._cases()
        if cases.is_indexed:
            is_searched = self.scope.filters.answer_filter()
            return self._found(cases, find_in_index(cases, query, most, is_searched))
        matches = self._scan(cases, query, most)
        if missing := matches.missing:
            cases = self._cases()
            matches = self._scan(cases, query.with_bare(missing), most)._replace(missing=missing)
        return self._found(cases, matches)

    def _cases(self) -> CasesInScope:
        return CasesInScope(self.workspace, self.scope.queries, progress=self.progress)

    def _scan(self, cases: CasesInScope, query: WordQuery, most: int | None) -> Matches:
        collector = MatchCollector(query, most)
        is_searched = self.scope.filters.answer_filter()
        for case, note, _template in cases.read():
            answers = filter(is_searched, case.given_answers())
            path = path_in_notebook(note.source, self.workspace.folder)
            collector.add(case, partial(self.workspace.library.find, case.template), path, answers)
        return collector.matches()

    def _found(self, cases: CasesInScope, matches: Matches) -> FoundMatches:
        apart = kept_apart_notice(cases.kept_apart, "coprod search WORD --kept-apart")
        return FoundMatches(matches, cases.unreadable, (*cases.notices, *apart))


def search(
    workspace: Workspace,
    words: Sequence[str],
    scope: Scope | None = None,
    *,
    at: str | None = None,
    most: int | None = None,
    progress: Progress = no_progress,
) -> SearchResult:
    """Return the answers of a notebook in which some words stand.

    Where a word without rings and dots stands in no answer at all, it is tried with them, too.

    Args:
        workspace: the workspace.
        words: what is searched for: see `knowledge.word_query`.
        scope: which cases, and whose answers; by default all of cases that name nobody.
        at: the address of the question, group or section whose answers are searched; None for all.
        most: the most hits to return, the newest; None for all.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: the words say nothing that can be searched for, `most` is less than 1, or a
            filter or `at` names what does not exist.
    """
    if most is not None and most < 1:
        raise WrongUsage(msg("the most hits are 1 or more."), hint="--most 20")
    query = read_query(words)
    scope = (scope or Scope()).within(at)
    return search_in(SearchedNotes(workspace, scope, progress), query, most)


def search_in(source: MatchSource, query: WordQuery, most: int | None) -> SearchResult:
    """Return what a query finds in a source of matches, as `search` does."""
    found = source.find(query, most)
    matches = found.matches
    names = sorted(matches.words)
    names.sort(key=matches.words.__getitem__, reverse=True)
    words = [(name, matches.words[name]) for name in names]
    wordings = dict.fromkeys(wording for term in query.terms for wording in term.wordings)
    respelled = (_respelled(each, words) for each in wordings if each in matches.missing)
    return SearchResult(
        matches.hits, matches.answers, matches.cases, matches.searched, tuple(words),
        tuple(each for each in respelled if each.words), found.unreadable, found.notices,
    )  # fmt: skip


def _respelled(wording: Wording, words: Sequence[tuple[str, int]]) -> Respelled:
    bare = wording.bare()
    return Respelled(wording.typed, tuple(each for each in words if bare.is_found_as(each[0])))
