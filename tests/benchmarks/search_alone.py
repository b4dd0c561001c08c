"""Prints as JSON the milliseconds of the processor that searches take in one warm process.

The first figure is that of looking whether any note has changed, and is not in the others. Its
arguments are the notebook's folder, and the words behind `coprod search` of each query.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shlex import split
from typing import Any

from coprod_cli.knowledge.answer_words import answer_words_fact
from coprod_cli.knowledge.block_words import block_of_words
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.search import search
from coprod_cli.operations.workspace import open_workspace

ROUNDS = 7
SHOWN = 20


def main() -> None:
    gc.set_threshold(200_000)  # as in the program
    folder, *queries = sys.argv[1:]
    search_as_typed(Path(folder), queries[0])
    looking = milliseconds(lambda: look(Path(folder)))
    alone = [
        milliseconds(lambda query=query: search_as_typed(Path(folder), query)) - looking
        for query in queries
    ]
    print(json.dumps([looking, *alone]))


def look(folder: Path) -> None:
    """Go through the blocks as a search does, and load nothing of them but the list of notes."""
    workspace = open_workspace(folder)
    notebook = workspace.notebook
    fact = block_of_words(answer_words_fact(notebook, workspace.library), notebook.is_named_apart)
    for _count in CasesInScope(workspace, Scope().queries).use_blocks(
        fact, lambda paths, _words: len(paths)
    ):
        pass


def search_as_typed(folder: Path, query: str) -> None:
    words, filters = [], dict[str, Any]()
    typed = iter(split(query))
    for word in typed:
        if word.startswith("--"):
            filters[word.removeprefix("--")] = next(typed)
        else:
            words.append(word)
    at = filters.pop("at", None)
    search(open_workspace(folder), words, Scope(Filters(**filters)), at=at, most=SHOWN)


def milliseconds(work: Callable[[], None]) -> float:
    """Return the median of some rounds; of one processor, since other programs run meanwhile."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        times.append(1000 * (time.process_time() - started))
    return statistics.median(times)


if __name__ == "__main__":
    main()
