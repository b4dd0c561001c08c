"""Fuzzes the four readers of what comes from anyone, guided by coverage, and keeps what it finds.

Run it with the Python of an environment that has the `fuzz` extra: python tests/fuzz/run.py
"""

import argparse
import gc
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from megabytes import SIZE
from promises import DoesNotHold
from readers import CORPUS, READERS, Reader, repeated

HERE = Path(__file__).parent
LONGEST = 4096
SLOWEST = 2.0  # a quiet machine needs half of it
"""The most seconds of processor time that a reader may need for `SIZE` bytes."""

_STATUS = re.compile(r"#(\d+)\s+(\w+)\s+cov: (\d+) ft: (\d+)")
_TRIES = 3
_SHRINKING_SECONDS = 20.0
_EXECUTIONS_PER_TIMED = 1000
"""For how many executions one of the new inputs is timed at `SIZE` bytes."""


class Found(NamedTuple):
    """An input for which something does not hold, where it was kept, and what does not hold."""

    path: Path
    why: str


class Limit(NamedTuple):
    """How long a reader is fuzzed: some seconds, or a number of executions if there is one."""

    seconds: int
    executions: int | None = None

    def __str__(self) -> str:
        return (
            f"{self.executions or self.seconds:,} {'executions' if self.executions else 'seconds'}"
        )

    def options(self) -> list[str]:
        if self.executions:
            return [f"-runs={self.executions}"]
        return [f"-max_total_time={self.seconds}"]

    def within(self, inputs: list[bytes]) -> Iterator[bytes]:
        """Return as many inputs as are to be timed, in a mixed order that is always the same."""
        mixed = sorted(inputs, key=lambda each: hashlib.sha256(each).digest())
        if self.executions:
            yield from mixed[: self.executions // _EXECUTIONS_PER_TIMED]
            return
        end = time.monotonic() + self.seconds / 2
        for data in mixed:
            if time.monotonic() > end:
                return
            yield data


class Campaign(NamedTuple):
    """What one run of one reader came to; coverage counts libFuzzer's edges and features."""

    executions: int
    edges_before: int
    edges: int
    features_before: int
    features: int
    new_inputs: int
    timed: int
    findings: list[Found]
    log: str


def main() -> int:
    options = _options()
    if find_spec("atheris") is None:
        say("atheris is not installed, or has no wheel for this machine. Try: Linux on x86-64")
        return 2
    limit = Limit(options.seconds, options.executions)
    say(f"seed {options.seed}, {limit} for each reader\n")
    found = False
    for name in options.reader or READERS:
        with tempfile.TemporaryDirectory(prefix="coprod-fuzz-") as passing:
            keep = Path(options.keep or passing) / name
            campaign = fuzz(READERS[name], limit, options.seed, keep, options.corpus)
        tell(name, campaign)
        found = found or bool(campaign.findings)
    return 1 if found else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="for each reader; 60 if left out")
    parser.add_argument(
        "--executions", type=int,
        help="a number of them in place of seconds: with the same seed, the same search",
    )  # fmt: skip
    parser.add_argument(
        "--reader", action="append", choices=list(READERS), help="only this one; may be repeated"
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 2**31))
    parser.add_argument("--keep", help="a folder for new inputs, from which the next run goes on")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="where findings are written")
    return parser.parse_args()


def tell(name: str, campaign: Campaign) -> None:
    say(f"{name}: {campaign.executions:,} executions")
    say(
        f"  edges {campaign.edges_before:,} -> {campaign.edges:,}, "
        f"features {campaign.features_before:,} -> {campaign.features:,}, "
        f"{campaign.new_inputs:,} new inputs, {campaign.timed:,} of them timed at {SIZE:,} bytes"
    )
    for path, why in campaign.findings:
        say(f"  FOUND {path}: {why}")
    if not campaign.findings:
        say("  nothing found")
    elif campaign.log:
        say("\n".join(f"    {line}" for line in campaign.log.splitlines()))


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this report is what the command is for


