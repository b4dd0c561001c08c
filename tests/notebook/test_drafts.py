"""Drafts: they are read back as they were written, and a damaged file is no obstacle."""

import json
import os
import stat
from errno import EIO, ENOSPC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import keyed, unfinished

from coprod_cli.base.errors import CannotSave, CoprodError
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.drafts import Drafts, DraftState

NOTHING = unfinished(None, {})


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / ".coprod" / "drafts" / "20261124-k7m2q9.json")


class TestKeeping:
    @given(
        st.none() | st.text(),
        st.dictionaries(st.text(), st.text(st.characters(exclude_categories=()))),
    )
    def test_gives_back_every_text(self, tmp_path_factory, at, texts):
        path = tmp_path_factory.getbasetemp() / "kept.json"
        Drafts(path).write(unfinished(at, texts))

        assert Drafts(path).read() == unfinished(at, texts)

    def test_is_private(self, drafts, tmp_path):
        drafts.write(unfinished("first.name", {"first.name": "hal"}))

        assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600
        for folder in (drafts.path.parent, tmp_path / ".coprod"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_takes_the_place_of_what_was_kept(self, drafts):
        drafts.write(unfinished("first.name", {"first.name": "hal"}))
        drafts.write(unfinished("first.kind", {"first.name": "half"}))

        assert drafts.read() == unfinished("first.kind", {"first.name": "half"})
        assert [path.name for path in drafts.path.parent.iterdir()] == [drafts.path.name]

    def test_does_not_write_the_same_twice(self, drafts):
        kept = unfinished("first.name", {"first.name": "hal"})
        drafts.write(kept)
        before = drafts.path.stat()
        drafts.write(unfinished("first.name", {"first.name": "hal"}))

        assert drafts.path.stat().st_ino == before.st_ino

    def test_keeps_the_earlier_text_where_the_disk_is_full(self, drafts, monkeypatch):
        drafts.write(unfinished("first.name", {"first.name": "hal"}))

        def full(*_):
            raise OSError(ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(CannotSave):
            drafts.write(unfinished("first.name", {"first.name": "half"}))
        monkeypatch.undo()

        assert drafts.read().texts == keyed({"first.name": "hal"})
        drafts.write(unfinished("first.name", {"first.name": "half"}))
        assert drafts.read().texts == keyed({"first.name": "half"})


class TestReading:
    def test_gives_nothing_where_nothing_was_kept(self, drafts):
        assert drafts.read() == NOTHING

    @pytest.mark.parametrize(
        "content",
        [
            b"", b"{", b"\xff", b"[]", b"null", b"12", b'"words"', b"{}", b'{"texts": []}',
            b'{"texts": null}', b'{"texts": "x"}', b'{"at": "first.name"}', b"[" * 100_000,
        ],
        ids=lambda content: content[:20].decode(errors="replace"),
    )  # fmt: skip
    def test_gives_nothing_where_the_file_is_broken(self, drafts, content):
        drafts.path.parent.mkdir(parents=True)
        drafts.path.write_bytes(content)

        assert drafts.read() == NOTHING
        drafts.write(unfinished("first.name", {"first.name": "New"}))
        assert drafts.path.with_suffix(".damaged").read_bytes() == content, "it is not written over"
        assert "this half-typed text was cut off" in str(drafts.notices[0])

    def test_that_are_damaged_again_leave_the_first_ones_where_they_are(self, drafts):
        for number in range(3):
            drafts.path.parent.mkdir(parents=True, exist_ok=True)
            drafts.path.write_text(f'{{"texts": {{"a": "{number}')
            drafts.read()

        kept = [f"{drafts.path.stem}{more}.damaged" for more in ("", ".2", ".3")]
        assert [(drafts.path.parent / name).read_text()[-1] for name in kept] == ["0", "1", "2"]
        assert [name in str(told) for name, told in zip(kept, drafts.notices, strict=True)]

    @pytest.mark.parametrize("at", [12, [], {}, True])
    def test_keeps_the_texts_where_only_the_place_is_broken(self, drafts, at):
        drafts.path.parent.mkdir(parents=True)
        drafts.path.write_text(json.dumps({"at": at, "texts": {"first.name": "hal"}}))

        assert drafts.read() == unfinished(None, {"first.name": "hal"})

    def test_tells_where_a_folder_stands_there(self, drafts):
        drafts.path.mkdir(parents=True)

        with pytest.raises(CoprodError) as caught:
            drafts.read()
        assert caught.value.lines() == [
            f"{drafts.path}: this cannot be read: is a directory. Try: a file"
        ]

    def test_tells_where_the_disk_fails_and_writes_nothing_over(self, drafts, monkeypatch):
        drafts.write(unfinished("first.name", {"first.name": "hal"}))

        def fail(*_):
            raise OSError(EIO, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr("coprod_cli.notebook.drafts.read_regular_file", fail)
            with pytest.raises(CoprodError, match="input/output error"):
                drafts.read()
        assert drafts.read().texts == keyed({"first.name": "hal"})


class TestTwoVoices:
    def test_at_one_question_are_kept_apart(self, drafts):
        texts = {"second.story": "nobody's", "second.story@family": "theirs", "title": "A day"}
        kept = unfinished("second.story@family", texts, {"second.story@family": "0" * 16})
        drafts.write(kept)

        assert drafts.read() == kept
        assert json.loads(drafts.path.read_bytes())["texts"] == texts

    @given(st.from_regex(r"[^\s<>=]{1,20}", fullmatch=True))
    def test_may_be_called_by_any_word(self, tmp_path_factory, voice):
        path = tmp_path_factory.getbasetemp() / "voices.json"
        key = AnswerKey("second.story", voice)
        Drafts(path).write(DraftState(key, {key: "half"}))

        assert Drafts(path).read() == DraftState(key, {key: "half"})


class TestAFileOfVersion010:
    CONTENT = (
        b'{"at": "second.story", "texts": {"second.story": "hal", "plan.steps#2.who": "w"}, '
        b'"bases": {"second.story": "0123456789abcdef"}}'
    )

    def test_is_read(self, drafts):
        drafts.path.parent.mkdir(parents=True)
        drafts.path.write_bytes(self.CONTENT)

        story = AnswerKey("second.story")
        assert drafts.read() == DraftState(
            story, {story: "hal", AnswerKey("plan.steps#2.who"): "w"}, {story: "0123456789abcdef"}
        )

    def test_is_what_is_written_without_voices(self, drafts):
        drafts.path.parent.mkdir(parents=True)
        drafts.path.write_bytes(self.CONTENT)
        kept = drafts.read()
        drafts.path.unlink()
        drafts.write(kept)

        assert drafts.path.read_bytes() == self.CONTENT


class TestRemoving:
    def test_takes_the_file_away(self, drafts):
        drafts.write(unfinished("first.name", {"first.name": "hal"}))
        drafts.remove()

        assert not drafts.path.exists()
        assert drafts.read() == NOTHING

    def test_of_nothing_is_done_already(self, drafts):
        drafts.remove()

        assert not drafts.path.exists()

    def test_lets_the_same_be_kept_again(self, drafts):
        kept = unfinished("first.name", {"first.name": "hal"})
        drafts.write(kept)
        drafts.remove()
        drafts.write(kept)

        assert drafts.read() == kept


@pytest.mark.parametrize(
    ("voice", "found"), [("family", "family"), ("", ""), (None, None), ("two words", None)]
)
def test_the_voice_of_the_sitting_is_kept_beside_the_drafts(tmp_path, voice, found):
    Drafts(tmp_path / "1.json").write(DraftState(None, {}, {}, voice))

    assert Drafts(tmp_path / "1.json").read().voice == found


@pytest.mark.parametrize(
    ("asked", "found"), [(["second", "first.name"], ("second", "first.name")), ("second", ()),
                         ([1], ()), (None, ())],
)  # fmt: skip
def test_the_part_of_the_form_that_was_chosen_is_kept_beside_the_drafts(tmp_path, asked, found):
    drafts = Drafts(tmp_path / "case.json")
    drafts.write(DraftState(None, {}, asked=found))
    assert drafts.read().asked == found

    drafts.path.write_text(json.dumps({"texts": {}, "asked": asked}))
    assert drafts.read().asked == found
