"""A search of very many notes finds the same, to the byte, whether or not the index is used."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from commands import done
from hypothesis import given, settings
from hypothesis import strategies as st
from indexed import EDITS, edit, index_in_use, index_of, write_as_another_program
from made_up import TEMPLATES, add_note, note_text

from coprod_cli.base.errors import CoprodError
from coprod_cli.knowledge import block_words
from coprod_cli.knowledge.postings import Postings
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.search import search
from coprod_cli.operations.workspace import open_workspace
from coprod_cli.templates.library import TemplateLibrary

WORDS = st.sampled_from([
    "chair", "hair", "kö", "ko", "KO\u0308", "mottagning", "=made", "mad*", "-chair", "-kö",
    "made up", "call back", "chair|kö", "nurse", "2026", "e-post", "ann", "*ing", "🙂", "heading",
])  # fmt: skip
SCOPES = st.sampled_from([
    Scope(), Scope(), Scope(Filters(voice="family")), Scope(Filters(status="draft")),
    Scope(Filters(since="2026-11-03", tag="night")), Scope(kept_apart=True),
    Scope(templates=("every-type",)),
])  # fmt: skip
QUERIES = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=3), SCOPES, st.sampled_from([None, 1, 5]),
        st.sampled_from([None, None, "first", "second.story"]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


LIBRARY = TemplateLibrary([TEMPLATES])
"""The templates, which are loaded once."""


def outcome(folder, words, scope, most, at, *, indexed):
    """The result of a search, or the error that it ends with."""
    workspace = open_workspace(folder, prompts=[TEMPLATES])
    vars(workspace)["library"] = LIBRARY
    with patch.dict(os.environ, {"COPROD_INDEX": "" if indexed else "off"}):
        try:
            return search(workspace, words, scope, at=at, most=most)
        except CoprodError as error:
            return [str(line) for line in error.lines()]


def assert_same(rounds):
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "notes")
        (folder / ".coprod").mkdir(parents=True)
        with index_in_use(Path(temporary, "cache")), patch.object(block_words, "_SIZE", 1):
            for edits, queries in rounds:
                for each in edits:
                    edit(folder, *each)
                for query in queries:
                    right = outcome(folder, *query, indexed=False)
                    assert outcome(folder, *query, indexed=True) == right, query


ROUNDS = st.lists(
    st.tuples(st.lists(EDITS, min_size=1, max_size=8), QUERIES), min_size=1, max_size=3
)


@settings(max_examples=40)
@given(ROUNDS)
def test_a_search_finds_the_same_with_the_index_and_without_it(rounds):
    assert_same(rounds)


@pytest.mark.slow
@settings(max_examples=300)
@given(ROUNDS)
def test_the_same_for_a_thousand_queries(rounds):
    assert_same(rounds)


class TestWordsThatAreGone:
    @pytest.fixture
    def folder(self, tmp_path):
        folder = tmp_path / "notes"
        add_note(folder, "20261101-aaaaaa", {"second.story": "A zebra came."})
        add_note(folder, "20261102-bbbbbb", {"second.story": "A chair came."})
        with index_in_use(tmp_path / "cache"):
            assert self.found(folder, "zebra") == 1
            yield folder

    def found(self, folder, word):
        return search(open_workspace(folder, prompts=[TEMPLATES]), [word]).answers

    def bytes_of_index(self, folder, tmp_path):
        return index_of(folder, tmp_path / "cache").read_bytes()

    def test_a_word_that_was_taken_out_a_moment_ago_is_not_found_nor_in_the_index(
        self, folder, tmp_path
    ):
        assert b"zebra" in self.bytes_of_index(folder, tmp_path)
        path = folder / "20261101-aaaaaa.md"
        write_as_another_program(path, note_text({"second.story": "It came."}, id=path.stem))

        assert self.found(folder, "zebra") == 0
        assert b"zebra" not in self.bytes_of_index(folder, tmp_path)
        assert b"chair" in self.bytes_of_index(folder, tmp_path)

    @pytest.mark.parametrize(
        "commands",
        [
            ["remove 20261101-aaaaaa"],
            ["edit 20261101-aaaaaa --set second.story=Gone"],
            [
                "edit 20261101-aaaaaa --set second.story=Gone",
                "history 20261101-aaaaaa --clear",
            ],
            ["remove 20261101-aaaaaa", "purge 20261101-aaaaaa --yes"],
        ],
    )
    def test_a_word_that_coprod_takes_out_is_not_in_the_index(self, folder, tmp_path, commands):
        for command in commands:
            done(*command.split(), COPROD_NOTEBOOK=str(folder), COPROD_PROMPTS=str(TEMPLATES))

        assert b"zebra" not in self.bytes_of_index(folder, tmp_path)
        assert b"chair" in self.bytes_of_index(folder, tmp_path)

    @pytest.mark.parametrize("command", ["list", "overview", "tasks"])
    def test_a_word_that_an_editor_took_out_is_gone_after_any_command_that_looks_at_all_notes(
        self, folder, tmp_path, command
    ):
        path = folder / "20261101-aaaaaa.md"
        done(*command.split(), COPROD_NOTEBOOK=str(folder), COPROD_PROMPTS=str(TEMPLATES))
        assert b"zebra" in self.bytes_of_index(folder, tmp_path)
        write_as_another_program(path, note_text({"second.story": "It came."}, id=path.stem))
        done(*command.split(), COPROD_NOTEBOOK=str(folder), COPROD_PROMPTS=str(TEMPLATES))

        assert b"zebra" not in self.bytes_of_index(folder, tmp_path)

    def test_no_wrong_byte_in_the_index_changes_what_is_found(self, folder, tmp_path):
        file = index_of(folder, tmp_path / "cache")
        right = file.read_bytes()
        expected = outcome(folder, ["came"], Scope(), None, None, indexed=True)
        for offset in range(0, len(right), 331):
            wrong = bytearray(right)
            wrong[offset] ^= 0x15
            file.write_bytes(wrong)
            assert outcome(folder, ["came"], Scope(), None, None, indexed=True) == expected

    @pytest.mark.parametrize("kept", [0, 0.3, 0.6, 0.9])
    def test_an_index_that_was_cut_short_changes_nothing_that_is_found(
        self, folder, tmp_path, kept
    ):
        file = index_of(folder, tmp_path / "cache")
        right = file.read_bytes()
        expected = outcome(folder, ["came"], Scope(), None, None, indexed=True)
        file.write_bytes(right[: int(kept * len(right))])

        assert outcome(folder, ["came"], Scope(), None, None, indexed=True) == expected

    def test_a_search_ends_rightly_that_another_one_overtakes_after_a_change(self, folder):
        path = folder / "20261101-aaaaaa.md"
        find_words, overtaken = Postings.words, []

        def words(postings, pattern):
            if not overtaken:
                overtaken.append(path)
                write_as_another_program(
                    path, note_text({"second.story": "It came."}, id=path.stem)
                )
                assert self.found(folder, "zebra") == 0
            return find_words(postings, pattern)

        self.found(folder, "came")
        with patch.object(Postings, "words", words):
            assert self.found(folder, "came") == 2
        assert overtaken
        assert self.found(folder, "zebra") == 0
