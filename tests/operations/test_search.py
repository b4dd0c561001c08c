"""Search finds what stands in the answers of the notes as they are now, and nothing else."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import TEMPLATES, add_note

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.text import canonical_text
from coprod_cli.base.words import words_of
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.search import search
from coprod_cli.operations.workspace import open_workspace

ONE, TWO, THREE, APART = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc", "20261121-dddddd"
STORY, NAME = "second.story", "first.name"


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "notes"
    add_note(
        folder, ONE, {NAME: "Väntan", STORY: "Läkaren väntade länge."}, title="En kö", tags=["kö"]
    )
    add_note(folder, TWO, {STORY: "Väntrummet. Väntan, väntan."}, title="A chair")
    add_note(folder, THREE, {STORY: "Nobody sat there."}, title="Nothing", unknown={STORY})
    add_note(folder / "kept-apart", APART, {STORY: "Hennes väntan."}, title="Apart")
    return open_workspace(folder, prompts=[TEMPLATES])


def hits(result):
    return [(hit.case, str(hit.address)) for hit in result.hits]


def test_the_answers_of_the_newest_case_come_first_those_of_a_case_in_its_notes_order(workspace):
    result = search(workspace, ["vänt"])

    assert hits(result) == [(TWO, STORY), (ONE, NAME), (ONE, STORY)]
    assert (result.answers, result.cases, result.searched) == (3, 2, 3)
    assert result.words == (("väntan", 3), ("väntade", 1), ("väntrummet", 1))
    assert (result.hits[0].title, result.hits[0].question) == ("A chair", "What happened?")
    assert result.hits[0].path == f"{TWO}.md"


def test_not_more_hits_are_returned_than_asked_for_and_all_are_counted(workspace):
    result = search(workspace, ["vänt"], most=1)

    assert hits(result) == [(TWO, STORY)]
    assert (result.answers, dict(result.words)["väntade"]) == (3, 1)


def test_two_ways_to_look_for_a_word_that_nobody_wrote(workspace):
    result = search(workspace, ["=xyz|xyz|*xyz|vantade", "lakaren"])
    assert [each.typed for each in result.respelled] == ["vantade", "lakaren"]


def test_titles_tags_headings_and_markers_are_not_searched(workspace):
    for word in ("kö", "chair", "story", "happened", "coprod", "second", "draft"):
        assert search(workspace, [word]).hits == ()


def test_text_beside_not_known_yet_is_found_and_told(workspace):
    (hit,) = search(workspace, ["nobody"]).hits

    assert hit.is_unknown


def test_a_word_without_rings_and_dots_is_tried_with_them_only_if_it_stands_nowhere(workspace):
    result = search(workspace, ["vantan"])
    (respelled,) = result.respelled

    assert (respelled.typed, respelled.words) == ("vantan", (("väntan", 3),))
    assert result.answers == 2

    add_note(workspace.folder, "20261122-eeeeee", {STORY: "Vantan."})
    result = search(workspace, ["vantan"])
    assert (result.answers, result.respelled) == (1, ())


def test_a_word_that_stands_only_where_nothing_is_searched_stands_nowhere(workspace):
    result = search(workspace, ["lakaren|chair"], at=NAME)

    assert (result.answers, result.respelled) == (0, ())


def test_composition_of_text_and_query_does_not_matter(workspace):
    add_note(workspace.folder, "20261122-eeeeee", {STORY: normalize("NFD", "En vårdcentral.")})

    for form in ("NFC", "NFD"):
        (hit,) = search(workspace, [normalize(form, "vårdcentral")]).hits
        assert hit.text[slice(*hit.spans[0])] == normalize("NFD", "vårdcentral")


def test_filters_say_whose_answers_are_searched_and_where(workspace):
    assert hits(search(workspace, ["vänt"], at="first")) == [(ONE, NAME)]
    tagged = search(workspace, ["vänt"], Scope(Filters(tag="kö")))
    assert (hits(tagged), tagged.searched) == ([(ONE, NAME), (ONE, STORY)], 1)
    with pytest.raises(WrongUsage, match="no question"):
        search(workspace, ["vänt"], at="nowhere")
    voiced = Scope(Filters(voice="family"))
    assert search(workspace, ["vänt"], voiced).answers == 0


def test_cases_that_name_people_are_told_and_searched_only_if_asked_for(workspace):
    (notice,) = search(workspace, ["vänt"]).notices

    assert notice.startswith("1 case that names people")
    assert search(workspace, ["vänt"], Scope(kept_apart=True)).hits[0].case == APART


def test_a_word_that_was_just_deleted_in_an_editor_is_not_found(workspace):
    note = workspace.folder / f"{ONE}.md"
    assert search(workspace, ["länge"]).answers == 1

    note.write_text(note.read_text("utf-8").replace(" länge", ""), "utf-8")

    assert search(workspace, ["länge"]).answers == 0


def test_an_unreadable_note_is_counted_and_the_others_are_searched(workspace):
    (workspace.folder / "20261123-ffffff.md").write_bytes(b"---\nid: [\n---\n\nv\xc3\xa4ntan\n")

    result = search(workspace, ["vänt"])
    assert (result.answers, result.unreadable) == (3, 1)


WORDS = [
    "väntan", "vänta", "här", "story", "happened", "coprod", "second", "title", "draft", "Helpers",
    "e-post", "🙂",
]  # fmt: skip
LINES = st.lists(st.sampled_from(["## ", "<!-- coprod:", "- [ ] ", " ", "\n", *WORDS]), max_size=12)


@given(LINES.map(" ".join), LINES.map("".join), st.sampled_from(WORDS))
@settings(max_examples=60)
def test_exactly_the_answers_are_searched_whatever_stands_around_them(
    tmp_path_factory, one, other, word
):
    folder = tmp_path_factory.mktemp("notes")
    answers = {NAME: one.replace("\n", " "), STORY: other}
    add_note(folder, ONE, answers, title="title draft väntan", tags=["coprod"])
    result = search(open_workspace(folder, prompts=[TEMPLATES]), [word])

    typed = [each.word for each in words_of(word)]
    expected = {
        address
        for address, text in answers.items()
        if _stands(typed, [each.word for each in words_of(canonical_text(text))])
    }
    assert {str(hit.address) for hit in result.hits} == expected


def _stands(typed, words):
    """Whether a word stands in an answer, told in the plainest way."""
    if len(typed) == 1 and len(typed[0]) >= 4:
        return any(typed[0] in word for word in words)
    starts = range(len(words) - len(typed) + 1)
    return any(
        words[at : at + len(typed) - 1] == typed[:-1]
        and words[at + len(typed) - 1].startswith(typed[-1])
        for at in starts
    )
