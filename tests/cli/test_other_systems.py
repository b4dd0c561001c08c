"""A system without what only Unix has: each module loads, and the commands do their work."""

import json
import os
import subprocess
import sys

import pytest
from paths import PACKAGE

BARE_SYSTEM = PACKAGE.parent / "tests" / "support" / "bare_system.py"
STEP = "- [ ] Call back, made up"
pytestmark = pytest.mark.slow


@pytest.fixture
def bare(tmp_path):
    """Run a command there, and return what it wrote."""
    environment = {**os.environ, "HOME": str(tmp_path), "COPROD_NOTEBOOK": str(tmp_path / "book")}

    def run(*arguments, given=None):
        done = subprocess.run(
            [sys.executable, BARE_SYSTEM, *arguments],
            input=given, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    return run


class TestWithoutWhatOnlyUnixHas:
    def test_each_module_is_loaded(self, bare):
        bare("--import-all")

    def test_a_case_is_made_read_changed_exported_and_removed(self, bare):
        answers = json.dumps({"title": "Made up", "answers": {"reflections.now-what": STEP}})
        bare("init")
        bare("new-case", "--template", "reflection", "--data", "-", given=answers)
        bare("edit", "latest", "--set", "situation.context=A chair, made up")
        bare("tasks", "--done", "latest.1")

        assert "\tMade up\t" in bare("list")
        assert "- [x] Call back, made up" in bare("show", "latest")
        assert json.loads(bare("export", "jsonl"))["title"] == "Made up"
        assert "reflections.now-what" in bare("history", "latest")
        bare("check")
        bare("remove", "latest")
        bare("restore", "latest")

    def test_an_interview_is_asked_line_by_line(self, bare):
        arguments = ["--plain", "--template", "reflection", "--title", "Made up"]
        bare("new-case", *arguments, given="A chair, made up\n\n\n\nf\n")

        assert "\tfinal\t1 of 4\t" in bare("list")
        assert "A chair, made up" in bare("show", "latest")
