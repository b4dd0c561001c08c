"""Notes as other programs leave them: no answer is lost, or given to another, without a word."""

import re

import corpus
import pytest
from corpus_notes import FORMS
from corpus_pieces import PIECES
from nothing_lost import ReadNote, all_losses
from other_programs import RULES

NOBODY_CAN_TELL = {
    # pandoc takes a block between two lines --- in an answer for front matter, and moves it up.
    "pandoc": "\n---\nkey: ",
    # Without its marker, a question that no form has is a heading in the answer before it.
    "comments stripped": " removed=",
}
"""Below each program or rule, what is in those notes of which a change leaves no trace."""
QUICK = [name for name in corpus.notes() if name.startswith("hand")]
QUICK += sorted(set(corpus.notes()) - set(QUICK))[::10]
OTHERS = sorted(set(corpus.notes()) - set(QUICK))
LANGUAGES = ("en", "sv")


def check_all(name, changed):
    """Hold each changed note against what it was, and fail once, with what is lost of all."""
    untold = NOBODY_CAN_TELL.get(name)
    found = {}
    for note, text in changed.items():
        before = corpus.notes()[note]
        if untold is not None and untold in before:
            continue
        if losses := all_losses(before, text, FORMS.get):
            found[note] = losses
    told = [f"{note}: {loss}" for note, losses in found.items() for loss in losses[:3]]
    assert not told, f"{name}: {len(found)} notes\n" + "\n".join(told[:20])


@pytest.mark.parametrize("program", corpus.PROGRAMS)
def test_nothing_is_lost_by_a_program(program):
    check_all(program, corpus.after(program))


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_lost_by_a_change(rule):
    check_all(rule, {name: RULES[rule](corpus.notes()[name]) for name in QUICK})


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_lost_by_a_change_of_any_other_note(rule):
    # The largest notes are whole forms: every other rule changes them in the other language.
    other = LANGUAGES[list(RULES).index(rule) % 2]
    names = [name for name in OTHERS if not re.fullmatch(rf"form-.*-{other}", name)]
    check_all(rule, {name: RULES[rule](corpus.notes()[name]) for name in names})


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_changes_a_note(rule):
    assert any(RULES[rule](text) != text for text in corpus.notes().values())


class TestTheCorpus:
    def test_has_notes_that_are_sound_before_any_change(self):
        for name, text in corpus.notes().items():
            read = ReadNote(text.encode(), FORMS.get)
            assert not any(each.uncertain for each in read.findings), name
            kinds = {"heading"} if name == "hand-no-headings" else {"answer"}
            assert {each.kind for each in read.findings} <= kinds, name

    def test_has_every_form_in_both_languages_and_every_piece_of_markdown(self):
        names = set(corpus.notes())
        assert len(names) > 100
        assert {f"form-{form}-{language}" for form in FORMS for language in ("en", "sv")} <= names
        assert {f"piece-{piece}" for piece in PIECES} <= names

    def test_has_what_only_a_marker_can_say(self):
        text = "".join(corpus.notes().values())
        for word in (
            "unknown",
            "voice=family",
            "evidence=",
            "asked=",
            "new=",
            "removed=",
            "sources=",
        ):
            assert f" {word}" in text
