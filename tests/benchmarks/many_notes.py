"""Measures commands over 10,000 notes that differ, with the index and without it; prints ratios.

Run it with the Python of an environment that has the `test` extra:
python tests/benchmarks/many_notes.py [--notes 10000] [--book FOLDER]
"""

import argparse
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from run import imports, measure_compiled, seconds, tell
from varied_notebook import write_varied_notebook

from coprod_cli.notebook.begun_blocks import begun_block_fact
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import outline_fact

FOLDER = Path(__file__).parent
COPROD = [sys.executable, "-m", "coprod_cli"]
RARE, COMMON, INSIDE, NOWHERE = "skiltbrothers", "ring", "sjuk", "vardcentral"
PHRASE = "empiriskt front"
FILTERED = {
    "--voice": f"{COMMON} --voice family",
    "--at": f"{COMMON} --at situation",
    "--tag --since": f"{COMMON} --tag night --since 2025-06-01",
}
MOST_ALONE = 50
"""Milliseconds that a query may take, beyond the start and the look whether notes have changed."""
ROUNDS = 3
LOOKED = (
    "list", "list --tag night", "tasks", "overview", "overview --by voice",
    "overview --voice family", "show latest", "show 2",
)  # fmt: skip
CHANGED = (1, 100, 1_000)
SETTLED = 2.5
"""Seconds after which a note that was changed is remembered."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--book", type=Path, help="an existing notebook, which is not changed")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="coprod-many-"))
    measure_compiled(folder)
    try:
        book = options.book or write_varied_notebook(folder / "notes", options.notes)
        time.sleep(SETTLED)
        runs = Runs(book, folder)
        print(f"Medians of {ROUNDS} rounds; the seconds of starting are in all of them.\n")
        build(runs)
        searches(runs)
        queries_alone(runs)
        lists(runs)
        freshness(runs)
        exports(runs)
        if options.book is None:
            changes(runs)
    finally:
        shutil.rmtree(folder)


class Runs:
    """Runs commands in a notebook, with the index and without it."""

    def __init__(self, book: Path, folder: Path) -> None:
        self.book, self.folder = book, folder
        self.cache = folder / "cache"

    def coprod(self, words: str, *, indexed: bool = True) -> float:
        """Return the seconds that a command takes."""
        return seconds(lambda: self._run([*COPROD, *shlex.split(words)], indexed=indexed))

    def other(self, command: list[str]) -> float:
        """Return the seconds that a command of another program takes."""
        return seconds(lambda: self._run(command))

    def medians(self, *sides: Callable[[], float]) -> list[float]:
        """Return the medians of some sides, each round measuring all of them in turn."""
        rounds = [[side() for side in sides] for _ in range(ROUNDS)]
        return [statistics.median(column) for column in zip(*rounds, strict=True)]

    def forget(self) -> None:
        """Delete the index."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def environment(self, *, indexed: bool) -> dict[str, str]:
        """Return the environment of a command in the notebook."""
        return {
            **os.environ, "COPROD_NOTEBOOK": str(self.book), "XDG_CACHE_HOME": str(self.cache),
            "COPROD_INDEX": "" if indexed else "off",
        }  # fmt: skip

    def _run(self, command: list[str], *, indexed: bool = True) -> None:
        subprocess.run(
            command, env=self.environment(indexed=indexed), stdin=subprocess.DEVNULL,
            capture_output=True, check=False,
        )  # fmt: skip


def build(runs: Runs) -> None:
    reading = imports(f"import glob\nfor p in glob.glob({glob_of(runs)!r}): open(p, 'rb').read()")
    scan = runs.coprod(f"search {RARE}", indexed=False)
    times = []
    for _ in range(ROUNDS):
        runs.forget()
        times.append((runs.coprod(f"search {RARE}"), runs.other(reading)))
    built, read = (statistics.median(column) for column in zip(*times, strict=True))
    tell("first search, which builds / reading bytes", built, read, None)
    tell("first search, which builds / without index", built, scan, None)
    size = sum(path.stat().st_size for path in runs.cache.glob("coprod/*"))
    notes = sum(path.stat().st_size for path in runs.book.glob("*.md"))
    print(f"{'size of the words / of the notes':46} {size / notes:.2f}")


