"""The ledger of what is owed notices each kind of loss; all that is held against it is made up."""

import json

import pytest
from ledger import TITLE, Ledger, Said, Typing
from made_up import add_note, note_text
from wreckage import left_in_the_way, not_private

pytestmark = pytest.mark.slow

STORY, LATE = "second.story", "second.late"


@pytest.fixture
def ledger(tmp_path):
    path = add_note(tmp_path, answers={STORY: "One, made up."})
    return Ledger(path, {TITLE: Said("A made-up case"), STORY: Said("One, made up.")})


def keep_draft(ledger, **texts):
    folder = ledger.note.parent / ".coprod" / "drafts"
    folder.mkdir(parents=True, exist_ok=True)
    data = {"at": None, "texts": {f"second.{name}": text for name, text in texts.items()}}
    (folder / f"{ledger.note.stem}.json").write_text(json.dumps(data))


def write_story(ledger, text):
    ledger.note.write_text(note_text({STORY: text}))


def test_what_is_owed_and_there_is_not_lost(ledger):
    assert ledger.settle(0) == []


@pytest.mark.parametrize("text", ["", "One, made", "One, made up. "])
def test_an_accepted_answer_that_is_gone_cut_or_changed_is_lost(ledger, text):
    write_story(ledger, text)
    (lost,) = ledger.settle(0)
    assert lost.startswith(f"accepted at {STORY}")


@pytest.mark.parametrize(("text", "is_lost"), [("Old", False), ("New", False), ("Ne", True)])
def test_what_was_sent_is_the_old_text_or_the_new_one(ledger, text, is_lost):
    ledger.answers[STORY] = Said("Old")
    ledger.sent = {STORY: Said("New")}
    write_story(ledger, text)
    assert bool(ledger.settle(0)) == is_lost
    assert ledger.said(STORY) == Said(text)


def test_of_answers_that_are_sent_together_all_are_there_or_none(ledger):
    ledger.sent = {STORY: Said("New"), LATE: Said("New too")}
    write_story(ledger, "New")
    (lost,) = ledger.settle(0)
    assert lost.startswith("neither old nor new")


@pytest.mark.parametrize(("killed_at", "is_lost"), [(10.9, False), (11.1, True)])
def test_half_typed_text_is_owed_after_a_second(ledger, killed_at, is_lost):
    ledger.typing = Typing(LATE, "", "Half of it", seen_at=10.0)
    keep_draft(ledger, late="Half")
    assert bool(ledger.settle(killed_at)) == is_lost


def test_a_text_that_nobody_typed_is_no_draft(ledger):
    ledger.typing = Typing(LATE, "", "Half of it")
    keep_draft(ledger, late="Half or")
    (lost,) = ledger.settle(0)
    assert lost.startswith(f"never typed at {LATE}")


def test_a_text_that_was_left_half_typed_stays_owed(ledger):
    ledger.leave_half_typed(LATE, "Left behind")
    assert ledger.settle(0) == [f"half typed at {LATE}: 'Left behind' became None"]


@pytest.mark.parametrize("place", ["the note", "half typed", "the history", "nowhere"])
def test_of_two_texts_for_one_answer_each_is_owed(ledger, place):
    ledger.contested = ("Mine", "Theirs")
    ledger.sent = {STORY: Said("Theirs")}
    write_story(ledger, "Theirs\n\nMine" if place == "the note" else "Theirs")
    if place == "the note":
        ledger.sent = {STORY: Said("Theirs\n\nMine")}
    if place == "half typed":
        keep_draft(ledger, story="Mine")
    if place == "the history":
        kept = ledger.note.parent / ".coprod" / "history" / ledger.note.stem / "a.md"
        kept.parent.mkdir(parents=True)
        kept.write_text("<!-- coprod:second.story -->\n\nMine")
    lost = ["of two texts for one answer, neither saved nor kept: 'Mine'"]
    assert ledger.settle(0) == (lost if place == "nowhere" else [])
    assert ledger.contested == ()


def test_a_note_that_is_cut_off_or_empty_does_not_parse(ledger):
    whole = ledger.note.read_bytes()
    for part in (b"", whole[: len(whole) // 2]):
        ledger.note.write_bytes(part)
        (lost,) = ledger.settle(0)
        assert lost.startswith("the note does not parse")


def test_temporary_and_undocumented_files_are_in_the_way(tmp_path):
    state = tmp_path / ".coprod"
    for name in ("drafts/a.json", "drafts/.a.json.x.part", "editing/a.md", "other/b", ".c.md.part"):
        (state / name).parent.mkdir(parents=True, exist_ok=True)
        (state / name).touch()
    (tmp_path / ".20261124-k7m2q9.md.x.part").touch()
    assert sorted(left_in_the_way(tmp_path)) == [
        ".20261124-k7m2q9.md.x.part",
        ".coprod/.c.md.part",
        ".coprod/drafts/.a.json.x.part",
        ".coprod/editing/a.md",
        ".coprod/other",
    ]


def test_a_file_that_others_may_read_is_not_private(tmp_path):
    tmp_path.chmod(0o700)
    (tmp_path / "a.md").touch(mode=0o600)
    (tmp_path / "b.md").touch(mode=0o600)
    (tmp_path / "b.md").chmod(0o640)
    assert not_private(tmp_path) == ["b.md has mode 640"]
