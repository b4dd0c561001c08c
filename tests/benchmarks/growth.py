"""Measures how time and memory grow with the number of notes, and prints the factors.

Run it with the Python of an environment that has the `test` extra:
python tests/benchmarks/growth.py [--sizes 1000 10000 100000] [--only NAME ...]
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from made_up_notebook import CODE, write_coded_notebook, write_notebook
from run import measure_compiled

FOLDER = Path(__file__).parent
SIZES = (1_000, 10_000)
SETTLED = 2.5
"""Seconds after which a note that was changed is remembered."""
OUT = "OUT"
"""Stands for a path to write to, in a command below."""


class Book(Enum):
    """A notebook to measure in: usual notes, those of an earlier template, and coded ones."""

    USUAL = "usual"
    EARLIER = "earlier"
    CODED = "coded"

    def write(self, folder: Path, count: int) -> Path:
        """Write such a notebook, and return its folder."""
        if self is Book.CODED:
            return write_coded_notebook(folder, count)
        return write_notebook(folder, count, is_earlier=self is Book.EARLIER)


class Measured(NamedTuple):
    """A command to measure.

    Attributes:
        name: its name in the table.
        words: the command's words behind `coprod`.
        expected: the text at which it is left; "" for a command that ends by itself.
        book: the notebook in which it is measured.
        is_indexed: whether it is measured when the index knows the notes, as in daily use.
    """

    name: str
    words: str
    expected: str = ""
    book: Book = Book.USUAL
    is_indexed: bool = False


COMMANDS = (
    Measured("start alone", "--version"),
    Measured("list", "list", is_indexed=True),
    Measured("show latest", "show latest", is_indexed=True),
    Measured("edit latest", "edit latest --set situation.setting=Changed"),
    Measured("resume", "resume", "Which draft"),
    Measured("completion", "COMPLETE show 20261124-0000"),
    Measured("tasks", "tasks", is_indexed=True),
    Measured("overview", "overview", is_indexed=True),
    Measured("search, a rare word", "search 00000999", is_indexed=True),
    Measured("search, a phrase", 'search "long enough to be" --most 20', is_indexed=True),
    Measured("search, all answers", "search made --most 20", is_indexed=True),
    Measured("check", "check"),
    Measured("check --privacy", "check --privacy"),
    Measured("export jsonl", f"export jsonl -o {OUT}.jsonl"),
    Measured("export csv", f"export csv -o {OUT}.csv"),
    Measured("render --all", f"render --all -o {OUT}"),
    Measured("update, dry run", "update --all --dry-run --json", book=Book.EARLIER),
    Measured("update --all", "update --all", book=Book.EARLIER),
    Measured("check, coded", "check", book=Book.CODED),
    Measured("check --codings", "check --codings", book=Book.CODED),
    Measured("codes rename", f"codes rename {CODE} later", book=Book.CODED),
)


class Used(NamedTuple):
    """Seconds of the processor, and the peak memory of one process, in megabytes."""

    seconds: float
    megabytes: float


def main() -> None:
    options = read_options()
    commands = [each for each in COMMANDS if not options.only or each.name in options.only]
    folder = Path(tempfile.mkdtemp(prefix="coprod-growth-"))
    try:
        warm_up(commands, folder)
        print_table(options.sizes, commands, folder)
    finally:
        shutil.rmtree(folder)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="NOTES")
    names = [each.name for each in COMMANDS]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    return parser.parse_args()


def warm_up(commands: Sequence[Measured], folder: Path) -> None:
    """Run each command once in a small notebook, so that no figure has Python's compiler in it."""
    measure_compiled(folder)
    for command in commands:
        book = command.book.write(folder / "warm" / command.name, 3)
        measure(command, book, folder)


def print_table(sizes: Sequence[int], commands: Sequence[Measured], folder: Path) -> None:
    """Measure each command at each size, and print a row as soon as it is measured."""
    books = {
        (size, book): book.write(folder / f"{size}-{book.value}", size)
        for size in sizes
        for book in {each.book for each in commands}
    }
    times = ", ".join(f"{more / few:g}" for few, more in pairwise(sizes))
    time.sleep(SETTLED)
    print(f"Seconds of the processor, and peak memory. Linear is a factor of {times}; flat is 1.\n")
    print(f"{'notes':16}" + "".join(f"{size:>18,}" for size in sizes) + "   factors: time, memory")
    for command in commands:
        used = [measure(command, books[size, command.book], folder) for size in sizes]
        figures = "".join(f"{each.seconds:9.2f} s{each.megabytes:4.0f} MB" for each in used)
        factors = "; ".join(
            f"{more.seconds / few.seconds:.1f}, {more.megabytes / few.megabytes:.2f}"
            for few, more in pairwise(used)
        )
        print(f"{command.name:16}{figures}   {factors}", flush=True)


def measure(command: Measured, book: Path, folder: Path) -> Used:
    """Run a command in a notebook, and return what it used, after the index was built."""
    if command.is_indexed:
        measure(command._replace(is_indexed=False), book, folder)
    out = folder / "out"
    words = [each.replace(OUT, str(out)) for each in shlex.split(command.words)]
    environment = {**os.environ, "COPROD_NOTEBOOK": str(book), "TERM": "xterm-256color"}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    script = shutil.which("coprod", path=str(Path(sys.executable).parent))
    if script is None:
        sys.exit("coprod is not installed")
    if words[0] == "COMPLETE":
        line = ["coprod", *words[1:]]
        environment |= {
            "_COPROD_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(line),
            "COMP_CWORD": str(len(line) - 1),
        }
        words = []
    done = subprocess.run(
        [sys.executable, FOLDER / "used_resources.py", command.expected, script, *words],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    if out.is_dir():
        shutil.rmtree(out)
    return Used(*json.loads(done.stdout))


if __name__ == "__main__":
    main()
