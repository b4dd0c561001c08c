"""What another program saves in the instant before a rename is not lost."""

import pytest

from coprod_cli.base import atomic
from coprod_cli.base.atomic import ChangedMeanwhile, atomic_file, stamp_of, write_atomically
from coprod_cli.base.exchange import exchange_files


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"as read")
    return path


@pytest.fixture
def before_exchange(note, monkeypatch):
    """Let other programs do something right before the first exchange, the second, and so on."""
    if not exchange_files(str(note), str(note)):
        pytest.skip("this system, or its file system, cannot exchange two files")

    def each(*steps):
        pending = list(steps)

        def exchanging(one, other):
            if pending:
                pending.pop(0)()
            return exchange_files(one, other)

        monkeypatch.setattr(atomic, "exchange_files", exchanging)

    return each


def save(note, data):
    """Save as most editors do: a new file, renamed."""
    new = note.with_name("new")
    new.write_bytes(data)
    new.replace(note)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def write(note, data=b"mine"):
    write_atomically(note, data, expected_stamp=stamp_of(note))


class TestAnotherProgramThatSavesInTheInstantBefore:
    @pytest.mark.parametrize("saves", [save, lambda note, data: note.write_bytes(data)])
    def test_keeps_what_it_saved(self, note, before_exchange, saves):
        before_exchange(lambda: saves(note, b"theirs, just now"))
        with pytest.raises(ChangedMeanwhile):
            write(note)

        assert note.read_bytes() == b"theirs, just now"
        assert names_in(note.parent) == ["note.md"]

    def test_keeps_the_last_of_two_texts(self, note, before_exchange):
        before_exchange(lambda: save(note, b"theirs"), lambda: save(note, b"theirs again"))
        with pytest.raises(ChangedMeanwhile):
            write(note)

        assert note.read_bytes() == b"theirs again"
        assert names_in(note.parent) == ["note.md"]

    def test_keeps_it_where_it_cannot_be_exchanged_back(self, note, monkeypatch):
        answers = iter([True, False])

        def exchanging(one, other):
            save(note, b"theirs")
            return next(answers) and exchange_files(one, other)

        monkeypatch.setattr(atomic, "exchange_files", exchanging)
        with pytest.raises(ChangedMeanwhile):
            write(note)

        assert note.read_bytes() == b"theirs"
        assert names_in(note.parent) == ["note.md"]

    def test_that_deletes_it_has_deleted_it(self, note, before_exchange):
        before_exchange(note.unlink)
        with pytest.raises(ChangedMeanwhile):
            write(note)

        assert names_in(note.parent) == []


class TestAWriteThatIsNotDisturbed:
    @pytest.mark.parametrize("exchanges", [True, False])
    def test_replaces_the_file_and_leaves_no_other(self, note, monkeypatch, exchanges):
        if not exchanges:
            monkeypatch.setattr(atomic, "exchange_files", lambda *_: False)
        write(note)

        assert note.read_bytes() == b"mine"
        assert names_in(note.parent) == ["note.md"]

    def test_of_any_state_needs_no_exchange(self, note, monkeypatch):
        monkeypatch.setattr(atomic, "exchange_files", lambda *_: pytest.fail("not needed"))
        with atomic_file(note) as stream:
            stream.write(b"mine")

        assert note.read_bytes() == b"mine"
