"""Search of very many notes: the index knows their words; only notes that are shown are read."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from coprod_cli.knowledge.answer_words import AnswerWords, answer_words_fact
from coprod_cli.knowledge.search import Hit, MatchCollector, Matches
from coprod_cli.knowledge.word_query import WordQuery
from coprod_cli.knowledge.words_search import WordsSearch
from coprod_cli.model.case_like import AnswerLike
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.template_outlines import TemplateOutline
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.workspace import Workspace

IsSearched = Callable[[AnswerLike], bool] | None
"""Tells whether an answer is searched; None if all are."""


class _FoundCase(NamedTuple):
    """A case in which something is found: its id, its note's path, and in how many answers."""

    case_id: str
    path: str
    answers: int


def find_in_index(
    cases: CasesInScope, query: WordQuery, most: int | None, is_searched: IsSearched
) -> Matches:
    """Return what a query finds in the cases of a scope, the same as if they were read.

    Args:
        cases: the cases; those that are left out are counted there.
        query: the query.
        most: the most hits to return, the newest; None for all.
        is_searched: which of their answers are searched.
    """
    workspace = cases.workspace
    search = WordsSearch(query)
    words: Counter[str] = Counter()
    found: list[_FoundCase] = []
    searched = 0
    fact = answer_words_fact(workspace.notebook, workspace.library)
    for case, known in cases.facts(fact, _outline_of):
        searched += 1
        here = known.search(search, is_searched)
        if here.answers:
            found.append(_FoundCase(case.case.id, case.path, here.answers))
            words.update(here.words)
    found.sort(key=lambda each: each.case_id, reverse=True)  # stable, as hits are
    hits = _hits(workspace, query, found, most, is_searched)
    answers = sum(each.answers for each in found)
    return Matches(hits, answers, len(found), searched, words, frozenset(search.missing))


def _hits(
    workspace: Workspace,
    query: WordQuery,
    found: Iterable[_FoundCase],
    most: int | None,
    is_searched: IsSearched,
) -> tuple[Hit, ...]:
    """Return what is shown: it is read from the notes, the newest first, until it is enough."""
    collector = MatchCollector(query, most)
    answers = 0
    for each in found:
        if most is not None and answers >= most:
            break
        note = workspace.notebook.read(each.path)
        if note.case is None:  # it has just been changed
            continue
        find_template = partial(workspace.library.find, note.case.template)
        searched = filter(is_searched, note.case.given_answers())
        path = path_in_notebook(note.source, workspace.folder)
        collector.add(note.case, find_template, path, searched)
        answers += each.answers
    return collector.matches().hits


def _outline_of(words: AnswerWords) -> TemplateOutline:
    return words.outline
