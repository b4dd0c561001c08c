"""Runs a command, and prints as JSON how many seconds of the processor and how much memory it took.

It is a small process of its own: a child starts with its parent's peak of memory, so that a large
parent would hide what its children take.
"""

import json
import os
import pty
import resource
import subprocess
import sys


def main() -> None:
    expected, *command = sys.argv[1:]
    if expected:
        leave_when_seen(expected.encode(), command)
    else:
        subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            check=True,
        )  # fmt: skip
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1000]))


def leave_when_seen(text: bytes, command: list[str]) -> None:
    """Run a command in a terminal until a text is seen, and leave it with Ctrl+C."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(command[0], command)
    try:
        seen = b""
        while text not in seen:
            seen += os.read(terminal, 65536)
        os.write(terminal, b"\x03")
        while os.read(terminal, 65536):
            pass
    except OSError:  # the other end is closed
        if text not in seen:
            sys.exit(f"ended without {text.decode()!r}: {seen.decode(errors='replace')}")
    os.waitpid(process, 0)


if __name__ == "__main__":
    main()
