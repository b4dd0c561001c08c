import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.model.code_name import MAX_ID, CodeName, id_from_words, is_code_id, is_code_name
from coprod_cli.model.tags import clean_tag


def test_a_code_name_is_its_text_and_knows_its_two_ids():
    name = CodeName("ours/waiting-room")
    assert name == "ours/waiting-room"
    assert hash(name) == hash("ours/waiting-room")
    assert (name.set_id, name.code_id) == ("ours", "waiting-room")
    assert CodeName.of("ours", "waiting-room") == name


@pytest.mark.parametrize(
    "text",
    ["", "/", "ours", "ours/", "/waiting", "ours/waiting/room", "ours/-waiting", "ours/a--b",
     "2026/waiting", "Ours/waiting", "ours/väntan", "ours/a b", "ours/a\n", f"ours/{'a' * 50}"],
)  # fmt: skip
def test_what_is_no_code_name(text):
    assert not is_code_name(text)
    with pytest.raises(ValueError, match="no code name"):
        CodeName(text)


def test_a_person_may_type_capitals_blanks_and_the_sign_of_a_tag():
    assert CodeName.read(" #Ours/Waiting ") == "ours/waiting"
    with pytest.raises(InvalidAnswer):
        CodeName.read("waiting")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Väntan", "vantan"), ("In the corridor", "in-the-corridor"), ("Å/Ä & Ö!", "a-a-o"),
     ("smørrebrød ß", "smorrebrod-ss"), ("待つ", ""), ("  ", "")],
)  # fmt: skip
def test_words_make_an_id(words, expected):
    assert id_from_words(words) == expected


@given(st.text())
def test_what_words_make_is_an_id_or_nothing(words):
    made = id_from_words(words)
    assert not made or is_code_id(made)


@given(st.from_regex(rf"[a-z][a-z0-9]{{0,{MAX_ID - 1}}}/[a-z0-9]{{1,{MAX_ID}}}", fullmatch=True))
def test_each_code_name_is_a_tag(text):
    assert clean_tag(CodeName(text)) == text
