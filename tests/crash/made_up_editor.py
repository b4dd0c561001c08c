"""A made-up editor for the tests, which does with its file as its first argument says."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

IS_OPEN = "THE MADE-UP EDITOR IS OPEN"
SAVED = "Saved by the editor, made up: två rader\noch en till"
ELSEWHERE = "A file of the person's own, elsewhere"
LARGE = "Ten megabytes of made-up lines.\n" * 330_000


def save(path: Path) -> None:
    path.write_text(f"{SAVED}\n", "utf-8")


def save_and(path: Path, then: str) -> None:
    save(path)
    end(then)


def end(how: str) -> None:
    if how.isdigit():
        sys.exit(int(how))
    # An editor's own core file has no place in a test.
    signal.signal(getattr(signal, how), signal.SIG_DFL)
    os.kill(os.getpid(), getattr(signal, how))


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def replace_by_link(path: Path) -> None:
    elsewhere = Path.home() / "elsewhere.txt"
    elsewhere.write_text(ELSEWHERE, "utf-8")
    path.unlink()
    path.symlink_to(elsewhere)


def rename_over(path: Path) -> None:
    """Save as vim does with backupcopy=no: the old file becomes a backup, the new one is new."""
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    fresh = path.with_name("4913")
    save(fresh)
    fresh.rename(path)
    backup.unlink()


def come_back_at_once(path: Path) -> None:
    """Leave a process behind that saves later, as `code` without --wait does."""
    later = f"import sys, time; time.sleep(1); open({str(path)!r}, 'w').write({SAVED!r})"
    subprocess.Popen([sys.executable, "-c", later], start_new_session=True)


def outlive(path: Path) -> None:
    """Go on when coprod is gone, and save then."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    parent = os.getppid()
    sys.stdout.write(f"{IS_OPEN}\n")
    sys.stdout.flush()
    while os.getppid() == parent:
        time.sleep(0.02)
    save(path)


def wait(_: Path) -> None:
    sys.stdout.write(f"{IS_OPEN}\n")
    sys.stdout.flush()
    time.sleep(60)


def save_and_wait(path: Path) -> None:
    save(path)
    wait(path)


DEEDS = {
    "saves": save,
    "saves nothing": lambda _: None,
    "is killed": lambda _: end("SIGKILL"),
    "crashes": lambda _: end("SIGSEGV"),
    "saves and is killed": lambda path: save_and(path, "SIGKILL"),
    "saves and crashes": lambda path: save_and(path, "SIGSEGV"),
    "fails": lambda _: end("3"),
    "saves and fails": lambda path: save_and(path, "3"),
    "saves Latin-1": lambda path: path.write_bytes(b"caf\xe9\n"),
    "saves a NUL": lambda path: path.write_bytes(b"one\x00two\n"),
    "saves UTF-16": lambda path: path.write_bytes(SAVED.encode("utf-16")),
    "saves half a character": lambda path: path.write_bytes(SAVED.encode()[:-1] + b"\xc3"),
    "saves nothing but blanks": lambda path: path.write_bytes(b"\n \n"),
    "saves ten megabytes": lambda path: path.write_text(LARGE, "utf-8"),
    "deletes the file": Path.unlink,
    "deletes the folder": lambda path: shutil.rmtree(path.parent),
    "puts a folder in its place": replace_by_folder,
    "puts a link in its place": replace_by_link,
    "puts a pipe in its place": replace_by_pipe,
    "makes it unreadable": lambda path: (save(path), path.chmod(0)),
    "renames over it": rename_over,
    "comes back at once, and saves later": come_back_at_once,
    "outlives coprod, and saves then": outlive,
    "waits": wait,
    "saves and waits": save_and_wait,
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](Path(sys.argv[2]))
