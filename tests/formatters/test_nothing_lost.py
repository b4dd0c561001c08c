"""The property itself: it catches each kind of loss where one is planted."""

import re

import corpus
import nothing_lost
import pytest
from corpus_notes import FORMS
from nothing_lost import all_losses

from coprod_cli.notebook.note.reader import read_note

NOTE = "piece-paragraphs"


def kinds(before, after):
    return {loss.kind for loss in all_losses(before, after, FORMS.get)}


@pytest.fixture
def before():
    return corpus.notes()[NOTE]


def bodies(text):
    """The note in parts: each marker's line, and what is below it."""
    return re.split(r"(^<!-- coprod:.*-->\n)", text, flags=re.MULTILINE)


def test_what_no_program_changed_is_not_lost(before):
    assert kinds(before, before.replace("A made-up", "A made up")) == set()


def test_two_answers_that_changed_places_are_caught(before):
    parts = bodies(before)
    with_text = [index for index in range(2, len(parts), 2) if " said" in parts[index]]
    one, other = with_text[0], with_text[-1]
    texts = [parts[index].split("\n##")[0] for index in (one, other)]
    parts[one] = parts[one].replace(*texts)
    parts[other] = parts[other].replace(*texts[::-1])
    assert "in another answer" in kinds(before, "".join(parts))


def test_a_voice_that_became_another_is_caught(before):
    assert "in another answer" in kinds(before, before.replace("voice=family", "voice=patient"))


def test_a_voice_that_vanished_is_caught(before):
    assert "in another answer" in kinds(before, before.replace("voice=family ", ""))


def test_words_below_the_end_are_caught(before):
    moved = next(line for line in before.split("\n") if line.startswith("Then "))
    assert "in no answer" in kinds(before, before.replace(moved, "") + f"\n{moved}\n")


def test_an_open_question_with_a_questions_wording_is_caught():
    before = corpus.notes()["hand-all-open-reflection"]
    heading = next(line for line in before.split("\n") if line.startswith("### Och vad"))
    marker = next(line for line in before.split("\n") if "situation.context" in line)
    changed = before.replace(marker, f"{marker}\n\nOn {heading.strip('# ')} On")
    assert "structure is an answer" in kinds(before, changed)


def test_not_known_yet_that_vanished_is_caught():
    before = corpus.notes()["hand-all-unknown-reflection"]
    assert kinds(before, before.replace(" unknown ", " ", 1)) == {nothing_lost.UNKNOWN}


def test_another_id_is_caught(before):
    changed = re.sub(r"^id: .*$", "id: 20991231-zzzzzz", before, flags=re.MULTILINE)
    assert kinds(before, changed) == {"front matter: id"}


class TestARepairIsCaughtThat:
    @pytest.fixture
    def damaged(self, before):
        return before.replace("<!-- coprod:end -->\n", "")

    @pytest.fixture
    def repair(self, monkeypatch):
        """Plant a repair that changes a note's text by a function."""

        def planted(change):
            monkeypatch.setattr(
                nothing_lost,
                "repaired",
                lambda note, _: read_note(change(note.original).encode(), note.source),
            )

        return planted

    def test_removes_an_answers_words(self, before, damaged, repair):
        words = next(line for line in before.split("\n") if line.startswith("Then "))
        repair(lambda text: text.replace(words, "") + "\n<!-- coprod:end -->\n")
        found = kinds(before, damaged)
        assert {"known before the repair only", "gone by the repair"} <= found

    def test_gives_a_voice_away(self, before, damaged, repair):
        repair(lambda text: text.replace("voice=family ", "") + "\n<!-- coprod:end -->\n")
        assert "repaired, in another answer" in kinds(before, damaged)

    def test_forgets_what_is_not_known_yet(self, repair):
        before = corpus.notes()["hand-all-unknown-reflection"]
        repair(lambda text: text.replace(" unknown ", " "))
        assert f"repaired, {nothing_lost.UNKNOWN}" in kinds(before, before.strip())

    def test_never_comes_to_an_end(self, before, damaged, repair):
        repair(lambda text: f"{text}\n<!-- coprod:end -->\n")
        assert "a second repair changes more" in kinds(before, damaged)
