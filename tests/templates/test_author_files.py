"""The files of a new template: they load, and proofreading finds nothing in them."""

import pytest
from made_up import PRIMARY_CARE

from coprod_cli.base.errors import InvalidAnswer, InvalidInput
from coprod_cli.model.case import Answer, Case
from coprod_cli.templates.author_files import build_template, id_from_text, unique_id
from coprod_cli.templates.author_form import SECTIONS as GROUP
from coprod_cli.templates.author_form import new_template_form
from coprod_cli.templates.loader import load_template
from coprod_cli.templates.proofread import proofread


def case(answers):
    made = Case(
        id="x", title="", template="new-template", template_version="1.0.0", language="en",
        created="", updated="",
    )  # fmt: skip
    for address, text in answers.items():
        made = made.with_answer(Answer(address, text))
    return made


VISIT = {
    "about.title": "A made-up visit",
    "about.description": "For the tests: yes.",
    f"{GROUP}#1.title": "Before it",
    f"{GROUP}#1.questions": "How did you come? (choice: By bus, on foot)\nWas it booked? (yes_no)",
    f"{GROUP}#3.title": "After it",
    f"{GROUP}#3.questions": "- What happened?\n- What happened?",
}


@pytest.fixture
def written(tmp_path):
    """The folder into which a made template's files are written."""

    def write(made):
        folder = tmp_path / made.id
        folder.mkdir()
        for name, text in made.files.items():
            (folder / f"{name}.yaml").write_text(text, "utf-8")
        return folder

    return write


class TestFiles:
    def test_are_pretty(self):
        made = build_template(case(VISIT), ())

        assert made.id == "a-made-up-visit"
        assert made.files["template"] == (
            "# yaml-language-server: $schema=../schema/template.json\n"
            "id: a-made-up-visit\nversion: 0.1.0\ntitle: A made-up visit\n"
            'description: "For the tests: yes."\nlanguages:\n  - en\n'
            "sections:\n  - before-it\n  - after-it\n"
        )
        assert made.files["before-it"] == (
            "# yaml-language-server: $schema=../schema/section.json\n"
            "id: before-it\ntitle: Before it\nquestions:\n"
            '  - id: how-did-you-come\n    type: choice\n    text: "How did you come?"\n'
            "    choices:\n      - By bus\n      - on foot\n\n"
            '  - id: was-it-booked\n    type: yes_no\n    text: "Was it booked?"\n'
        )

    def test_load_and_are_checked_clean(self, written):
        folder = written(build_template(case(VISIT), ()))

        assert proofread(folder) == []
        assert list(load_template(folder).questions) == [
            "before-it.how-did-you-come", "before-it.was-it-booked",
            "after-it.what-happened", "after-it.what-happened-2",
        ]  # fmt: skip

    def test_of_several_languages_have_those_of_each_text(self, written):
        answers = {
            "about.title": "A visit | Ett besök",
            "about.languages": "en, sv",
            f"{GROUP}#1.title": "Before | Före",
            f"{GROUP}#1.questions": "How? | Hur? (choice: By bus | Med buss, On foot | Till fots)",
        }
        folder = written(build_template(case(answers), ()))

        assert proofread(folder) == []
        template = load_template(folder)
        assert (template.id, template.languages) == ("a-visit", ("en", "sv"))
        assert template.title == {"en": "A visit", "sv": "Ett besök"}
        [question] = template.questions.values()
        assert question.text == {"en": "How?", "sv": "Hur?"}
        assert [each.value for each in question.choices] == ["by-bus", "on-foot"]
        assert question.labels("sv") == ["Med buss", "Till fots"]

    def test_have_a_text_as_it_is_where_it_is_not_in_each_language(self, written):
        folder = written(build_template(case({**VISIT, "about.languages": "en, sv"}), ()))

        assert {each.kind for each in proofread(folder)} == {"one-language"}

    @pytest.mark.parametrize(
        "text", ["yes", "null", "1.0", "a: b", "# no", "'", '"', "\\", "- x", "{a}", "å | ö", "*x"]
    )
    def test_keep_any_text_as_it_was_typed(self, written, text):
        answers = {**VISIT, "about.title": text, f"{GROUP}#1.title": text,
                   f"{GROUP}#1.questions": f"What? (choice: {text}, other)\n{text} x"}  # fmt: skip
        folder = written(build_template(case(answers), ()))

        template = load_template(folder)
        assert template.title == template.sections[0].title == text
        assert template.sections[0].questions[0].choices[0].label == text

    def test_leave_out_a_section_in_which_nothing_is_asked(self):
        answers = {
            **VISIT,
            f"{GROUP}#2.title": "Empty",
            f"{GROUP}#4.questions": "\n\n",
        }

        assert list(build_template(case(answers), ()).files) == [
            "template",
            "before-it",
            "after-it",
        ]

    def test_name_a_section_that_has_no_title_by_its_number(self):
        made = build_template(case({f"{GROUP}#2.questions": "What?"}), ())

        assert list(made.files) == ["template", "section-2"]

    @pytest.mark.parametrize("title", ["Template", "End", "Title", "Before it"])
    def test_have_no_name_twice_and_none_that_is_needed_otherwise(self, written, title):
        folder = written(build_template(case({**VISIT, f"{GROUP}#3.title": title}), ()))

        assert len(load_template(folder).sections) == 2

    def test_are_not_made_where_nothing_is_asked(self):
        with pytest.raises(InvalidInput, match="needs a section in which something is asked"):
            build_template(case({"about.title": "Mine"}), ())


