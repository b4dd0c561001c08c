import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.model.address import Address
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import WHOLE, Coding, Found, Passage
from coprod_cli.notebook import coding_reader
from coprod_cli.notebook.coding_edit import edited_text
from coprod_cli.notebook.coding_reader import read_coding
from coprod_cli.notebook.coding_text import coding_text, read_written

WAITING, TOLD = CodeName("ours/waiting"), CodeName("ours/told")
FOUND = Found("", " i väntrummet", 0, "2745748cec82e799", "2026-11-25T10:00:00+01:00")
FIRST = Passage("xqh8b0", Address("emotions.what-helps"), None, "Familjen", (WAITING,), "", FOUND)
CODING = Coding("20261124-a397kr", "anna", "2026-11-25", (FIRST,))

texts = st.text(max_size=20)
passages = st.builds(
    Passage,
    st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True),
    st.sampled_from([Address("emotions.what-helps"), Address("visits.visit#2.what")]),
    st.none() | st.text(min_size=1, max_size=9),
    texts.filter(str.strip),
    st.sampled_from([(), (WAITING,), (TOLD, WAITING)]),
    texts,
    st.builds(Found, texts, texts, st.integers(0, 99), texts, st.just("2026-11-25")),
    st.just(value=False),
) | st.builds(lambda is_words: FIRST._replace(quote=WHOLE, is_words=is_words), st.booleans())
codings = st.builds(
    Coding,
    st.just("20261124-a397kr"),
    st.sampled_from(["anna", "åsa.2", "no", "7b"]),
    st.sampled_from(["", "2026-11-25"]),
    st.lists(passages, max_size=4, unique_by=lambda each: each.id).map(tuple),
)


def read(text):
    return read_coding(text, "anna.yaml")


def said(text):
    found = read(text)
    assert not found.findings
    return found.coding


def test_a_coding_is_written_for_people():
    text = coding_text(CODING)
    assert text.splitlines()[1:9] == [
        "case: 20261124-a397kr",
        "coder: anna",
        'done: "2026-11-25"',
        "passages:",
        "",
        "- id: xqh8b0",
        "  at: emotions.what-helps",
        '  quote: "Familjen"',
    ]
    assert "may be edited by hand" in text.splitlines()[0]


@given(codings)
def test_what_is_written_is_read_again(coding):
    assert said(coding_text(coding)) == coding


@given(codings)
def test_both_readers_read_the_same(coding):
    text = coding_text(coding)
    quick = read_written(text)
    original, coding_reader.read_written = coding_reader.read_written, lambda _text: None
    try:
        thorough = said(text)
    finally:
        coding_reader.read_written = original
    assert quick in (None, thorough)
    assert thorough == coding


def test_what_coprod_writes_is_read_by_the_fast_reader():
    assert read_written(coding_text(CODING)) == CODING


BY_HAND = """\
case: 20261124-a397kr
coder: anna
passages:
  - at: emotions.what-helps
    quote: Maken väntade
    codes: ours/waiting
  - {at: emotions.what-helps, voice: family, quote: no, codes: [ours/told, ours/waiting]}
"""


def test_a_passage_that_was_written_by_hand_needs_no_more_than_where_what_and_codes():
    one, other = said(BY_HAND).passages
    assert (one.quote, one.codes, one.found) == ("Maken väntade", (WAITING,), None)
    assert (other.voice, other.quote, other.codes) == ("family", "no", (TOLD, WAITING))
    assert [each.id for each in said(BY_HAND).passages] == [one.id, other.id]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("- at: emotions\n  quote: a\n", 4),
        ("- at: emotions.joy\n  codes: [ours/told]\n", 4),
        ("- at: emotions.joy\n  quote: a\n  codes: [told]\n", 6),
        ("- just words\n", 4),
        ("- at: emotions.joy\n  quote: a\n  found: {start: 1}\n", 6),
        ("- at: emotions.joy\n  quote: [a]\n", 5),
        ("- id: ab\n  at: emotions.joy\n  quote: a\n- id: ab\n  at: emotions.joy\n  quote: b\n", 7),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_read(lines, line):
    head = "case: 20261124-a397kr\ncoder: anna\npassages:\n"
    found = read(f"{head}{lines}- at: emotions.joy\n  quote: right\n")
    assert found.findings[0].line == line
    assert found.coding.passages[-1].quote == "right"


@pytest.mark.parametrize("text", ["", "[]", "a: [", "case: x\n", "coder: anna\npassages: []\n"])
def test_what_is_no_coding(text):
    found = read(text)
    assert found.coding is None
    assert found.findings


# --- edits in place ---


@given(codings, codings)
def test_an_edit_says_what_was_wanted(before, after):
    after = Coding(before.case_id, before.coder, after.done, after.passages)
    by_id = {each.id: each for each in said(edited_text(coding_text(before), after)).passages}
    assert by_id == {each.id: each for each in after.passages}


@given(codings)
def test_to_save_what_is_there_changes_nothing(coding):
    assert edited_text(coding_text(coding), coding) == coding_text(coding)


REMARKED = """\
# my own words
case: 20261124-a397kr
coder: anna  # that is me
mood: tired
passages:

# the first one
- id: aaaaaa
  weight: 3
  at: emotions.joy
  quote: "one"
  codes: [ours/told]  # or waiting?

- id: bbbbbb
  at: emotions.joy
  quote: "two"
  codes: [ours/told]

# the last words
after: all
"""


def test_comments_unknown_keys_and_other_passages_stay():
    coding = said(REMARKED)
    first = coding.passages[0]._replace(codes=(WAITING,), memo="why?")
    new = Passage("cccccc", Address("emotions.joy"), None, "three", (TOLD,))
    edited = edited_text(REMARKED, coding.with_passage(first).with_passage(new))
    assert edited == REMARKED.replace(
        "codes: [ours/told]  # or", "codes: [ours/waiting]  # or", 1
    ).replace("waiting?\n", 'waiting?\n  memo: "why?"\n').replace(
        '"two"\n  codes: [ours/told]\n',
        '"two"\n  codes: [ours/told]\n\n- id: cccccc\n  at: emotions.joy\n  quote: "three"\n'
        "  codes: [ours/told]\n",
    )  # fmt: skip


def test_a_passage_is_taken_out_with_its_lines_alone():
    edited = edited_text(REMARKED, said(REMARKED).without_passage("bbbbbb"))
    gone = '\n- id: bbbbbb\n  at: emotions.joy\n  quote: "two"\n  codes: [ours/told]\n'
    assert edited == REMARKED.replace(gone, "")


def test_a_passage_on_one_line_is_changed_too():
    coding = said(BY_HAND)
    changed = coding.with_passage(coding.passages[1]._replace(memo="why?"))
    assert said(edited_text(BY_HAND, changed)) == changed


def test_line_ends_of_windows_stay():
    text = REMARKED.replace("\n", "\r\n")
    edited = edited_text(text, said(text).without_passage("aaaaaa"))
    assert edited.count("\n") == edited.count("\r\n")
