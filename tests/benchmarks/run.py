"""Measures coprod against plain baselines, side by side in one run, and prints the ratios.

Run it with the Python of an environment that has the `test` extra: python tests/benchmarks/run.py
"""

import json
import os
import pty
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_up_notebook import SENTENCE, write_notebook

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.add_case import add_case
from coprod_cli.operations.edit_case import edit_case
from coprod_cli.operations.export import Job, encode_part
from coprod_cli.operations.workspace import open_workspace

PYTHON = sys.executable
ROUNDS = 11
NAMES = ("tasks", "list")
SECTIONS = 10
NEW = ["new-case"]
TITLED = [*NEW, "--template", "primary-care", "--title", "Made up"]
FIRST_QUESTION = "What is the setting?"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="coprod-benchmark-"))
    measure_compiled(folder)
    try:
        print(f"Medians of {ROUNDS} rounds, each round measuring both sides in turn.\n")
        start_up(folder)
        first_question(folder)
        enter_to_next_question(folder)
        export_and_memory(folder)
        answers_as_data(folder)
    finally:
        shutil.rmtree(folder)


def measure_compiled(folder: Path) -> None:
    """Let Python keep what it compiles, as it does for an installed program.

    An environment may forbid it (PYTHONDONTWRITEBYTECODE) or hold libraries that are compiled
    beside a checkout that is not; the figures would then be of the compiler.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")


# --- starting ---


def start_up(folder: Path) -> None:
    few = write_notebook(folder / "twenty", 20)
    coprod = [PYTHON, "-m", "coprod_cli"]
    typer = imports("import typer")
    three = imports("import typer, yaml; from pydantic import BaseModel")
    completing = {
        "_COPROD_COMPLETE": "complete_bash",
        "COMP_WORDS": "coprod show 2026",
        "COMP_CWORD": "2",
    }
    environment = {"COPROD_NOTEBOOK": str(few)}
    script = shutil.which("coprod", path=str(Path(PYTHON).parent)) or sys.exit(
        "coprod is not installed"
    )
    show_ratio("coprod --version / import typer", [*coprod, "--version"], typer, {}, 1.25)
    show_ratio("coprod list (20 notes) / 3 imports", [*coprod, "list"], three, environment, 1.4)
    swedish = {**environment, "COPROD_LANGUAGE": "sv"}
    show_ratio("the same in Swedish / 3 imports", [*coprod, "list"], three, swedish, 1.4)
    show_ratio("one completion / 3 imports", [script], three, {**environment, **completing}, 1.4)


def imports(code: str) -> list[str]:
    return [PYTHON, "-c", code]


def show_ratio(
    name: str, command: list[str], baseline: list[str], environment: dict[str, str], limit: float
) -> None:
    run_quietly(command, environment)
    pairs = [
        (
            seconds(lambda: run_quietly(command, environment)),
            seconds(lambda: run_quietly(baseline, {})),
        )
        for _ in range(ROUNDS)
    ]
    tell(name, *medians(pairs), limit)


def run_quietly(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )


# --- the interview, in a pseudo-terminal ---


def first_question(folder: Path) -> None:
    baseline = imports("import typer, questionary, pydantic, yaml")
    start_interview(folder / "begun", TITLED, FIRST_QUESTION)  # the draft for `resume`
    remember_a_case(folder / "new")
    for name, book, arguments, question, limit in (
        (
            "start to first screen / 4 imports",
            "new",
            NEW,
            "How much time do you have?",
            1.25,
        ),
        ("the same with --title, so all loaded", "new", TITLED, FIRST_QUESTION, 1.7),
        ("the same with resume", "begun", ["resume"], FIRST_QUESTION, 1.7),
    ):
        start_interview(folder / book, arguments, question)
        pairs = [
            (
                start_interview(folder / book, arguments, question),
                seconds(lambda: run_quietly(baseline, {})),
            )
            for _ in range(ROUNDS)
        ]
        tell(name, *medians(pairs), limit)


def remember_a_case(folder: Path) -> None:
    """Make a notebook in which a case was told before, so that its answers are offered."""
    command = [PYTHON, "-m", "coprod_cli", *TITLED, "--plain"]
    subprocess.run(
        command, input=b"A ward\n", env={**os.environ, "COPROD_NOTEBOOK": str(folder)},
        capture_output=True, check=False,
    )  # fmt: skip


def start_interview(folder: Path, arguments: list[str], question: str) -> float:
    """Return the seconds until a question is seen, and stop there."""
    interview = Interview(folder, arguments, question)
    interview.stop()
    return interview.seen_after


def enter_to_next_question(folder: Path) -> None:
    """From Enter to the next question on the screen, with the answer saved in between."""
    times = []
    for _ in range(3):
        interview = Interview(folder / "enter", TITLED, FIRST_QUESTION)
        for number in range(1, 46):
            interview.write(SENTENCE)
            interview.read_for(0.2)  # a person rests before Enter; a paste does not
            text = f"- {number} answered".encode()
            times.append(1000 * interview.send_and_see(b"\r", text))
        interview.stop()
    times.sort()
    slowest = times[int(len(times) * 0.99) - 1]
    print(
        f"{'Enter to next question, saved':46} median {statistics.median(times):5.1f} ms,"
        f" 99th percentile {slowest:5.1f} ms (at most 50)"
    )


class Interview:
    """A command that asks, in a pseudo-terminal, and the seconds until its question was seen."""

    def __init__(self, folder: Path, arguments: list[str], question: str) -> None:
        started = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", COPROD_NOTEBOOK=str(folder))
            os.execv(PYTHON, [PYTHON, "-m", "coprod_cli", *arguments])
        self.see(question.encode())
        self.seen_after = time.perf_counter() - started

    def write(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def see(self, text: bytes) -> None:
        seen = b""
        while text not in seen:
            seen += os.read(self.terminal, 65536)

    def send_and_see(self, keys: bytes, text: bytes) -> float:
        started = time.perf_counter()
        os.write(self.terminal, keys)
        self.see(text)
        return time.perf_counter() - started

    def read_for(self, wanted: float) -> None:
        import select

        end = time.perf_counter() + wanted
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                os.read(self.terminal, 65536)

    def stop(self) -> None:
        os.write(self.terminal, b"\x03")
        try:
            while os.read(self.terminal, 65536):
                pass
        except OSError:  # the other end is closed
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)


# --- many notes ---


def export_and_memory(folder: Path) -> None:
    many = write_notebook(folder / "many", 10_000)
    some = write_notebook(folder / "some", 1_000)
    size = statistics.mean(path.stat().st_size for path in some.glob("*.md"))
    checked = [PYTHON, "-m", "coprod_cli", "export", "jsonl", "--notebook"]
    export = [*checked[:-1], "--no-privacy-check", "--notebook"]
    loop = imports(
        "import frontmatter, glob\n"
        f"for path in glob.glob({str(many)!r} + '/*.md'): frontmatter.load(path)"
    )
    bare = imports(
        f"import glob\nfor path in glob.glob({str(many)!r} + '/*.md'): open(path, 'rb').read()"
    )
    print(f"\n10,000 notes of {size / 1000:.1f} kB, all 46 questions answered:")
    rest = [str(many), "-o", str(folder / "out.jsonl")]
    commands = ([*export, *rest], [*checked, *rest], loop, bare)
    rounds = 3
    times = [
        tuple(seconds(lambda each=each: run_quietly(each, {})) for each in commands)
        for _ in range(rounds)
    ]
    ours, both, loops, reads = (statistics.median(column) for column in zip(*times, strict=True))
    tell("export jsonl / a loop of frontmatter.load", ours, loops, 1.0)
    tell("export jsonl / reading the bytes", ours, reads, None)
    tell("with the privacy check before / without it", both, ours, None)
    tell("the same two without their start, one process", *in_one_process(many), 1.0)
    looked = [[PYTHON, "-m", "coprod_cli", name, "--notebook", str(many)] for name in NAMES]
    pairs = [
        tuple(seconds(lambda each=each: run_quietly(each, {})) for each in looked)
        for _ in range(rounds)
    ]
    tell("tasks / list", *medians(pairs), 1.5)
    peaks = [
        peak_memory([*export, str(book), "-o", str(folder / "out.jsonl")]) for book in (some, many)
    ]
    print(
        f"{'peak memory at 1,000 and at 10,000 notes':46} {peaks[0]:.0f} MB and {peaks[1]:.0f} MB"
        " (the same within 20)"
    )


def answers_as_data(folder: Path) -> None:
    """Print how the time of `new-case --data` and `edit --data` grows with the answers."""
    print("\nAnswers as data, in this process; ten times as many (10 is linear, 100 squared):")
    for name, template, answers in (
        ("items of a group", "patient-contract", made_up_items),
        ("questions", "many", made_up_questions),
    ):
        times = []
        for count in (400, 4_000):
            prompts = write_many_questions(folder / f"prompts-{count}", count)
            workspace = open_workspace(folder / f"{template}-{count}", prompts=[prompts])
            start = time.process_time()
            path = add_case(workspace, answers(count, "Made up"), template=template).path
            added = time.process_time()
            edit_case(workspace, path, answers(count, "Changed"))
            times.append((added - start, time.process_time() - added))
        factors = [many / few for few, many in zip(*times, strict=True)]
        print(
            f"{name + ', 400 and 4,000':46} added {times[0][0]:.2f} s, {times[1][0]:.2f} s ="
            f" {factors[0]:.1f}; edited {times[0][1]:.2f} s, {times[1][1]:.2f} s = {factors[1]:.1f}"
        )


def made_up_items(count: int, text: str) -> dict[str, object]:
    parts = [{"what": f"{text} {number}", "who": "care"} for number in range(count)]
    return {"agreement.parts": parts}


def made_up_questions(count: int, text: str) -> dict[str, object]:
    return {f"s{number % SECTIONS}.q{number}": f"{text} {number}" for number in range(count)}


def write_many_questions(folder: Path, count: int) -> Path:
    """Write a template with many questions, and return the folder of templates."""
    (folder / "many").mkdir(parents=True, exist_ok=True)
    for section in range(SECTIONS):
        questions = [
            f"  - {{id: q{number}, text: Made up?}}" for number in range(section, count, SECTIONS)
        ]
        lines = [f"id: s{section}", "title: Made up", "questions:", *questions]
        (folder / "many" / f"s{section}.yaml").write_text("\n".join(lines))
    sections = ", ".join(f"s{section}" for section in range(SECTIONS))
    top = f"id: many\nversion: 1.0.0\ntitle: Many\nsections: [{sections}]\n"
    (folder / "many" / "template.yaml").write_text(top)
    return folder


def in_one_process(folder: Path) -> tuple[float, float]:
    """Return the seconds of encoding all notes here, and of frontmatter.load over them."""
    import frontmatter

    paths = Notebook(folder).paths()
    job = Job(folder, "jsonl", (shipped_prompts(),))
    encode_part(job, paths[:10])
    pairs = [
        (
            seconds(lambda: encode_part(job, paths)),
            seconds(lambda: [frontmatter.load(str(path)) for path in paths]),
        )
        for _ in range(3)
    ]
    return medians(pairs)


def peak_memory(command: list[str]) -> float:
    """Return the largest resident size of a command, or of a process it started, in megabytes."""
    code = (
        "import json, resource, subprocess, sys\n"
        "subprocess.run(json.loads(sys.argv[1]), check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [PYTHON, "-c", code, json.dumps(command)], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1000


# --- telling ---


def seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def tell(name: str, ours: float, theirs: float, limit: float | None) -> None:
    wanted = f" (at most {limit})" if limit else ""
    print(
        f"{name:46} {1000 * ours:6.0f} ms / {1000 * theirs:6.0f} ms = {ours / theirs:.2f}{wanted}"
    )


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
