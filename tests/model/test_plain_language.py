"""A template in plain language, as its questions are asked and its notes are read."""

from made_up import PRIMARY_CARE, blank
from made_up_plain import PLAIN_WORDS, ROUND
from made_up_versions import SECOND, STEPS, form

from coprod_cli.model.plain_language import (
    PLAIN,
    WORDS,
    as_worded_for,
    in_plain_words,
    is_in_plain_words,
)
from coprod_cli.model.template import Template

PLAIN_FORM = in_plain_words(SECOND)


def texts(template):
    return {address: question.text for address, question in template.questions.items()}


def each_question(data):
    for section in data["sections"]:
        for question in section["questions"]:
            yield from (question, *question.get("questions", ()), *question.get("choices", ()))


def wordings(data):
    """Every text of a template, in all languages, and apart from them its plain ones."""
    parts = [data, *data["sections"], *each_question(data)]
    keys = [(part, key) for part in parts for key in part if key.endswith("_plain") and part[key]]
    plain = [part[key] for part, key in keys]
    usual = [part[key.removesuffix("_plain")] for part, key in keys]
    return usual, plain


class TestATemplateInPlainWords:
    def test_asks_in_them_where_it_has_them(self):
        assert texts(PLAIN_FORM)["care.mood"] == {
            "en": "Were people happy?",
            "sv": "Var folk glada?",
        }

    def test_asks_in_its_own_where_it_has_none(self):
        others = {key: text for key, text in texts(SECOND).items() if key != "care.mood"}

        assert {key: texts(PLAIN_FORM)[key] for key in others} == others

    def test_knows_its_own_words_as_the_others(self):
        mood = PLAIN_FORM.questions["care.mood"]

        assert mood.text_plain == SECOND.questions["care.mood"].text
        assert mood.fingerprints == SECOND.questions["care.mood"].fingerprints

    def test_has_all_else_as_it_is(self):
        def without_texts(template):
            data = template.model_dump()
            for part in (data, *data["sections"], *each_question(data)):
                for key in ("title", "noun", "description", "intro", "text", "help"):
                    part.pop(key, None), part.pop(f"{key}_plain", None)
            return data

        assert without_texts(in_plain_words(PRIMARY_CARE)) == without_texts(PRIMARY_CARE)

    def test_is_the_template_itself_again_the_other_way(self):
        assert in_plain_words(PLAIN_FORM) == SECOND
        assert texts(SECOND)["care.mood"]["en"] == "How did people feel?"

    def test_is_a_template_that_can_be_looked_up_like_any(self):
        assert PLAIN_FORM.question_at("care.mood").text["en"] == "Were people happy?"
        assert PLAIN_FORM.section_at("care.mood").id == "care"
        assert PLAIN_FORM.addresses == SECOND.addresses

    def test_words_the_questions_within_a_group_too(self):
        asked = [{"id": "a", "text": "What was ascertained?", "text_plain": "What came out?"}]
        group = {"text": "Which?", "type": "group", "item": "One", "questions": asked}

        template = in_plain_words(form({"one": {"g": group}}))

        assert template.question_at("one.g#1.a").text == "What came out?"

    def test_is_plain_in_every_text_that_has_plain_words(self):
        plain = in_plain_words(ROUND)

        usual, other = wordings(plain.model_dump())
        assert usual == [plain for _usual, plain in PLAIN_WORDS.values()]
        assert other == [usual for usual, _plain in PLAIN_WORDS.values()]
        assert in_plain_words(plain) == ROUND

    def test_takes_and_writes_the_labels_that_it_shows(self):
        usual, plain = ROUND.question_at("who.way"), in_plain_words(ROUND).question_at("who.way")

        assert plain.labels("en") == ["In a room", "On a screen"]
        assert usual.labels("sv") == ["Fysiskt", "Digitalt"]
        for question, label in ((usual, "Fysiskt"), (plain, "I ett rum")):
            for name in ("site", "Fysiskt", "I ett rum", "On site", "in a room"):
                assert question.parse(name, "sv") == label
                assert question.value(name) == "site"
                assert question.with_current_labels(name, "sv") == name

    def test_names_the_items_of_a_group_as_before_where_it_has_no_other_name(self):
        assert PLAIN_FORM.group_at(STEPS).item_name(2, "sv") == "Steg 2"


class TestTheTemplateOfACase:
    def test_is_in_plain_words_where_its_front_matter_says_so(self):
        case = blank(SECOND, extra={WORDS: PLAIN})

        assert is_in_plain_words(case)
        assert as_worded_for(case, SECOND) == PLAIN_FORM

    def test_is_itself_for_any_other(self):
        for extra in ({}, {WORDS: "own"}, {WORDS: ["plain"]}, {"plain": "words"}):
            case = blank(SECOND, extra=extra)
            assert as_worded_for(case, SECOND) is SECOND


def test_every_question_of_a_shipped_template_stays_one_that_can_be_asked():
    plain = in_plain_words(PRIMARY_CARE)

    assert Template.model_validate(plain.model_dump()) == plain
