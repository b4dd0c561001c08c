"""Output files: a plain file is replaced whole; devices, pipes and descriptors are written into."""

import os
import stat
import threading
from pathlib import Path

import pytest

from coprod_cli.base.errors import CannotSave
from coprod_cli.base.output_file import is_written_into, output_file, write_output


def test_a_plain_file_is_unchanged_until_all_is_written(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_bytes(b"before")

    with output_file(path) as write:
        write(b"after")
        assert path.read_bytes() == b"before"

    assert path.read_bytes() == b"after"


def test_a_plain_file_stays_as_it_was_after_a_failure(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_bytes(b"before")

    def fail_midway():
        with output_file(path) as write:
            write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()

    assert path.read_bytes() == b"before"


def test_a_named_pipe_stays_one_and_its_reader_gets_all(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    received = []
    reader = threading.Thread(target=lambda: received.append(path.read_bytes()), daemon=True)
    reader.start()

    write_output(path, b"a case")

    reader.join(timeout=10)
    assert received == [b"a case"]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_link_to_a_device_stays_one(tmp_path):
    path = tmp_path / "nowhere"
    path.symlink_to(os.devnull)

    write_output(path, b"a case")

    assert path.readlink() == Path(os.devnull)


def test_an_open_descriptor_keeps_what_others_wrote_to_its_file(tmp_path):
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND)
    try:
        write_output(Path(f"/dev/fd/{descriptor}"), b"after\n")
    finally:
        os.close(descriptor)

    assert log.read_bytes() == b"before\nafter\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_device_is_told(tmp_path):
    path = tmp_path / "full"
    path.symlink_to("/dev/full")

    with pytest.raises(CannotSave, match="no room left"):
        write_output(path, b"a case")


def test_a_file_to_come_and_a_folder_are_not_written_into(tmp_path):
    assert not is_written_into(tmp_path / "new.csv")
    assert not is_written_into(tmp_path)
