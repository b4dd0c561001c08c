"""Measures how well identifiers are found, and how fast beside a plain loop over patterns.

Run it with the Python of an environment that has coprod: python tests/privacy/measure.py
"""

# ruff: noqa: T201 - a report is printed

import random
import re
import statistics
import sys
import time

from labels import (
    HELD_OUT,
    LABELLED,
    MENDING,
    THIRD,
    UNSEEN,
    Overlap,
    Score,
    differences,
    overlap,
    read_lines,
    score,
)

from coprod_cli.privacy.identifiers import find_identifiers

# The scores of a set before any rule was changed for it: today's scores are no longer independent.
FIRST_SIGHT = {
    HELD_OUT: "on first sight, before mending: recall 0.92, precision 0.95",
    THIRD: (
        "written before its writer had seen a rule; on first sight, before mending:\n"
        "  sv recall 0.804, precision 0.865; en 0.850, 0.927; all 0.828, 0.897"
    ),
}
ROUNDS = 5
NOTES = 1000
NOTE_SIZE = 6000
PLANTED = 6
# A simple script for comparison: one pattern for each kind, searched in the whole text.
PLAIN_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:\d{2})?\d{6}[-+]?\d{4}\b",
        r"\b\d{3} \d{3} \d{4}\b|\b\d{3}-\d{2}-\d{4}\b",
        r"[\w.+-]+@[\w-]+\.[\w.]+",
        r"(?:\+\d{1,3}|\b0)[\d -]{7,14}\d\b",
        r"\b(?:https?://|www\.)\S+",
        r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
        r"\b\d{3} \d{2} \w+|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
        r"\b\w+(?:gatan|vägen|gränd) \d+|\b\d+ \w+ (?:street|road|lane|avenue)\b",
        r"\b(?:journal|case|mrn|ärende)\w* \w*\d+",
        (
            r"\b\d{4}-\d{2}-\d{2}\b"
            r"|\b\d{1,2} (?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[ck]t|nov|dec)\w*"
        ),
        r"\b\d{1,3}(?:-| )?(?:år|years?)\w*",
        r"\b(?:dr|doktor|mrs?|sjuksköterska\w*|nurse|syster|mamma)\.? [A-ZÅÄÖ]\w+",
    )
]
PROSE = (
    "Som det är nu går en remiss genom många händer, och ingen av dem vet vad nästa gör.",
    "Det jobbigaste var inte smärtan utan att ingen visste vem som bestämde.",
    "Hon ville veta vad som skulle hända, i vilken ordning, och vem hon kunde fråga.",
    "The hardest part was not the pain but that nobody knew who decided.",
    "They drew the whole way on a sheet of paper, from the first call to the last letter.",
    "What mattered to her was to sleep at home, to be asked, and to be believed.",
    "We changed one thing: the patient-person speaks first, and nobody types until then.",
    "Rädslan satt i händerna, sa hon, och den gick över när någon satte sig ned.",
)


def main() -> None:
    for path in (LABELLED, HELD_OUT, THIRD, MENDING):
        print_score(path)
    print_unseen()
    print_speed()
    print("\nPatterns are found, not people: a text without findings is not anonymous.")


def print_score(path) -> None:
    lines = read_lines(path)
    scores = score(lines)
    print(f"{path.name}: {len(lines)} lines")
    if path in FIRST_SIGHT:
        print(f"  {FIRST_SIGHT[path]}")
    print(f"  {'':16}{'recall':>20}{'precision':>20}")
    for language in sorted({language for language, _ in scores}):
        for kind in sorted(kind for each, kind in scores if each == language):
            print_row(f"{language} {kind}", scores[language, kind])
        mine = (one for (each, _), one in scores.items() if each == language)
        print_row(f"{language} all", sum(mine, Score()))
    print_row("all", sum(scores.values(), Score()))
    for difference in differences(lines):
        print(f"  line {difference}")
    print()


def print_unseen() -> None:
    """Print the figures of the lines that no rule was mended with, and none of the lines."""
    lines = read_lines(UNSEEN)
    by_language = overlap(lines)
    print(f"{UNSEEN.name}: {len(lines)} lines that no rule was mended with")
    print("  found where something is marked, of whatever kind, and in part or whole")
    print(f"  {'':16}{'recall':>20}{'whole':>20}{'precision':>20}")
    for name, one in [*sorted(by_language.items()), ("all", sum(by_language.values(), Overlap()))]:
        recall = f"{one.found}/{one.marks} = {one.recall:.3f}"
        whole = f"{one.whole}/{one.marks} = {one.whole / one.marks:.3f}"
        precision = f"{one.true}/{one.finds} = {one.precision:.3f}"
        print(f"  {name:16}{recall:>20}{whole:>20}{precision:>20}")
    print()


def print_row(name, one) -> None:
    recall = f"{one.found}/{one.found + one.missed} = {one.recall:.3f}"
    precision = f"{one.found}/{one.found + one.false} = {one.precision:.3f}"
    print(f"  {name:16}{recall:>20}{precision:>20}")


def print_speed() -> None:
    notes = made_up_notes()
    find_identifiers(notes[0])
    pairs = [
        (seconds(lambda: [find_identifiers(note) for note in notes]), seconds(lambda: plain(notes)))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    size = statistics.mean(map(len, notes)) / 1000
    print(f"{NOTES} notes of {size:.1f} kB, {PLANTED} labelled lines planted in each, one core:")
    print(
        f"  find_identifiers / a loop of {len(PLAIN_PATTERNS)} plain patterns"
        f" {1000 * ours:.0f} ms / {1000 * theirs:.0f} ms = {ours / theirs:.2f}"
        f" (medians of {ROUNDS} rounds; the fastest of ours {1000 * min(pairs)[0]:.0f} ms)"
    )


def made_up_notes() -> list[str]:
    """Return notes of prose without identifiers, in which labelled lines are planted."""
    chosen = random.Random(1)  # noqa: S311 - the same notes in every run
    true_lines = [line.text for line in read_lines(LABELLED) if line.spans]
    near_lines = [line.text for line in read_lines(LABELLED) if not line.spans]
    notes = []
    for _ in range(NOTES):
        lines = [*chosen.sample(true_lines, PLANTED), *chosen.sample(near_lines, PLANTED)]
        while sum(map(len, lines)) < NOTE_SIZE:
            lines.append(chosen.choice(PROSE))
        chosen.shuffle(lines)
        notes.append("\n".join(lines))
    return notes


def plain(notes) -> int:
    return sum(len(pattern.findall(note)) for note in notes for pattern in PLAIN_PATTERNS)


def seconds(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
