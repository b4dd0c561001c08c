import pytest

from coprod_cli.knowledge.named_passage import read_passage, sentences
from coprod_cli.model.case import Answer


def test_sentences_without_a_letter_have_no_number():
    text = "One. Two!\n\n...\n- three"
    assert [text[span.start : span.end] for span in sentences(text)] == ["One.", "Two!", "three"]


TEXT = "Tolken sa det. Patienten väntade hemma. Maken väntade vid disken. Det var två."
ANSWER = Answer("emotions.joy", TEXT)


def named(typed):
    found = read_passage(typed, ANSWER)
    return found.problem or (found.span and TEXT[found.span.start : found.span.end])


@pytest.mark.parametrize(("typed", "start"), [("\\*", 2), ("\\\\*", 6), ("*", None)])
def test_the_sign_itself_has_a_backslash_before_it(typed, start):
    found = read_passage(typed, Answer("emotions.joy", "A * b \\* c"[: 9 if start == 6 else 5]))

    assert (found.span and found.span.start, found.problem) == (start, "")


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
