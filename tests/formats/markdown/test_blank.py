"""The empty form of a template, to print and to fill in by hand."""

import re

import pytest
from made_up import EVERY_TYPE, PRIMARY_CARE, SHIPPED
from made_up_plan import PLAN

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.formats.markdown.blank import render_blank
from coprod_cli.model.conditions import condition_problem
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.wording import worded
from coprod_cli.templates.loader import load_template

LINE = "\u00a0" + "_" * 72
ON_PAPER = {
    "en": ("Write no real names", "Keep it apart", "Who is speaking?"),
    "sv": ("Skriv inga riktiga namn", "förvara det för sig", "Vem är det som talar?"),
}


def shipped(name):
    return load_template(shipped_prompts() / name)


def questions_of(template):
    for question in template.questions.values():
        yield question
        if isinstance(question, GroupQuestion):
            yield from question.questions


@pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("sv", ".sv")])
class TestGolden:
    @pytest.mark.parametrize("template", [EVERY_TYPE, PRIMARY_CARE], ids=lambda each: each.id)
    def test_form(self, golden, template, language, suffix):
        golden(f"{template.id}.blank{suffix}.md", render_blank(template, language).encode())

    @pytest.mark.parametrize("name", ["patient-contract", "persona"])
    def test_form_with_groups(self, golden, name, language, suffix):
        golden(f"{name}.blank{suffix}.md", render_blank(shipped(name), language).encode())

    def test_form_in_plain_words(self, golden, language, suffix):
        plain = in_plain_words(PRIMARY_CARE)

        golden(f"primary-care.blank.plain{suffix}.md", render_blank(plain, language).encode())


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("plain", [False, True], ids=["own", "plain"])
class TestAShippedForm:
    def test_has_all_that_the_interview_says(self, name, language, plain):
        template = in_plain_words(shipped(name)) if plain else shipped(name)

        form = " ".join(render_blank(template, language).split())

        texts = [template.title, template.description, template.source.note]
        for section in template.sections:
            texts += [section.title, section.intro]
        for question in questions_of(template):
            texts += [question.text, question.help]
        said = [" ".join(worded(text, language).split()) for text in texts if text]
        assert [each for each in said if each not in form] == []
        assert template.source.citation in form
        conditions = sum(bool(each.when) for each in template.questions.values())
        assert form.count({"en": "**Only if", "sv": "**Bara om"}[language]) == conditions

    def test_says_that_it_is_no_record_and_what_of_names(self, name, language, plain):
        template = in_plain_words(shipped(name)) if plain else shipped(name)
        nobody, apart, voice = ON_PAPER[language]

        form = render_blank(template, language)

        assert {"en": "the medical record", "sv": "journalen"}[language] in form.split("## 1.")[0]
        assert (nobody in form, voice in form) == (not template.names_people,) * 2
        assert (apart.casefold() in form.casefold()) == template.names_people


