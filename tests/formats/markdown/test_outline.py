"""The outline of a template as Markdown: every question with its type, choices and conditions."""

import pytest
from another_language import speak_marked
from made_up import EVERY_TYPE, PRIMARY_CARE
from made_up_plain import PLAIN_WORDS, ROUND

from coprod_cli.base.i18n import translated
from coprod_cli.formats.markdown.outline import render_outline
from coprod_cli.templates.loader import load_template

HEAD = """\
id: mine
version: 1.0.0
title: {en: Mine, sv: Min}
languages: [en, sv]
names_people: true
answered_by: {en: A team, sv: Ett team}
minutes: 5-10
source: {citation: "Made up.", url: "https://example.org/x", note: Ours.}
sections: [one]
"""
ONE = """\
id: one
title: {en: One, sv: Ett}
slide_title: ONE
intro: {en: About one., sv: Om ett.}
questions:
  - {id: name, type: line, required: true, cases_at_least: 2, text: Names?, was: zero.name}
  - id: kind
    type: choice
    text: {en: Which?, sv: Vilken?}
    text_plain: {en: What kind?, sv: Vad?}
    source_text: Which one?
    help: {en: Just one., sv: Bara en.}
    choices: [{value: x, label: {en: The first, sv: Den första}}, other]
    default: other
  - {id: ways, type: choices, text: Ways?, choices: [bus, train, foot], default: [bus, foot]}
  - {id: seen, type: yes_no, text: Seen?, default: false}
  - {id: wait, type: number, text: Wait?, minimum: 0, maximum: 2.5}
  - id: parts
    type: group
    text: {en: Parts?, sv: Delar?}
    item: {en: Part, sv: Del}
    questions:
      - {id: what, type: line, text: What?}
      - {id: how, text: How?, when: {question: one.parts.what, operator: exists}}
"""
CONDITIONS = [
    ("{question: one.seen, answer: true}", '"Seen?" is Yes'),
    ("{question: one.seen, operator: not-equals, answer: true}", '"Seen?" is not Yes'),
    ("{question: one.kind, answer: x}", '"Which?" is The first'),
    ("{question: one.ways, operator: includes, answer: bus}", '"Ways?" has bus in it'),
    ("{question: one.name, operator: exists}", '"Names?" is answered'),
    ("{question: one.name, operator: exists, answer: false}", '"Names?" is not answered'),
    ("{question: one.wait, operator: greater-than, answer: 1.5}", '"Wait?" is over 1.5'),
    ("{question: one.wait, operator: less-than, answer: 1}", '"Wait?" is under 1'),
    ("{question: one.wait, operator: at-least, answer: 1}", '"Wait?" is 1 or more'),
    ("{question: one.wait, operator: at-most, answer: 1}", '"Wait?" is 1 or less'),
    (
        "[{question: one.seen, answer: true}, {question: one.wait, answer: 1}]",
        '"Seen?" is Yes, and "Wait?" is 1',
    ),
]


@pytest.fixture
def page(tmp_path):
    def shown(language="en", more=""):
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        (folder / "template.yaml").write_text(HEAD, "utf-8")
        (folder / "one.yaml").write_text(ONE + more, "utf-8")
        return render_outline(load_template(folder), language, translated)

    return shown


def test_where_a_form_stands_in_the_coproduction_model_is_told():
    text = render_outline(PRIMARY_CARE, "en")

    assert text.count('In the coproduction model: "Patient-person"\n') == 1
    assert text.count("in the coproduction model: What matters most") == 1


def test_plain_words_stand_below_what_they_are_shown_for():
    page = render_outline(ROUND, "sv", translated)

    for usual, plain in PLAIN_WORDS.values():
        assert f"In plain words: {plain['sv']}" in page.partition(usual["sv"])[2]
    assert "What one is called: rond" in page
    assert "(who.way, choice, in the short way)" in page


class TestTheWholeForm:
    def test_says_all_that_the_files_say(self, page):
        assert page() == (
            "# Mine\n\nAnswered by: A team\n\nHow long it takes: 5-10 minutes\n\n"
            "Its answers may name people: keep it apart from notes of cases.\n\n"
            "## 1. One\n\nOn the source's slide: ONE\n\nAbout one.\n\n"
            "### Names?\n\n(one.name, line, required, names at least 2 cases)\n\n"
            "Earlier: zero.name\n\n"
            "### Which?\n\n(one.kind, choice)\n\nJust one.\n\n"
            "- The first (x)\n- other - suggested\n\n"
            "In plain words: What kind?\n\nIn the source: Which one?\n\n"
            "### Ways?\n\n(one.ways, choices)\n\n"
            "- bus - suggested\n- train\n- foot - suggested\n\n"
            "### Seen?\n\n(one.seen, yes_no, suggested: No)\n\n"
            "### Wait?\n\n(one.wait, number, at least 0, at most 2.5)\n\n"
            "### Parts?\n\n(one.parts, group)\n\nFor each one (Part):\n\n"
            "##### What?\n\n(one.parts.what, line)\n\n"
            '##### How?\n\n(one.parts.how, text)\n\nAsked only where "What?" is answered.\n\n'
            "Source: Made up.\nhttps://example.org/x\n\nOurs.\n"
        )

    def test_is_in_the_language_that_is_chosen(self, page):
        shown = page("sv")

        assert shown.startswith("# Min\n")
        for text in ("## 1. Ett", "Om ett.", "### Vilken?", "Bara en.", "- Den första (x)",
                     "In plain words: Vad?", "suggested: Nej", "For each one (Del):"):  # fmt: skip
            assert text in shown

    @pytest.mark.parametrize(("condition", "words"), CONDITIONS)
    def test_says_conditions_in_words(self, page, condition, words):
        shown = page(more=f"  - {{id: last, text: Last?, when: {condition}}}\n")

        assert f"(one.last, text)\n\nAsked only where {words}.\n" in shown

    def test_says_which_form_it_extends(self, page, tmp_path):
        page()
        child = tmp_path / "child"
        child.mkdir()
        head = "id: child\nversion: 1.0.0\nextends: mine\ntitle: Child\n"
        (child / "template.yaml").write_text(head, "utf-8")

        shown = render_outline(load_template(child), "en")

        assert '\n\nThis form extends "mine".\n' in shown

    def test_says_all_of_its_own_words_in_the_language_of_the_program(self, monkeypatch, page):
        speak_marked(monkeypatch)

        shown = page(more="  - {id: last, text: Last?, when: {question: one.seen, answer: true}}\n")
        for words in (
            "Its answers may name people", "In plain words", "In the source", "required",
            "suggested", "Asked only where", "Answered by", "How long it takes",
            "For each one", "On the source's",
        ):  # fmt: skip
            assert f"<{words}" in shown

    def test_of_every_type_has_each_address(self):
        shown = render_outline(EVERY_TYPE, "en")

        assert all(f"({address}, " in shown for address in EVERY_TYPE.questions)
