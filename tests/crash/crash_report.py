"""What a harness tells: each fault, how often it was tried, and what was lost, as Markdown."""

import argparse
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of each fault, and a line for each thing that went wrong."""

    name: str = "fault"
    tried: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def add(self, fault: str, wrong: list[str]) -> None:
        self.tried[fault] += 1
        if wrong:
            self.wrong.setdefault(fault, []).extend(wrong)

    def table(self) -> str:
        """A Markdown table: the fault, how often, what was lost or left in the way."""
        count = sum(map(len, self.wrong.values()))
        tried = sorted(self.tried.items())
        rows = [
            (self.name, "how often", "lost"),
            *((fault, str(times), self._lost(fault)) for fault, times in tried),
            ("all", str(self.tried.total()), str(count or "nothing")),
        ]
        widths = [max(len(row[place]) for row in rows) for place in range(3)]
        rows.insert(1, tuple("-" * width for width in widths))
        return "\n".join(
            f"| {fault:{widths[0]}} | {times:>{widths[1]}} | {lost:>{widths[2]}} |"
            for fault, times, lost in rows
        )

    def details(self) -> list[str]:
        return [f"{fault}: {line}" for fault, lines in self.wrong.items() for line in lines]

    def _lost(self, fault: str) -> str:
        return str(len(self.wrong[fault])) if fault in self.wrong else "nothing"


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def in_one_line(error: AssertionError) -> str:
    """What was waited for, and the screen as it was."""
    return " / ".join(line.strip() for line in str(error).split("\n") if line.strip())


def options(purpose: str, rounds: int, *, at_once: int = 1) -> argparse.Namespace:
    """Read --rounds and --seed from the command line, and --at-once where that may be many."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"how many ({rounds})")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="any number")
    if at_once > 1:
        parser.add_argument("--at-once", type=int, default=at_once, help=f"how many ({at_once})")
    return parser.parse_args()


def finish(seed: int, started: float, tally: Tally, *more: Tally) -> int:
    """Print the summary, and return the exit code: 1 where anything went wrong.

    Args:
        seed: the seed.
        started: when all of it began, as `time.monotonic` had it.
        tally: what was tried, and what was wrong.
        more: the same, counted in other ways.
    """
    for line in tally.details():
        tell(f"- {line}")
    for each in (tally, *more):
        tell(f"\n{each.table()}")
    tell(f"\nseed {seed}, {time.monotonic() - started:.0f} seconds")
    return 1 if tally.wrong else 0