class TestAQuestion:
    def test_has_a_number_and_its_help(self):
        form = render_blank(EVERY_TYPE, "en")

        assert len(re.findall(r"^### [12]\.\d ", form, re.MULTILINE)) == 9
        assert "\n### 1.1 What do you call this visit?\n\n*A few words, no names of" in form

    def test_has_boxes_to_tick_and_lines_by_its_type(self):
        form = render_blank(EVERY_TYPE, "sv")

        assert "Kryssa för ett.\n\n- [ ] Utan tid\n- [ ] Bokat\n- [ ] Hemma\n" in form
        assert "Kryssa för allt som stämmer.\n\n- [ ] En sjuksköterska\n" in form
        assert "mottagen?\n\n- [ ] Ja\n- [ ] Nej\n" in form
        story = form[form.index("### 2.1 Vad hände?") : form.index("### 2.2")]
        assert story.endswith(f"\n\n{LINE}\n\n{LINE}\n\n{LINE}\n\n{LINE}\n\n")
        assert f"*Några ord, inga personnamn.*\n\n{LINE}\n\n###" in form
        assert f"(år-månad-dag) {'_' * 24}\n" in form
        assert f"(minst 0) {'_' * 24}\n" in form

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("en", '**Only if you answered "Yes" to 1.4, "Was the person seen?".**'),
            ("sv", '**Bara om du svarade "Ja" på 1.4, "Blev personen mottagen?".**'),
        ],
    )
    def test_says_in_words_when_it_is_to_be_answered(self, language, sentence):
        assert f"\n\n{sentence}\n\n" in render_blank(EVERY_TYPE, language)

    @pytest.mark.parametrize(
        ("condition", "sentence"),
        [
            ({"question": "a.kind", "answer": "x"}, 'you answered "The first" to 1.1, "Kind?"'),
            ({"question": "a.kind", "operator": "not-equals", "answer": "x"},
             'you did not answer "The first" to 1.1, "Kind?"'),
            ({"question": "a.ways", "operator": "includes", "answer": "bus"},
             'you ticked "bus" at 1.2, "Ways?"'),
            ({"question": "a.wait", "operator": "exists"}, 'you answered 1.3, "Wait?"'),
            ({"question": "a.wait", "operator": "exists", "answer": False},
             'you did not answer 1.3, "Wait?"'),
            ({"question": "a.wait", "operator": "greater-than", "answer": 5},
             'your answer to 1.3, "Wait?" is over 5'),
            ({"question": "a.wait", "operator": "less-than", "answer": 5},
             'your answer to 1.3, "Wait?" is under 5'),
            ({"question": "a.wait", "operator": "at-least", "answer": 5},
             'your answer to 1.3, "Wait?" is 5 or more'),
            ({"question": "a.wait", "operator": "at-most", "answer": 5},
             'your answer to 1.3, "Wait?" is 5 or less'),
        ],
    )  # fmt: skip
    def test_says_each_kind_of_condition(self, condition, sentence):
        choices = [{"value": "x", "label": "The first"}, {"value": "y", "label": "The other"}]
        other = {"question": "a.kind", "answer": "y"}
        questions = [
            {"id": "kind", "type": "choice", "text": "Kind?", "choices": choices},
            {"id": "ways", "type": "choices", "text": "Ways?",
             "choices": [{"value": "bus", "label": "bus"}]},
            {"id": "wait", "type": "number", "text": "Wait?"},
            {"id": "why", "type": "text", "text": "Why?", "when": [condition, other]},
        ]  # fmt: skip
        template = Template.model_validate({
            "id": "mine", "version": "1.0.0", "title": "Mine", "languages": ["en"],
            "sections": [{"id": "a", "title": "A", "questions": questions}],
        })  # fmt: skip
        for each in template.questions["a.why"].when:
            assert condition_problem(each, template.questions[each.question]) is None

        form = render_blank(template, "en")

        assert f'**Only if {sentence} and you answered "The other" to 1.1, "Kind?".**' in form


class TestAGroup:
    def test_has_room_for_several_items_and_says_how_to_go_on(self):
        form = render_blank(PLAN, "en")

        group = form[form.index("#### Part 1") : form.index("*If there are more")]
        first, second = group.split("#### Part 2")
        for item in (first, second):
            assert f"- **What is to be done?** {'_' * 40}\n" in item
            assert "- **Who does it?**\n\n  Tick one.\n\n  - [ ] The person\n" in item
            assert 'Only if you answered "Healthcare" to "Who does it?".\n\n' in item
            assert f"\n  {LINE}\n\n  {LINE}\n" in item
            assert f'"Is there a booked time?". (year-month-day) {"_" * 40}\n' in item
        assert "\n\n\n" not in form

    def test_of_short_parts_has_room_for_one_more(self):
        form = render_blank(shipped("patient-contract"), "en")

        assert "#### Agreed time 3\n" in form
        assert "#### Agreement 3\n" not in form


def test_next_steps_have_boxes_with_lines():
    steps = render_blank(PLAN, "sv").split("Vad händer härnäst?")[1]

    assert len(re.findall(r"^- \[ \] _{40,}$", steps, re.MULTILINE)) == 4
