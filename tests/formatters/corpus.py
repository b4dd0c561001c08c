"""Reads the corpus that make_corpus.py has made."""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PROGRAMS = sorted(path.stem for path in (HERE / "after").glob("*.diff"))
_HUNK = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\Z")


@cache
def notes() -> dict[str, str]:
    """Return the text of each note by its name."""
    return {path.stem: path.read_bytes().decode() for path in sorted((HERE / "notes").glob("*.md"))}


def after(program: str) -> dict[str, str]:
    """Return what a program made of each note that it changed."""
    made: dict[str, str] = {}
    lines = iter((HERE / "after" / f"{program}.diff").read_bytes().decode().split("\n")[:-1])
    name, old, new, copied = "", [], [], 0
    for line in lines:
        if line.startswith("=== "):
            name, new, copied = line[4:], [], 0
            old = notes()[name].split("\n")
        else:
            start, removed, _, added = map(int, _HUNK.match(line).groups())
            new += old[copied:start]
            new += [next(lines)[1:] for _ in range(added)]
            copied = start + removed
        made[name] = "\n".join(new + old[copied:])
    return made
