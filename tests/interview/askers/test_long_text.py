"""Long texts at a text input: all of them is kept, in little memory and time."""

import os
import re
from pathlib import Path

import pytest
from terminal import CONTROL, ENTER

QUESTION = "What is the setting?"
MEGABYTE = 1_000_000
MOST_MEGABYTES = 100
MOST_SECONDS = 25
"""Seconds of the processor: it takes one or two, where one key after another would take an hour."""


def status(terminal):
    """Return a process's largest memory, in megabytes, and its seconds of the processor."""
    process = Path(f"/proc/{terminal.process.pid}")
    peak = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())[1]
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return int(peak) / 1000, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize(
    "piece",
    [
        "A made-up line of a long letter, number after number.\n",
        "no line end ",
        "ab\n",
        "\n",
        "\t",
        "ö",
    ],
    ids=["lines", "one line", "short lines", "line ends", "tabs", "letters"],
)
def test_a_megabyte_without_brackets_takes_little_memory_and_time(desk, piece):
    text = (piece * MEGABYTE)[: MEGABYTE - 4] + "\nEnd"
    terminal = (
        desk.sit("new-case", "--template", "primary-care", "--title", "T").see(QUESTION).settle()
    )
    peak, seconds = status(terminal)

    terminal.patience = 120
    terminal.paste("Begin " + text, bracketed=False).see("End").settle(1)
    terminal.press(ENTER).see("2 of 46 - 1 answered")

    now_peak, now_seconds = status(terminal)
    assert now_peak - peak < MOST_MEGABYTES
    assert now_seconds - seconds < MOST_SECONDS
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.answer("situation.setting") == "Begin " + text
