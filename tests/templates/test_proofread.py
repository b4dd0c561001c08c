"""Proofreading: unreachable questions, missing languages, and advice about usable templates."""

import pytest

from coprod_cli.base.errors import NotFound
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.templates.loader import load_template
from coprod_cli.templates.proofread import is_advice, proofread

HEAD = (
    "id: mine\nversion: 1.0.0\ntitle: {en: Mine, sv: Min}\nlanguages: [en, sv]\nsections: [one]\n"
)
SECTION = "id: one\ntitle: {en: One, sv: Ett}\nquestions:\n"  # three lines
ASKED = """\
  - {id: seen, type: yes_no, text: {en: A, sv: B}}
  - {id: kind, type: choice, text: {en: A, sv: B}, choices: [{value: x, label: {en: X, sv: Y}}, \
{value: z, label: {en: Z, sv: W}}]}
  - {id: who, type: choices, text: {en: A, sv: B}, choices: [{value: x, label: {en: X, sv: Y}}, \
{value: z, label: {en: Z, sv: W}}]}
  - {id: wait, type: number, minimum: 0, maximum: 10, text: {en: A, sv: B}}
  - {id: day, type: date, text: {en: A, sv: B}}
  - {id: story, text: {en: A, sv: B}}
"""  # lines 4 to 9
LAST = "  - id: last\n    text: {en: A, sv: B}\n    when: "  # the condition is on line 12