class TestId:
    def test_is_that_which_is_said(self):
        assert build_template(case({**VISIT, "about.id": "mine"}), ()).id == "mine"

    def test_is_that_of_the_folder_where_it_is_named(self):
        assert build_template(case(VISIT), (), template_id="named").id == "named"

    def test_from_the_title_is_one_that_is_not_taken(self):
        assert build_template(case(VISIT), {"a-made-up-visit"}).id == "a-made-up-visit-2"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Vad är viktigast för dig?", "vad-ar-viktigast-for-dig"),
            ("How long was the wait at the door of the house?", "how-long-was-the-wait"),
            ("Who's there?", "whos-there"),
            ("2026 in short", "part-2026-in-short"),
            ("???", "part"),
            ("日本", "part"),
            ("x" * 80, "x" * 40),
        ],
    )
    def test_is_made_of_the_first_words(self, text, expected):
        assert id_from_text(text, "part") == expected

    def test_gets_the_next_number_that_is_free(self):
        assert unique_id("a", {"a", "a-2"}) == "a-3"


class TestExtendingTemplate:
    def test_is_one_file_that_loads_and_says_how_it_goes_on(self, written, tmp_path):
        made = build_template(case({"about.title": "Mine"}), (), extends=PRIMARY_CARE)

        assert list(made.files) == ["template"]
        assert "\nextends: primary-care\n" in made.files["template"]
        assert "languages:\n  - en\n  - sv\n" in made.files["template"]
        folder = written(made)
        from coprod_cli.base.settings import shipped_prompts

        prompts = [tmp_path, shipped_prompts()]
        assert list(load_template(folder, prompts).questions) == PRIMARY_CARE.addresses
        path = folder / "template.yaml"
        hints = path.read_text().replace("# leave_out", "leave_out").replace("# order", "order")
        path.write_text(hints.replace("order: {situation: [context]}", ""))
        assert "situation.context" not in load_template(folder, prompts).questions


class TestAuthorForm:
    def test_refuses_an_id_that_cannot_be(self):
        question = new_template_form({"there"}).questions["about.id"]

        assert question.parse(" mine ", "en") == "mine"
        for text, expected in (("Mine", "small letters"), ("a--b", "small letters"),
                           ("a" * 61, "small letters"), ("there", "already")):  # fmt: skip
            with pytest.raises(InvalidAnswer) as caught:
                question.parse(text, "en")
            assert expected in caught.value.message

    def test_takes_codes_of_languages(self):
        question = new_template_form(()).questions["about.languages"]

        assert question.parse("en  sv,en", "en") == "en, sv"
        for text in ("English", "en; sv", ","):
            with pytest.raises(InvalidAnswer, match="codes such as en"):
                question.parse(text, "en")

    def test_tells_in_which_line_something_is_wrong(self):
        question = new_template_form(()).questions[GROUP].find("questions")

        assert question.parse("One?\nTwo? (line)", "en") == "One?\nTwo? (line)"
        with pytest.raises(InvalidAnswer, match="line 2: only choices have a list"):
            question.parse("One?\nTwo? (line: a)", "en")

    def test_asks_in_the_language_of_the_person(self):
        form = new_template_form((), language="xx", translate="<{}>".format)

        (group,) = form.sections[1].questions
        questions = [*form.sections[0].questions, group, *group.questions]
        texts = [form.title, *(part.title for part in form.sections), form.sections[0].intro,
                 group.item, *(each.text for each in questions),
                 *(each.help for each in questions)]  # fmt: skip
        assert form.languages == ("xx",)
        assert [text for text in texts if not text.startswith("<")] == []

    def test_asks_for_no_sections_of_one_that_extends_another(self):
        form = new_template_form((), extends=PRIMARY_CARE)

        assert [section.id for section in form.sections] == ["about"]

    def test_asks_for_no_id_that_is_known(self):
        assert "about.id" not in new_template_form((), asks_id=False).questions
