import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.knowledge.named_passage import read_passage
from coprod_cli.knowledge.sentences import sentences
from coprod_cli.model.case import Answer


def cut(text):
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ('He said "come." She came.', ['He said "come."', "She came."]),
        ("Vi sågs kl. 9, t.ex. hos dr. Ek. Sedan gick vi.",
         ["Vi sågs kl. 9, t.ex. hos dr. Ek.", "Sedan gick vi."]),
        ("It took 3.5 hours. and more", ["It took 3.5 hours. and more"]),
        ("- one\n- two\n\n> three", ["one", "two", "three"]),
        ("Wait... Then it came.", ["Wait...", "Then it came."]),
        ("no end", ["no end"]),
        ("", []),
        ("- \n...\n", []),
    ],
)  # fmt: skip
def test_how_an_answer_is_cut(text, expected):
    assert cut(text) == expected


@given(st.text(st.characters(exclude_characters="xX")))  # [x] is the mark of a list
def test_sentences_are_in_order_and_hold_all_letters(text):
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    held = "".join(text[span.start : span.end] for span in spans)
    assert [each for each in held if each.isalnum()] == [each for each in text if each.isalnum()]


TEXT = "Tolken sa det. Patienten väntade hemma. Maken väntade vid disken. Det var två."
ANSWER = Answer("emotions.joy", TEXT)


def named(typed):
    found = read_passage(typed, ANSWER)
    return found.problem or (found.span and TEXT[found.span.start : found.span.end])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2", "Patienten väntade hemma."),
        ("1-2", "Tolken sa det. Patienten väntade hemma."),
        ("tre", "Maken väntade vid disken."),
        ("two to three", "Patienten väntade hemma. Maken väntade vid disken."),
        ("Två till tre.", "Patienten väntade hemma. Maken väntade vid disken."),
        ("två", "Patienten väntade hemma."),
        ("*", None),
        ("väntade hemma", "väntade hemma"),
        ("maken ... DISKEN", "Maken väntade vid disken"),
        ("Patienten ... disken", "Patienten väntade hemma. Maken väntade vid disken"),
        ("väntade", "these words stand there 2 times: add a word before or after."),
        ("9", "there are 4 sentences."),
        ("3-2", "there are 4 sentences."),
        ("tolken sa", "these words stand there with other capitals: Tolken sa"),
        ("nothing like it", "these words are not in this answer."),
        ("hemma ... Tolken", "the last words do not stand behind the first ones."),
    ],
)  # fmt: skip
def test_what_a_person_may_type(typed, words):
    assert named(typed) == words
