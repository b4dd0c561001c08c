"""Sentences in English and Swedish: where they begin and end."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.sentences import first_sentence, sentences_of


def sentences(text):
    return [text[start:end] for start, end in sentences_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ('He said "no." Then she left!', ['He said "no."', "Then she left!"]),
        ("Is it one? Or two ... Three", ["Is it one?", "Or two ...", "Three"]),
        ("Dr. Berg came. We waited.", ["Dr. Berg came.", "We waited."]),
        ("Vi kom kl. 8. Hon hade t.ex. en stol.", ["Vi kom kl. 8.", "Hon hade t.ex. en stol."]),
        ("Hos A. Berg. Sedan hem.", ["Hos A. Berg.", "Sedan hem."]),
        ("- [ ] one. Two\n2. three", ["one.", "Two", "three"]),
        ("# A heading\n\n  words  \n", ["A heading", "words"]),
        ("Late. and small", ["Late. and small"]),
        ("3.5 of 4. Good", ["3.5 of 4.", "Good"]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_its_mark_or_its_line_but_not_after_an_abbreviation(text, expected):
    assert sentences(text) == expected


@given(st.text("aA.?! \n-"))
def test_sentences_have_all_letters_in_order_and_no_white_space_around(text):
    found = sentences(text)

    assert [each for each in "".join(found) if each.isalpha()] == [
        each for each in text if each.isalpha()
    ]
    assert all(each == each.strip() and each for each in found)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("Is it one? Or two?", "Is it one?"),
        ("One", "One"),
        ("Visits, e.g. at home. Some more.", "Visits, e.g. at home."),
        ("Vård, t.ex. hemma.\nÄnnu en.", "Vård, t.ex. hemma."),
        ("Dr. Berg came. We waited.", "Dr. Berg came."),
        ("", ""),
    ],
)
def test_the_first_sentence_of_a_text_may_have_several_lines(text, sentence):
    assert first_sentence(text) == sentence


@pytest.mark.parametrize(
    "cut",
    [
        "待ちました。|誰も来ませんでした！|なぜ？",
        "我们等了很久。|「为什么？」|没有人说。",
        "「はい。」と言った。|次の日。",
        "温度は３．５度．|次。",
        "हमने इंतज़ार किया।| किसी ने नहीं बताया॥",
        "انتظرنا طويلا.| لماذا؟| لا أحد يعرف.",
        "ہم نے انتظار کیا۔| کسی نے نہیں بتایا۔",
        "Մենք սպասեցինք։| Ոչ ոք չասաց։",
        "ጠበቅን።| ማንም አልተናገረም።",
        "We waited at Yahoo！japan.| Yes.",
    ],
)
def test_other_scripts_have_signs_of_their_own(cut):
    assert sentences(cut.replace("|", "")) == [each.strip() for each in cut.split("|")]


@pytest.mark.parametrize("sign", [".", "!", "。", "．", '"', "』"])
def test_a_long_run_of_signs_takes_no_long_time(sign):
    text = f"We waited.{sign * 50_000}x"
    start = process_time()

    assert len(sentences(text)) <= 3

    assert process_time() - start < 1