def write(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def findings(tmp_path):
    """Write a template with these questions; return what proofreading finds."""

    def write_and_proofread(questions, head=HEAD, section=SECTION, prompts=(), **files):
        folder = write(tmp_path / "mine", template=head, one=section + questions, **files)
        found = proofread(folder, prompts)
        return [str(each).removeprefix(f"{folder}/") for each in found]

    return write_and_proofread


def asked(*conditions):
    return f"{{question: one.{conditions[0]}}}" if len(conditions) == 1 else "[" + ", ".join(
        f"{{question: one.{each}}}" for each in conditions
    ) + "]"  # fmt: skip


@pytest.mark.parametrize(
    "name", sorted(path.parent.name for path in shipped_prompts().glob("*/template.yaml"))
)
def test_nothing_is_told_of_the_shipped_templates(name):
    assert proofread(shipped_prompts() / name) == []


class TestUnreachableQuestions:
    @pytest.mark.parametrize(
        ("conditions", "address"),
        [
            (["kind, answer: x", "kind, answer: z"], "kind"),
            (["kind, answer: x", "kind, operator: not-equals, answer: x"], "kind"),
            (["seen, answer: true", "seen, answer: false"], "seen"),
            (["seen, answer: true", "seen, operator: exists, answer: false"], "seen"),
            (["who, answer: x", "who, operator: includes, answer: z"], "who"),
            (["wait, operator: at-least, answer: 11"], "wait"),
            (["wait, operator: greater-than, answer: 10"], "wait"),
            (["wait, operator: less-than, answer: 0"], "wait"),
            (["wait, answer: 10.5"], "wait"),
            (["wait, operator: at-least, answer: 5",
              "wait, operator: less-than, answer: 5"], "wait"),
            (["wait, operator: greater-than, answer: 5", "wait, answer: 5"], "wait"),
            (["day, operator: at-least, answer: 2026-11-25",
              "day, operator: less-than, answer: 2026-11-25"], "day"),
            (["story, answer: One", "story, answer: Two"], "story"),
            (["story, answer: One", "story, operator: includes, answer: two"], "story"),
            (["seen, answer: true", "kind, answer: x", "kind, answer: z"], "kind"),
        ],
    )  # fmt: skip
    def test_is_told_where_its_condition_stands(self, findings, conditions, address):
        assert findings(ASKED + LAST + asked(*conditions) + "\n") == [
            f'one.yaml:12:5: this is never asked: no answer to "one.{address}" meets this "when".'
        ]

    @pytest.mark.parametrize(
        "conditions",
        [
            ["kind, answer: x"],
            ["kind, answer: x", "seen, answer: true"],
            ["kind, operator: not-equals, answer: x", "kind, operator: not-equals, answer: z"],
            ["seen, operator: exists, answer: false"],
            ["who, operator: includes, answer: x", "who, operator: includes, answer: z"],
            ["who, operator: not-equals, answer: x", "who, operator: includes, answer: x"],
            ["wait, operator: at-least, answer: 10"],
            ["wait, operator: greater-than, answer: 5", "wait, operator: less-than, answer: 6"],
            ["wait, operator: greater-than, answer: 9.99"],
            ["wait, answer: 0"],
            ["day, operator: greater-than, answer: 2026-11-25",
             "day, operator: less-than, answer: 2026-11-27"],
            ["story, operator: includes, answer: one", "story, operator: includes, answer: two"],
            ["story, operator: not-equals, answer: One", "story, operator: includes, answer: one"],
            ["story, operator: exists"],
        ],
    )  # fmt: skip
    def test_is_not_told_of_one_that_may_be_asked(self, findings, conditions):
        assert findings(ASKED + LAST + asked(*conditions) + "\n") == []

    def test_can_be_used_all_the_same(self, findings, tmp_path):
        assert findings(ASKED + LAST + asked("wait, answer: 11") + "\n")
        assert "one.last" in load_template(tmp_path / "mine").questions

    def test_keeps_those_that_need_it_from_being_asked(self, findings):
        never = LAST + asked("wait, answer: 11") + "\n"
        after = (
            "  - id: after\n    text: {en: A, sv: B}\n    when: {question: one.last, answer: a}\n"
        )
        further = after.replace("one.last", "one.after").replace("id: after", "id: further")

        assert findings(ASKED + never + after + further) == [
            'one.yaml:12:5: this is never asked: no answer to "one.wait" meets this "when".',
            'one.yaml:15:5: this is never asked: it needs what is never answered, "one.last".',
            'one.yaml:18:5: this is never asked: it needs what is never answered, "one.after".',
        ]

    def test_keeps_none_from_being_asked_that_needs_it_unanswered(self, findings):
        never = LAST + asked("wait, answer: 11") + "\n"
        after = "  - id: after\n    text: {en: A, sv: B}\n    when: {question: one.last, %s}\n"
        without = after % "operator: exists, answer: false"

        assert len(findings(ASKED + never + without)) == 1

    def test_is_told_where_two_that_it_needs_are_never_asked_together(self, findings):
        one_way = "  - {id: a, text: {en: A, sv: B}, when: {question: one.seen, answer: true}}\n"
        other_way = one_way.replace("id: a", "id: b").replace("true", "false")
        both = LAST + asked("a, operator: exists", "b, operator: exists")

        assert findings(ASKED + one_way + other_way + both + "\n") == [
            'one.yaml:14:5: this is never asked: it needs what is never answered, "one.seen".'
        ]

    def test_in_a_group_is_told(self, findings):
        group = (
            "  - id: parts\n    type: group\n    text: {en: A, sv: B}\n    item: {en: A, sv: B}\n"
            "    when: {question: one.seen, answer: true}\n    questions:\n"
            "      - {id: who, type: yes_no, text: {en: A, sv: B}}\n"
            "      - id: how\n        text: {en: A, sv: B}\n        when: %s\n"
        )
        siblings = (
            "[{question: one.parts.who, answer: true}, {question: one.parts.who, answer: %s}]"
        )

        assert findings(ASKED + group % siblings % "true") == []
        assert findings(ASKED + group % siblings % "false") == [
            'one.yaml:19:9: this is never asked: no answer to "one.parts.who" meets this "when".'
        ]
        assert findings(ASKED + group % "{question: one.seen, answer: false}") == [
            'one.yaml:19:9: this is never asked: it needs what is never answered, "one.seen".'
        ]


class TestLanguages:
    @pytest.mark.parametrize(
        ("questions", "expected"),
        [
            ("  - id: a\n    text: {en: A}\n", ['5:5: "text" is not there in "sv".']),
            ("  - id: a\n    text: {en: A, sv: B}\n    help: {sv: B}\n",
             ['6:5: "help" is not there in "en".']),
            ("  - id: a\n    text: {en: A, sv: B}\n    text_plain: {fi: C}\n",
             ['6:5: "text_plain" is not there in "en".', '6:5: "text_plain" is not there in "sv".',
              '6:18: "fi" is not among the languages of this template. Try: en, sv']),
            ("  - id: a\n    text: {en: A, se: B}\n",
             ['5:5: "text" is not there in "sv".',
              '5:19: "se" is not among the languages of this template. Try: en, sv']),
            (("  - id: a\n    type: choice\n    text: {en: A, sv: B}\n    choices:\n"
             "      - {value: x, label: {en: X}}\n"), ['8:20: "label" is not there in "sv".']),
            (("  - id: a\n    type: group\n    text: {en: A, sv: B}\n    item: {en: X}\n"
             "    questions:\n      - {id: b, text: {sv: C}}\n"),
             ['7:5: "item" is not there in "sv".', '9:17: "text" is not there in "en".']),
            ("  - id: a\n    text: {en: A, sv: B}\n    source_text: {en: A}\n", []),
        ],
    )  # fmt: skip
    def test_that_is_missing_or_not_declared_is_told(self, findings, questions, expected):
        assert findings(questions) == [f"one.yaml:{each}" for each in expected]

    @pytest.mark.parametrize(
        ("head", "section", "expected"),
        [
            (HEAD.replace("{en: Mine, sv: Min}", "{en: Mine}"), SECTION,
             'template.yaml:3:1: "title" is not there in "sv".'),
            (HEAD + "description: {sv: B}\n", SECTION,
             'template.yaml:6:1: "description" is not there in "en".'),
            (HEAD, SECTION.replace("{en: One, sv: Ett}", "{sv: Ett}"),
             'one.yaml:2:1: "title" is not there in "en".'),
            (HEAD, SECTION.replace("questions", "intro: {en: A}\nquestions"),
             'one.yaml:3:1: "intro" is not there in "sv".'),
        ],
    )  # fmt: skip
    def test_that_a_heading_lacks_is_told(self, findings, head, section, expected):
        assert findings("  - id: a\n    text: {en: A, sv: B}\n", head, section) == [expected]

    def test_of_a_region_is_its_language(self, findings):
        head = HEAD.replace("[en, sv]", "[en, sv-FI]")

        assert findings("  - id: a\n    text: {en: A, sv: B}\n", head) == []
        assert findings("  - id: a\n    text: {en: A, sv-FI: B}\n", head) == []
        assert findings("  - id: a\n    text: {en: A, sv-SE: B}\n", head) == [
            'one.yaml:5:5: "text" is not there in "sv-FI".',
            'one.yaml:5:19: "sv-SE" is not among the languages of this template. Try: en, sv-FI',
        ]

    def test_is_told_beside_mistakes_that_keep_the_template_from_being_used(self, findings):
        assert findings("  - id: a\n    text: {en: A}\n    hepl: x\n") == [
            'one.yaml:5:5: "text" is not there in "sv".',
            'one.yaml:6:5: "hepl" is not a key that is known here. Try: help',
        ]

    @pytest.mark.parametrize("languages", ["", "languages: [en]\n"])
    def test_needs_no_map_in_a_template_of_one(self, findings, languages):
        head = f"id: mine\nversion: 1.0.0\ntitle: Mine\n{languages}sections: [one]\n"
        section = SECTION.replace("{en: One, sv: Ett}", "One")

        assert findings("  - id: a\n    text: A\n", head, section) == []
        assert findings("  - id: a\n    text: {en: A, sv: B}\n", head, section) == [
            'one.yaml:5:19: "sv" is not among the languages of this template. Try: en'
        ]


class TestSingleTexts:
    QUESTIONS = (
        "  - id: a\n    type: choice\n    text: A\n    choices:\n      - SMS\n"
        "      - {value: x, label: X}\n"
    )

    def test_in_a_template_of_several_is_only_told(self, tmp_path):
        write(tmp_path, template=HEAD, one=SECTION + self.QUESTIONS)

        found = proofread(tmp_path)

        same = "is the same in every language of this template. Try: en: ..., sv: ..."
        findings = [str(each).partition("one.yaml:")[2] for each in found]
        assert findings == [
            f'6:5: "text" {same}', f"8:9: this choice {same}", f'9:20: "label" {same}',
        ]  # fmt: skip
        assert all(is_advice(each) for each in found)

    def test_is_not_what_a_missing_language_is(self, tmp_path):
        write(tmp_path, template=HEAD, one=SECTION + "  - id: a\n    text: {en: A}\n")

        assert not any(is_advice(each) for each in proofread(tmp_path))


class TestExtendingTemplate:
    CHILD = "id: child\nversion: 1.0.0\nextends: mine\ntitle: {en: Child, sv: Barn, fi: Lapsi}\n"

    @pytest.fixture
    def child(self, tmp_path):
        one = SECTION + "  - id: a\n    text: {en: A, sv: B}\n  - id: b\n    text: {en: A, sv: B}\n"
        write(tmp_path / "mine", template=HEAD, one=one)

        def write_and_proofread(said, **files):
            folder = write(tmp_path / "child", template=self.CHILD + said, **files)
            return [str(each).removeprefix(f"{folder}/") for each in proofread(folder)]

        return write_and_proofread

    def test_has_the_languages_that_it_declares_for_each_text(self, child):
        assert child("languages: [en, sv, fi]\n") == [
            'template.yaml:5:1: 3 texts of "mine" are not there in "fi", such as that of "one".'
        ]

    def test_need_not_reword_what_is_there_in_its_languages(self, child):
        assert child("languages: [sv, fi]\nreword: {one.a: {text: {sv: A, fi: B}}}\n") == [
            'template.yaml:4:9: "en" is not among the languages of this template. Try: sv, fi',
            'template.yaml:5:1: 2 texts of "mine" are not there in "fi", such as that of "one".',
        ]

    def test_has_its_rewordings_in_each_of_its_languages(self, child):
        head = "languages: [en, sv]\nreword:\n  one.a: {text: {en: A}}\n"

        assert child(head) == [
            'template.yaml:4:30: "fi" is not among the languages of this template. Try: en, sv',
            'template.yaml:7:11: "text" is not there in "sv".',
        ]

    def test_is_told_of_a_question_that_is_put_in_and_never_asked(self, child):
        added = (
            "languages: [en, sv, fi]\nadd:\n  - in: one\n    question:\n      id: c\n"
            "      text: {en: A, sv: B, fi: C}\n"
            "      when: [{question: one.a, answer: x}, {question: one.a, answer: y}]\n"
        )

        assert child(added)[1:] == [
            'template.yaml:11:7: this is never asked: no answer to "one.a" meets this "when".'
        ]

    @pytest.mark.parametrize(
        ("said", "told"),
        [("text: {en: C, sv: D}", "text"), ("help: {en: C, sv: D}", "help"),
         ("help_plain: {en: C, sv: D}", ""),
         ("text: {en: C, sv: D}, text_plain: {en: E, sv: F}", "")],
    )  # fmt: skip
    def test_is_told_where_the_plain_words_are_those_of_another_text(
        self, child, tmp_path, said, told
    ):
        one = SECTION + "  - {id: a, text: {en: A, sv: B}, text_plain: {en: a, sv: b},\n"
        one += "     help: {en: A, sv: B}, help_plain: {en: a, sv: b}}\n"
        child("languages: [en, sv]\n")
        write(tmp_path / "mine", one=one)

        findings = child(f"languages: [en, sv]\nreword: {{one.a: {{{said}}}}}\n")[1:]
        message = 'the plain words of "one.a" are still those of the earlier text.'
        expected = [f"template.yaml:6:18: {message} Try: {told}_plain: ..."]
        assert findings == (expected if told else [])
        assert all(is_advice(each) for each in proofread(tmp_path / "child")[1:])

    def test_is_told_of_its_own_sections(self, child):
        two = "id: two\ntitle: {en: Two}\nquestions: [{id: a, text: {en: A, sv: B}}]\n"
        head = "languages: [en, sv]\nsections: [one, two]\n"

        assert child(head, two=two)[1:] == ['two.yaml:2:1: "title" is not there in "sv".']


def test_a_folder_without_a_template_is_told(tmp_path):
    with pytest.raises(NotFound):
        proofread(tmp_path)
