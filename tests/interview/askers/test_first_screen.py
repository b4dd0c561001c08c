"""The first screen imports no heavy module before it is shown."""

import subprocess
import sys


def test_the_first_screen_is_shown_before_pydantic_and_yaml_are_loaded():
    code = "import sys, coprod_cli.interview.askers.terminal.first_screen\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "prompt_toolkit" in loaded
    assert not {"pydantic", "pydantic_core", "yaml"} & loaded