def searches(runs: Runs) -> None:
    for name, words in (
        ("a rare word", RARE),
        ("a phrase", f'"{PHRASE}"'),
        ("a common word", COMMON),
        ("a part of words", INSIDE),
        ("spelled so nowhere", NOWHERE),
        *FILTERED.items(),
    ):
        ours = f"search {words} --most 20"  # as at a terminal: all is counted, not all is shown
        word = shlex.split(words)[0]
        code = (
            f"import glob\nfor path in glob.glob({glob_of(runs)!r}):\n"
            f"    with open(path, encoding='utf-8') as note: {word!r} in note.read().lower()"
        )
        sides = [
            lambda ours=ours: runs.coprod(ours),
            lambda ours=ours: runs.coprod(ours, indexed=False),
            lambda code=code: runs.other(imports(code)),
        ]
        if rg := shutil.which("rg"):
            sides.append(lambda word=word, rg=rg: runs.other([rg, "-il", word, str(runs.book)]))
        warm, scan, python, *ripgrep = runs.medians(*sides)
        tell(f"search, {name} / without index", warm, scan, 0.2)
        tell("  / reading and lower() in Python", warm, python, None)
        for each in ripgrep:
            tell("  / rg -il", warm, each, None)


def queries_alone(runs: Runs) -> None:
    queries = {
        "a rare word": RARE,
        "a phrase": f'"{PHRASE}"',
        "a common word": COMMON,
        "a part of words": INSIDE,
        "spelled so nowhere": NOWHERE,
        **FILTERED,
    }
    command = [sys.executable, FOLDER / "search_alone.py", runs.book, *queries.values()]
    done = subprocess.run(
        command, env=runs.environment(indexed=True), capture_output=True, text=True, check=True
    )
    looking, *alone = json.loads(done.stdout)
    print(f"{'look whether notes have changed, in a process':46} {looking:6.0f} ms")
    for name, milliseconds in zip(queries, alone, strict=True):
        title = f"query alone, {name}"
        print(f"{title:46} {milliseconds:6.0f} ms (at most {MOST_ALONE})")


def lists(runs: Runs) -> None:
    for words in LOOKED:
        runs.coprod(words)
        sides = (lambda w=words: runs.coprod(w), lambda w=words: runs.coprod(w, indexed=False))
        tell(f"{words} / without index", *runs.medians(*sides), 0.6)


def freshness(runs: Runs) -> None:
    """Measure whether anything changed: listing, links, stamps and comparing, without starting.

    Its floor is to list the folder and to look at each file, and nothing more.
    """
    notebook = Notebook(runs.book)
    fact = outline_fact(notebook.read)
    blocks = begun_block_fact(fact)

    def check() -> None:
        for _ in notebook.use_blocks(blocks, notebook.listing(), lambda _paths, _value: None):
            pass

    def floor() -> None:
        with os.scandir(runs.book) as entries:
            for entry in entries:
                entry.stat()

    os.environ["XDG_CACHE_HOME"] = str(runs.cache)
    check()
    taken, least = runs.medians(lambda: cpu_seconds(check), lambda: cpu_seconds(floor))
    tell("freshness check / scandir and stat alone", taken, least, 2.5)


def cpu_seconds(work: Callable[[], None]) -> float:
    """Return the seconds of the processor that some work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def exports(runs: Runs) -> None:
    export = f"export jsonl -o {runs.folder / 'out.jsonl'}"
    runs.coprod(export)
    plain, unindexed = f"{export} --no-privacy-check", lambda: runs.coprod(export, indexed=False)
    warm, without, first = runs.medians(
        lambda: runs.coprod(export), lambda: runs.coprod(plain), unindexed
    )
    tell("export, warm privacy counts / without them", warm, without, 1.2)
    tell("export, counting each time / without them", first, without, None)


def changes(runs: Runs) -> None:
    paths = sorted(runs.book.glob("*.md"))
    for words in ("list", f"search {RARE}"):
        runs.coprod(words)
        nothing = statistics.median(runs.coprod(words) for _ in range(ROUNDS))
        for count in CHANGED:
            for path in paths[-count:]:
                path.write_text(path.read_text().replace("title: Made up", "title: Made up again"))
            time.sleep(SETTLED)
            tell(f"{words} after {count:,} notes changed / none", runs.coprod(words), nothing, None)


def glob_of(runs: Runs) -> str:
    return f"{runs.book}/*.md"


if __name__ == "__main__":
    main()
