"""References in the privacy check: authors, links and days are usual there, the rest is not."""

from dataclasses import replace

from made_up import EVERY_TYPE, blank, note_text

from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.privacy.placeholders import Placeholders
from coprod_cli.privacy.scan import (
    NO_WATCH_LIST,
    WatchList,
    deidentify_case,
    identifiers_in_case,
    identifiers_in_text,
)

STORY = "second.story"
USUAL = (
    "Batalden P, Anna Lindgren. A study. 2016-09-16. https://example.org/a",
    "doi:10.1136/bmjqs-2015-004315, PMID 26376674, ISBN 978-0-306-40615-7",
)
NUMBER = "Call 070-174 06 05"


def found_in_note(text, *sources, watched=NO_WATCH_LIST):
    note = read_note(note_text({}).encode(), "a.md")
    answer = Answer(STORY, text, sources=sources)
    full = set_answer(note, answer, "### Q").text
    return [full[each.start : each.end] for each in identifiers_in_text(full, watched)]


def kinds(text, *sources, watched=NO_WATCH_LIST):
    case = replace(blank(EVERY_TYPE), answers=(Answer(STORY, text, sources=sources),))
    found = identifiers_in_case(case, watched)
    return [str(each.kind) for each in found.get(STORY, [])]


def test_what_is_usual_in_a_reference_is_not_told():
    assert found_in_note("No chair.", *USUAL) == []
    assert kinds("No chair.", *USUAL) == []


def test_what_no_reference_has_is_told():
    assert found_in_note("No chair.", *USUAL, NUMBER) == ["070-174 06 05"]
    assert kinds("No chair.", *USUAL, NUMBER) == ["phone"]
    assert kinds("No chair.", "PMID 0701740605") == ["phone"]
    watched = WatchList.read("Lindgren")
    assert found_in_note("No chair.", *USUAL, watched=watched) == ["Lindgren"]
    assert kinds("No chair.", *USUAL, watched=watched) == ["watched"]


def test_a_name_of_the_case_is_told_there_too():
    text = "Mrs Hollis, who is a nurse, said so."
    assert [each[-6:] for each in found_in_note(text, "P Hollis, 2020")] == ["Hollis"] * 2
    assert kinds(text, "P Hollis, 2020") == ["name", "name"]


def test_references_are_cleaned_as_answers_are_where_people_are_replaced():
    answer = Answer(STORY, "No chair.", sources=("By Mrs Hollis", NUMBER))
    case = replace(blank(EVERY_TYPE), answers=(answer,))

    sources = deidentify_case(case, Placeholders()).answer(STORY).sources

    assert "Hollis" not in sources[0]
    assert sources[1] == "Call [PHONE-1]"
