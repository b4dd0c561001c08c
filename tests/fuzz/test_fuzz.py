"""What comes from anyone, whatever it is: no reader crashes, waits, loses a byte or tells a word.

The corpus is what was written by hand and what fuzzing found; all of it is made up. A longer search
for more of it: python tests/fuzz/run.py
"""

import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from form_promises import read_data
from megabytes import SIZE, megabytes
from promises import PRIVATE, DoesNotHold
from readers import CORPUS, READERS, repeated
from run import SLOWEST, failure_of, is_read_in_time, keep_finding, shrink

from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.edit import set_front_matter
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import set_answer

HOUSE = Path(__file__).parent.parent.parent
needs_atheris = pytest.mark.skipif(
    find_spec("atheris") is None,
    reason="atheris has wheels for Linux on x86-64 only",
)


def corpus():
    for name in READERS:
        for path in sorted((CORPUS / name).iterdir()):
            yield pytest.param(READERS[name], path, id=f"{name}/{path.name}")


def heavy_inputs():
    for name in READERS:
        for kind, make in megabytes(name):
            yield pytest.param(READERS[name], make, id=f"{name}: {kind}")


@pytest.mark.parametrize(("reader", "path"), list(corpus()))
def test_what_was_found_or_feared_is_read_as_it_should_be(reader, path):
    reader.check(path.read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "make"), list(heavy_inputs()))
def test_a_million_bytes_are_read_within_two_seconds(reader, make):
    data = make()

    assert len(data) <= SIZE
    assert is_read_in_time(reader, data)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("note", "headings, in an answer"), ("note", "line ends, in an answer"),
        ("note", "carriage returns, in an answer"), ("note", "one long word, in an answer"),
        ("note", "choices"), ("note", "escaped markers"), ("note", "voices"), ("note", "sections"),
        ("front-matter", "comments of YAML, below the bound"),
        ("front-matter", "line ends, below the bound"), ("front-matter", "keys of their own"),
        ("front-matter", "tags of their own"), ("front-matter", "lists of lists"),
    ],
)  # fmt: skip
def test_an_edit_of_as_much_takes_no_longer(name, kind):
    note = read_note(dict(megabytes(name))[kind](), "made-up.md")
    answer = next(iter(note.case.answers), Answer("made-up.question"))._replace(text="Other words.")

    start = time.process_time()
    answered = set_answer(note, answer, "### A made-up question")
    answer_set = time.process_time()
    titled = set_front_matter(note, {"title": "Another", "status": "final", "updated": "2027"})
    title_set = time.process_time()

    assert answer in answered.case.answers
    assert (titled.case.title, titled.case.status) == ("Another", "final")
    assert answer_set - start < SLOWEST
    assert title_set - answer_set < SLOWEST


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_the_corpus_repeated_to_a_million_bytes_is_read_within_two_seconds(name):
    reader = READERS[name]
    slow = [
        path.name
        for path in sorted((CORPUS / name).iterdir())
        for data in repeated(path.read_bytes())
        if not is_read_in_time(reader, data)
    ]

    assert slow == []


def test_the_corpus_holds_answers_that_no_finding_may_repeat():
    holding = [path for path in CORPUS.glob("*/*") if PRIVATE.encode() in path.read_bytes()]

    assert {path.parent.name for path in holding} >= {"note", "front-matter", "data"}


def test_the_corpus_stays_small():
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < 300_000


class TestTheSearchItself:
    """The fuzzer would find nothing in readers that are checked for nothing."""

    @pytest.mark.slow
    @pytest.mark.parametrize("name", READERS)
    @needs_atheris
    def test_of_a_thousand_inputs_finds_nothing(self, name, tmp_path):
        limit = ("--executions", 1000, "--seed", 1)
        run = run_fuzzer("--reader", name, *limit, "--corpus", tmp_path)

        assert (run.returncode, list(tmp_path.iterdir())) == (0, []), run.stdout + run.stderr
        assert f"{name}: 1,000 executions" in run.stdout
        assert "nothing found" in run.stdout

    @pytest.mark.slow
    @needs_atheris
    def test_exits_with_1_and_keeps_what_it_found(self, tmp_path):
        for folder in ("coprod_cli", "prompts"):
            shutil.copytree(HOUSE / folder, tmp_path / folder)
        faulty = tmp_path / "coprod_cli" / "base" / "text.py"
        right = "return _NAME.match(text) is not None"
        assert right in faulty.read_text("utf-8")
        # The fault: a finding repeats whatever stands where a key should.
        faulty.write_text(faulty.read_text("utf-8").replace(right, "return True"), "utf-8")

        run = run_fuzzer(
            "--reader", "data", "--executions", 1000, "--seed", 1, "--corpus", tmp_path / "kept",
            PYTHONPATH=str(tmp_path),
        )  # fmt: skip

        assert run.returncode == 1, run.stdout + run.stderr
        [found] = (tmp_path / "kept" / "data").iterdir()
        assert f"FOUND {found}" in run.stdout
        assert "repeats an answer" in run.stdout

    def test_tells_which_property_does_not_hold(self, monkeypatch):
        monkeypatch.setattr("coprod_cli.base.text.looks_like_name", lambda _: True)
        twice = f"{PRIVATE}: a\n{PRIVATE}: b\n".encode()

        with pytest.raises(DoesNotHold, match=r"an? [\w-]+ finding repeats an answer"):
            READERS["data"].check(twice)

    def test_shrinks_what_it_found_to_what_is_needed(self):
        def failure(data):
            return "found" if b"a" in data and b"\xff" in data else ""

        assert shrink(b"made up: a" * 50 + b"\xff" * 7 + b"more", failure) == b"a\xff"

    def test_names_what_it_found_by_a_hash_of_it(self, tmp_path):
        first, again = (keep_finding(tmp_path / "note", b"made up") for _ in range(2))

        assert first == again
        assert first.read_bytes() == b"made up"

    def test_tells_nothing_of_an_input_that_is_read_as_it_should_be(self):
        assert failure_of(READERS["note"])(b"made up") == ""


def test_answers_are_given_by_the_data_reader_that_is_searched():
    whole = (CORPUS / "data" / "whole.json").read_bytes()

    assert read_data(whole).answers["second.story"][0].text.startswith(PRIVATE)


def run_fuzzer(*options, **environment):
    return subprocess.run(
        [sys.executable, HOUSE / "tests" / "fuzz" / "run.py", *map(str, options)],
        capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
