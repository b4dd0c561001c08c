import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.clock import local_now
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.formats import jsonl
from coprod_cli.formats.record import Recorder
from coprod_cli.model.case import Answer
from coprod_cli.model.new_case import blank_case
from coprod_cli.notebook.note.apply_case import edited
from coprod_cli.notebook.note.new_note import blank_note, new_note
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.templates.loader import load_named_template, template_folders

TEMPLATE = load_named_template("primary-care", [shipped_prompts()])
BLANK = blank_case("20261124-k7m2q9", TEMPLATE, "en", "Made up", local_now())
ADDRESSES = list(TEMPLATE.questions)


def recorder() -> Recorder:
    return Recorder(lambda _: TEMPLATE)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "### A heading",
        "<!-- coprod:end -->",
        "---",
        "coprod: 1",
        "- a list",
        " indented",
        "\ta",
        "x  ",
    ]
)
answers = st.builds(
    Answer,
    st.sampled_from(ADDRESSES[:8]),
    texts.map(str.strip),
    st.booleans(),
    st.sampled_from([None, None, "family"]),
    st.sampled_from([None, None, "reported"]),
)
damage = st.sampled_from(
    [
        lambda text: text,
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("coprod:situation.role", "coprod:situation.place"),
        lambda text: text.replace("<!-- coprod:situation.role -->\n", ""),
        lambda text: text.replace("<!-- coprod:end -->", ""),
        lambda text: text.replace("status: draft", "status: draft\ntags: [a, b]\nmood: calm"),
        lambda text: text.replace("title: Made up", "title: 'Made: up'"),
        lambda text: text + "\nAfter the end.\n",
        lambda text: text.replace("### What is your role?", "My own words\n### Role"),
        lambda text: text.replace("situation.place", "situation.place unknown extra=1"),
    ]
)


@given(st.lists(answers, max_size=6), damage)
def test_the_record_straight_from_the_bytes_is_that_of_the_case(given_answers, spoil):
    note = blank_note(BLANK, TEMPLATE)
    case = note.case
    for answer in given_answers:
        case = case.with_answer(answer)
    text = spoil(edited(note, note.case, case, TEMPLATE, local_now()).original)
    quick = recorder().record_as_written(text.encode(), "a.md")
    if quick is not None:
        read = read_note(text.encode(), "a.md")
        assert not read.uncertain
        careful = recorder().record(read.case, "a.md")
        assert jsonl.encode_case(quick) == jsonl.encode_case(careful)
        assert json.loads(jsonl.encode_case(quick)) == json.loads(json.dumps(careful.as_data()))


def test_a_note_as_coprod_writes_it_takes_the_quick_way():
    note = blank_note(BLANK, TEMPLATE)
    case = replace(
        note.case, answers=tuple(Answer(each.address, "x") for each in note.case.answers)
    )
    text = edited(note, note.case, case, TEMPLATE, local_now()).original
    record = recorder().record_as_written(text.encode(), "a.md")
    assert record is not None
    assert [about.address for about, _ in record.answers] == ADDRESSES


@pytest.mark.parametrize("marker", ["situation.setting", "reflections.this-practice"])
def test_a_note_that_lost_a_marker_does_not_take_the_quick_way(marker):
    text = new_note(BLANK, TEMPLATE).replace(f"<!-- coprod:{marker} -->\n", "")
    assert recorder().record_as_written(text.encode(), "a.md") is None


def test_an_unknown_answer_and_its_voice_are_told_in_the_record():
    note = blank_note(BLANK, TEMPLATE)
    case = note.case.with_answer(Answer(ADDRESSES[0], "Perhaps", unknown=True, voice="family"))
    text = edited(note, note.case, case, TEMPLATE, local_now()).original
    ((about, said),) = recorder().record_as_written(text.encode(), "a.md").answers
    assert (about.status, about.voice, said) == ("unknown", "family", "Perhaps")


def test_answers_to_questions_the_template_does_not_have_come_last():
    text = new_note(BLANK, TEMPLATE).replace(
        "## 1. Situation\n", "### Mine\n<!-- coprod:own.words -->\n\nHere\n\n## 1. Situation\n"
    )
    text = text.replace("situation.setting -->\n", "situation.setting -->\n\nA ward\n")
    record = recorder().record(read_note(text.encode(), "a.md").case, "a.md")
    assert [about.address for about, _ in record.answers] == ["situation.setting", "own.words"]


def test_the_shipped_templates_are_found_by_their_folders_names():
    assert "primary-care" in template_folders([shipped_prompts()])


def test_a_note_under_another_name_keeps_its_place_by_its_id(tmp_path):
    for name, case_id in (("zebra", "20260101-aaaaaa"), ("20260102-bbbbbb", "20260102-bbbbbb")):
        text = new_note(replace(BLANK, id=case_id), TEMPLATE)
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    stems = [path.stem for path in Notebook(tmp_path).paths()]
    assert stems == ["zebra", "20260102-bbbbbb"]