def fuzz(reader: Reader, limit: Limit, seed: int, keep: Path, corpus: Path) -> Campaign:
    """Run one reader under libFuzzer, and half as long time what it kept at 1,000,000 bytes."""
    keep.mkdir(parents=True, exist_ok=True)
    known = {path.name for path in keep.iterdir()}
    with tempfile.TemporaryDirectory(prefix="coprod-fuzz-") as artifacts:
        # Named one by one: in a folder they have no order that is the same everywhere.
        given = ",".join(map(str, sorted((CORPUS / reader.name).iterdir())))
        run = subprocess.run(
            [sys.executable, HERE / "target.py", reader.name, *limit.options(), f"-seed={seed}",
             f"-max_len={LONGEST}", f"-dict={HERE / 'words.dict'}", "-timeout=10",
             "-rss_limit_mb=2048", f"-artifact_prefix={artifacts}/", f"-seed_inputs={given}", keep],
            capture_output=True, text=True, errors="replace", check=False,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )  # fmt: skip
        stopped_by = [(each.name, each.read_bytes()) for each in sorted(Path(artifacts).iterdir())]
    log = run.stderr + run.stdout
    if run.returncode and not stopped_by:
        raise SystemExit(f"the fuzzer itself failed:\n{log[-4000:]}")
    first, last = _measured(log)
    found = [_explained(reader, name, data) for name, data in stopped_by]
    new = [path.read_bytes() for path in sorted(keep.iterdir()) if path.name not in known]
    slow = [(data, is_slow(reader, data)) for data in limit.within(new)]
    too_slow = f"over {SLOWEST:.0f} s when it is repeated to {SIZE:,} bytes"
    found += [(data, too_slow) for data, is_too_slow in slow if is_too_slow]
    return Campaign(
        executions=last[0],
        edges_before=first[1],
        edges=last[1],
        features_before=first[2],
        features=last[2],
        new_inputs=len(new),
        timed=len(slow),
        findings=[Found(keep_finding(corpus / reader.name, data), why) for data, why in found],
        log="\n".join(_traceback(log)),
    )


def _explained(reader: Reader, artifact: str, data: bytes) -> tuple[bytes, str]:
    """Return what is needed of an input for its failure, and what that is."""
    kind = artifact.partition("-")[0]
    if kind != "crash":
        # What ran out of time or of memory is not run again here: it would do the same.
        return data, {"timeout": "over 10 s", "oom": "over 2 GB of memory"}.get(kind, kind)
    failure = failure_of(reader)
    return shrink(data, failure), failure(data)


def _measured(log: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return executions, edges and features: after the corpus was read, and at the end.

    All are 0 where something was found in the corpus itself, before anything was measured.
    """
    states = [
        (each[2], (int(each[1]), int(each[3]), int(each[4]))) for each in _STATUS.finditer(log)
    ]
    nothing = (0, 0, 0)
    start = next((counts for state, counts in states if state in ("INITED", "DONE")), nothing)
    return start, states[-1][1] if states else nothing


def _traceback(log: str) -> Iterator[str]:
    inside = False
    for line in log.splitlines():
        inside = inside or "Uncaught Python exception" in line or "ALARM" in line
        if inside and line.startswith(("==", "SUMMARY", "MS:", "artifact_prefix")):
            return
        if inside:
            yield line


def is_slow(reader: Reader, data: bytes) -> bool:
    """Tell whether an input, repeated up to SIZE bytes, is read too slowly."""
    return not all(is_read_in_time(reader, each) for each in repeated(data))


def is_read_in_time(reader: Reader, data: bytes) -> bool:
    """Tell whether a reader is quick enough in one of a few tries: the machine may be busy."""
    return any(seconds_to_read(reader, data) < SLOWEST for _ in range(_TRIES))


def seconds_to_read(reader: Reader, data: bytes) -> float:
    """Return the processor time that a reader needs."""
    given = reader.prepare(data)
    gc.freeze()  # what a long run of tests has left behind is not the reader's to walk through
    try:
        start = time.process_time()
        reader.read(given)
        return time.process_time() - start
    finally:
        gc.unfreeze()


def failure_of(reader: Reader) -> Callable[[bytes], str]:
    """Return what tells how an input fails: the sentence, or the error and its place; or ""."""

    def failure(data: bytes) -> str:
        try:
            reader.check(data)
        except Exception as error:  # noqa: BLE001 - any failure is what is looked for
            if isinstance(error, DoesNotHold):
                return str(error)
            inner = error.__traceback__
            while inner and inner.tb_next:
                inner = inner.tb_next
            place = f"{inner.tb_frame.f_code.co_filename}:{inner.tb_lineno}" if inner else ""
            return f"{type(error).__name__} {place}"
        return ""

    return failure


def shrink(data: bytes, failure: Callable[[bytes], str]) -> bytes:
    """Leave out of an input whatever is not needed for the same failure."""
    wanted = failure(data)
    end = time.monotonic() + _SHRINKING_SECONDS
    size = len(data) // 2
    while wanted and size:
        start = 0
        while start < len(data) and time.monotonic() < end:
            less = data[:start] + data[start + size :]
            if failure(less) == wanted:
                data = less
            else:
                start += size
        size //= 2
    return data


def keep_finding(folder: Path, data: bytes) -> Path:
    """Write a found input into the corpus, where the tests replay it from then on."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
