"""Closed standard streams: reading and writing is wrong usage, and no file takes their place."""

import subprocess
import sys

import pytest

from coprod_cli.base.closed_streams import ClosedStream, replace_closed_streams, require_open
from coprod_cli.base.errors import WrongUsage

SCRIPT = """
import os, sys
from coprod_cli.base.closed_streams import replace_closed_streams
replace_closed_streams()
low = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
os.write(low, f"{low > 2} {sys.stdin.isatty()} {sys.stdout.isatty()}".encode())
print("dropped", file=sys.stderr, flush=True)
"""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_no_file_gets_the_descriptor_of_a_closed_stream(tmp_path, closed):
    path = tmp_path / "a file"
    command = ["bash", "-c", f'"$0" -c "$1" "$2" {closed}', sys.executable, SCRIPT, str(path)]
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True, timeout=60)

    assert path.read_text() == "True False False"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("stdin", lambda stream: stream.readline()),
        ("stdin", lambda stream: stream.read()),
        ("stdin", next),
        ("stdout", lambda stream: stream.write("x")),
        ("stdout", lambda stream: print("x", file=stream)),
        ("stdout", require_open),
        ("stderr", require_open),
    ],
)
def test_a_closed_stream_that_is_used_is_wrong_usage(name, use):
    with pytest.raises(WrongUsage, match="is closed"):
        use(ClosedStream(name))


def test_what_is_written_to_a_closed_standard_error_is_dropped():
    assert ClosedStream("stderr").write("x") == 1
    assert ClosedStream("stdout").write("") == 0


def test_open_streams_stay_as_they_are():
    before = sys.stdin, sys.stdout, sys.stderr
    replace_closed_streams()

    assert (sys.stdin, sys.stdout, sys.stderr) == before
    require_open(sys.stdout)
