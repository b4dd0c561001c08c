"""Data that was made to exhaust or to run something: one line, the right code, and bounded."""

import csv
import os
import resource
import threading
import time

import pytest
from made_up import CASE_ID, coprod
from strings import FORMULAS, foreign_controls

BILLION = "a: &a [x, x]\n" + "".join(
    f"{after}: &{after} [*{before}, *{before}]\n"
    for before, after in zip("abcdefghijklmnopqrstuvw", "bcdefghijklmnopqrstuvwx", strict=True)
)
BOMBS = {
    "aliases": BILLION,
    "a circle": "a: &a\n  b: *a\n",
    "a merge": "a: &a {b: c}\nd:\n  <<: *a\n",
    "depth": "a: " + "[" * 50_000,
    "depth that closes": "a: " + "[" * 500 + "]" * 500,
    "depth by indent": "".join(" " * level + "a:\n" for level in range(200)),
    "a python object": "a: !!python/object/apply:os.system ['touch ran']\n",
    "a python name": "a: !!python/name:os.system\n",
    "a python tuple": "a: !!python/tuple [1]\n",
    "an own tag": "a: !own x\n",
    "a long number": "title: {a: " + "9" * 5_000 + "}\n",
    "a key that is a map": "{a: b}: c\n",
    "controls": "a: \x1b]0;x\x07\n",
    "a zero": "a: \0\n",
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path / "notebook"))
    monkeypatch.setenv("COPROD_PROMPTS", str(tmp_path / "prompts"))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert not (tmp_path / "ran").exists()


def lines_of(result, code):
    assert result.exit_code == code, result.output
    text = result.stderr + result.stdout
    assert "Traceback" not in text
    assert foreign_controls(text.encode()) == []
    lines = text.splitlines()
    assert lines
    assert max(map(len, lines)) < 1_000
    return lines


@pytest.mark.parametrize("name", BOMBS)
class TestABomb:
    @pytest.mark.parametrize("way", ["file", "-"])
    def test_in_data_is_refused_in_lines_and_nothing_is_made(self, home, name, way):
        (home / "file").write_text(BOMBS[name])
        began = time.monotonic()
        result = coprod("new-case", "--data", way, given=BOMBS[name].encode())

        for line in lines_of(result, 3):
            assert line.startswith("coprod: file:" if way == "file" else "coprod: standard input:")
        assert time.monotonic() - began < 10
        assert [path.name for path in home.iterdir()] == ["file"]

    @pytest.mark.parametrize("file", ["template.yaml", "one.yaml"])
    def test_in_a_template_is_found_and_asks_nothing(self, desk, home, name, file):
        place = desk.write_template()
        (place / file).write_text(BOMBS[name])

        assert lines_of(coprod("templates", "check", place), 1)
        lines_of(coprod("new-case", "--template", "hostile", "--set", "one.story=x"), 3)
        assert not (home / "notebook").exists()

    def test_in_front_matter_is_a_finding_and_the_note_is_never_written_to(self, desk, home, name):
        path = desk.write_note()
        text = path.read_text().replace("---\n", f"---\n{BOMBS[name]}", 1)
        path.write_text(text)
        result = coprod("check")
        if name == "a long number":  # front matter of somebody else's, which is kept
            assert path.read_text() == text
            return

        assert any(str(path) in line for line in lines_of(result, 1))
        lines_of(coprod("edit", CASE_ID, "--set", "reflections.so-what=x"), 3)
        lines_of(coprod("show", CASE_ID), 3)
        assert path.read_text() == text
        assert home == path.parent.parent


class TestANumber:
    @pytest.mark.parametrize(
        "number",
        ["9" * 5_000, "1e999", "-1e999", ".nan", "0x" + "f" * 5_000, "1_000", "NaN", "Infinity"],
        ids=lambda each: each[:8],
    )
    def test_in_front_matter_comes_back_or_is_told_and_ends_in_no_traceback(
        self, desk, home, number
    ):
        path = desk.write_note("A made-up answer")
        path.write_text(path.read_text().replace("---\n", f"---\nmine: {number}\n", 1))

        for command in (
            ["list"],
            ["export", "jsonl"],
            ["export", "csv"],
            ["show", CASE_ID, "--json"],
        ):
            result = coprod(*command)
            assert result.exit_code == 0
            assert result.stderr == ""
        assert coprod("edit", CASE_ID, "--set", "situation.context=New").exit_code == 0
        assert f"\nmine: {number}\n" in path.read_text()
        assert home


class TestAnEndlessInput:
    @pytest.mark.parametrize("kind", ["zeros", "pipe"])
    def test_is_cut_with_bounded_time_and_memory(self, home, kind):
        source = "/dev/zero"
        if kind == "pipe":
            source = home / "pipe"
            os.mkfifo(source)
            threading.Thread(target=pour_into, args=(source,), daemon=True).start()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.monotonic()
        (line,) = lines_of(coprod("new-case", "--data", source), 3)

        assert line == (
            f"coprod: {source}:1:1: this is too large: only 4,000,000 characters are read. "
            "Try: split it"
        )
        assert time.monotonic() - began < 10
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB


def pour_into(path):
    with path.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"x" * 65_536)
        except BrokenPipeError:
            return


class TestASpreadsheet:
    @pytest.mark.parametrize("way", ["answer", "title", "tags", "extra", "voice"])
    def test_is_given_no_formula_in_any_column(self, desk, home, way):
        for number, formula in enumerate(FORMULAS):
            front = {"id": f"20261124-k7m{number:03}"}
            answer = formula if way == "answer" else "A made-up answer"
            if way in {"title", "tags"}:
                front[way] = formula if way == "title" else [formula, "second"]
            if way == "extra":
                front["mine"] = formula
            path = desk.write_note(answer, **front)
            text = path.read_text()
            if way == "voice":
                text = text.replace("setting -->", "setting voice==1+1 -->")
            (path.parent / f"{front['id']}.md").write_text(text)
            path.unlink()
        result = coprod("export", "csv", "--force")
        rows = list(csv.reader(result.stdout.splitlines(keepends=True)))

        assert result.exit_code == 0
        assert len(rows) == 1 + len(FORMULAS)
        for row in rows:
            assert len(row) == len(rows[0])
            for cell in row:
                bare = "".join(each for each in cell if each.isprintable()).strip(" \u3000\xa0")
                assert not bare.startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20\ufe66")), cell
                assert not cell.startswith(("\t", "\r", "\n", "\0"))
        assert home
