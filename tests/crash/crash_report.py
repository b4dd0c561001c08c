"""What a harness tells: each fault, how often it was tried, and what was lost, as Markdown."""

import argparse
import secrets
import sys
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of each fault, and a line for each thing that went wrong."""

    tried: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def add(self, fault: str, wrong: list[str]) -> None:
        self.tried[fault] += 1
        if wrong:
            self.wrong.setdefault(fault, []).extend(wrong)

    def table(self) -> str:
        """A Markdown table: the fault, how often, what was lost or left in the way."""
        rows = [
            f"| {fault} | {times} | {self._lost(fault)} |" for fault, times in self.tried.items()
        ]
        total = sum(self.tried.values())
        count = sum(map(len, self.wrong.values()))
        rows.append(f"| all | {total} | {count or 'nothing'} |")
        return "\n".join(["| fault | how often | lost |", "| --- | --- | --- |", *rows])

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


def options(purpose: str, rounds: int) -> argparse.Namespace:
    """Read --rounds and --seed from the command line."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"how many ({rounds})")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="any number")
    return parser.parse_args()


def finish(tally: Tally, seed: int) -> int:
    """Print the summary, and return the exit code: 1 where anything went wrong."""
    for line in tally.details():
        tell(f"- {line}")
    tell("")
    tell(tally.table())
    tell(f"\nseed {seed}")
    return 1 if tally.wrong else 0
