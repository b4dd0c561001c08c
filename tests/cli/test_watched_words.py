"""A list of words to watch that is not UTF-8: each command that uses it tells so, and uses it."""

import json

import pytest
from commands import done
from made_up import add_note, coprod

VILLAGE = "Grönköpingsby"
ONE = "20261101-aaaaaa"
DOUBT = "this is not UTF-8, and some of its words may not be found. Try: save it as UTF-8"


@pytest.fixture
def folder(home, monkeypatch):
    """A notebook with a case that names a village; its list of words is yet to be written."""
    folder = home / "cases"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    add_note(folder, ONE, {"second.story": f"We met in {VILLAGE}."}, title="One")
    return folder


@pytest.fixture
def doubt(folder):
    """Write a list in Latin-1, and return the line that tells so."""
    path = folder / "words-to-watch.txt"
    path.write_bytes(f"{VILLAGE}\n".encode("latin-1"))
    return f"{path}:1:1: {DOUBT}"


class TestALatin1List:
    def test_is_told_once_and_used_by_the_privacy_check(self, doubt):
        result = coprod("check", "--privacy")

        assert result.exit_code == 1
        assert result.stderr.splitlines().count(doubt) == 1
        assert "watched 1" in result.stderr

    @pytest.mark.parametrize("command", [["export", "jsonl"], ["export", "csv"], ["render", ONE]])
    def test_is_told_once_and_used_for_placeholders(self, doubt, command):
        result = done(*command, "--deidentify")

        assert result.stderr.splitlines().count(doubt) == 1
        assert VILLAGE not in result.stdout

    def test_is_told_by_an_export_unless_it_does_not_look(self, doubt):
        assert doubt in done("export", "jsonl").stderr
        assert doubt not in done("export", "jsonl", "--no-privacy-check").stderr
        assert doubt in done("export", "jsonl", "--no-privacy-check", "--deidentify").stderr

    def test_is_not_told_where_it_is_not_used(self, doubt):
        for command in (["list"], ["show", ONE], ["render", ONE]):
            assert doubt not in done(*command).stderr

    def test_is_a_finding_of_a_check_of_the_notebook_and_no_note(self, doubt, folder):
        result = coprod("check")

        assert result.exit_code == 1
        assert result.stdout == f"{doubt}\n"
        assert result.stderr == "1 note looked at: 1 finding.\n"
        (finding,) = json.loads(coprod("check", "--json").stdout)
        assert finding["kind"] == "encoding"
        assert finding["source"] == str(folder / "words-to-watch.txt")
        assert done("check", ONE).stdout == ""

    @pytest.mark.parametrize(
        "command", [["edit", ONE], ["new-case", "--template", "primary-care", "--title", "Two"]]
    )
    def test_is_told_where_a_review_uses_it(self, doubt, command):
        result = coprod(*command, "--plain", given=":q\n")

        assert result.stderr.splitlines().count(doubt) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_list_with_a_byte_order_mark_is_used_without_a_word(folder, encoding):
    (folder / "words-to-watch.txt").write_bytes(f"{VILLAGE}\n".encode(encoding))

    assert done("check").stderr == "1 note looked at: all is well.\n"
    result = coprod("check", "--privacy")
    assert "watched 1" in result.stderr
    assert "UTF" not in result.stderr
    assert VILLAGE not in done("export", "jsonl", "--deidentify").stdout
