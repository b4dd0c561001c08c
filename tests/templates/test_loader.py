"""Loading templates: the shipped ones, and findings with positions for every mistake."""

import os
import subprocess
import sys
from itertools import chain

import pytest
from paths import TEMPLATES

from coprod_cli.base.errors import InvalidInput, NotFound
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.questions import QUESTION_TYPES
from coprod_cli.model.wording import worded
from coprod_cli.templates.folders import template_folders
from coprod_cli.templates.loader import load_named_template, load_template

HEAD = "id: mine\nversion: 1.0.0\ntitle: Mine\nsections:\n  - one\n"
SECTION = "id: one\ntitle: One\nquestions:\n"
QUESTION = "  - id: first\n    text: What?\n"

BAD_ID = "an id is small letters a-z, digits and single hyphens, a letter first."
BAD_VERSION = "a version is three numbers, such as 1.0.0, in quotes if need be."
BAD_TYPE = (
    "this must be one of 'text', 'line', 'choice', 'choices', 'yes_no', 'date', 'number', "
    "'tasks', 'group'."
)
BAD_OPERATOR = (
    "this must be one of 'equals', 'not-equals', 'includes', 'exists', 'greater-than', "
    "'less-than', 'at-least' or 'at-most'."
)
BAD_YAML = "this is not valid YAML: mapping values are not allowed in this context."
BAD_NUMBER = "input should be a valid number, unable to parse string as a number."
NO_TEXT = "a text was expected here."
NO_LIST = "a list was expected here."
NO_MAP = "a map was expected here."
EMPTY = "this must not be empty."


def unknown(key, near=""):
    hint = f" Try: {near}" if near else ""
    return f'"{key}" is not a key that is known here.{hint}'


def missing(key):
    return f'"{key}" is missing here.'


def without_file(name):
    return f'the section "{name}" has no file "{name}.yaml" beside this one.'


def twice(key, line):
    return f'"{key}" stands here again, first on line {line}. Try: leave one of the two out'


def unlisted(name):
    return f'the file "{name}.yaml" is not listed under "sections". Try: - {name}'


PRIMARY_CARE = {
    "situation": ["setting", "context", "place", "role", "prompt"],
    "patient-life": ["pattern", "assets", "access", "supports"],
    "emotions": ["patient-family", "condition-changes", "professionals", "effects", "what-helps"],
    "navigation": [
        "access", "guides", "reliability", "surprises", "language", "unknowns", "expectations",
    ],
    "condition": ["biology", "functioning", "natural-history", "anticipated", "future"],
    "illness-experience": ["expected", "adaptations", "resources"],
    "service": ["good-care", "reliability", "measures", "burdens", "families"],
    "professional-life": ["resources", "access", "joy", "value-creation", "support", "tools"],
    "reflections": [
        "so-what", "now-what", "matters-most", "helpful-because", "reminded-me", "this-practice",
    ],
}  # fmt: skip
REPAIRED = {
    "patient-life.pattern", "illness-experience.adaptations", "illness-experience.resources",
    "service.measures", "reflections.so-what", "reflections.now-what",
    "reflections.matters-most", "reflections.helpful-because",
}  # fmt: skip


@pytest.fixture
def findings(tmp_path):
    """Load a template with these files; return its findings as `file:line:col: what Try: hint`."""

    def load(**files):
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.yaml").write_bytes(data)
        with pytest.raises(InvalidInput) as caught:
            load_template(tmp_path)
        return [str(each).removeprefix(f"{tmp_path}/") for each in caught.value.findings]

    return load


@pytest.fixture
def section_findings(findings):
    def load(questions, **files):
        return findings(template=HEAD, one=SECTION + questions, **files)

    return load


@pytest.fixture(scope="module")
def template():
    return load_named_template("primary-care", [shipped_prompts()])


class TestTemplateOfEveryType:
    def test_has_every_type_that_stands_alone(self):
        template = load_template(TEMPLATES / "every-type")

        types = {question.type for question in template.questions.values()}
        assert types == set(QUESTION_TYPES) - {"tasks", "group"}

    def test_has_its_sections_and_questions_in_their_order(self):
        template = load_template(TEMPLATES / "every-type")

        assert (template.id, template.version, template.languages) == (
            "every-type", "1.2.0", ("en", "sv"),
        )  # fmt: skip
        assert list(template.questions) == [
            "first.name", "first.kind", "first.helpers", "first.seen", "first.day", "first.wait",
            "second.story", "second.why-not", "second.late",
        ]  # fmt: skip
        assert [template.section_number(section) for section in template.sections] == [1, 2]
        assert template.section_at("second.late") is template.sections[1]

    def test_takes_one_condition_with_and_without_a_list(self):
        questions = load_template(TEMPLATES / "every-type").questions

        assert [each.question for each in questions["first.day"].when] == ["first.seen"]
        assert [each.operator for each in questions["second.late"].when] == ["at-least"]


class TestShippedTemplate:
    def test_has_its_46_addresses_in_their_order(self, template):
        assert list(template.questions) == [
            f"{section}.{question}" for section, ids in PRIMARY_CARE.items() for question in ids
        ]
        assert len(template.questions) == 46
        assert [len(section.questions) for section in template.sections] == [
            5, 4, 5, 7, 5, 3, 5, 6, 6,
        ]  # fmt: skip

    def test_has_help_for_every_question_that_is_not_the_question_again(self, template):
        for question in template.questions.values():
            assert question.help
            for language in template.languages:
                assert worded(question.help, language) != worded(question.text, language)

    def test_says_everything_in_each_of_its_languages(self, template):
        assert template.languages == ("en", "sv")
        sections = [[each.title, each.slide_title, each.intro] for each in template.sections]
        questions = [[each.text, each.help] for each in template.questions.values()]
        texts = [template.title, template.description, *chain(*sections, *questions)]
        for text in texts:
            assert text is None or set(text) == {"en", "sv"}, text

    def test_says_in_swedish_what_is_swedish(self, template):
        """Each text is translated, and no two questions have the same translation."""
        for wording in ([each.text for each in template.questions.values()],
                        [each.help for each in template.questions.values()]):  # fmt: skip
            swedish = [text["sv"] for text in wording]
            assert len(set(swedish)) == len({text["en"] for text in wording})
            assert not {text["en"] for text in wording} & set(swedish)
            for text in swedish:
                assert not {"the", "what", "and", "with"} & set(text.lower().split()), text

    def test_keeps_the_slide_s_wording_of_each_repaired_question(self, template):
        kept = {
            address: question.source_text
            for address, question in template.questions.items()
            if question.source_text
        }

        assert kept.keys() == REPAIRED
        for address, text in kept.items():
            assert worded(template.questions[address].text, "en") != text
        assert "others like this baby?" in kept["service.measures"]
        assert "identify them & access to them" in kept["illness-experience.resources"]

    def test_leaves_open_what_the_slides_leave_open(self, template):
        for address, text in (
            ("reflections.this-practice", "This practice..."),
            ("reflections.reminded-me", "This case reminded me to..."),
            ("reflections.helpful-because", "This case was helpful for me because..."),
        ):
            question = template.questions[address]
            assert worded(question.text, "en") == text
            assert worded(question.text, "sv").endswith("...")

    def test_cites_its_source(self, template):
        assert "Paul Batalden" in template.source.citation
        assert "2023-09-20" in template.source.citation

    def test_requires_no_answer_and_hides_no_question(self, template):
        assert not any(question.required for question in template.questions.values())
        assert not any(question.when for question in template.questions.values())


class TestFindingATemplate:
    def test_goes_by_the_folder_s_name_and_the_first_folder_wins(self, tmp_path):
        for name in ("early", "late"):
            (tmp_path / name / "mine").mkdir(parents=True)
            (tmp_path / name / "mine" / "template.yaml").write_text(HEAD.replace("Mine", name))
            (tmp_path / name / "mine" / "one.yaml").write_text(SECTION + QUESTION)
        (tmp_path / "late" / "empty").mkdir()
        folders = [tmp_path / "none", tmp_path / "early", tmp_path / "late"]

        assert template_folders(folders) == {"mine": tmp_path / "early" / "mine"}
        assert load_named_template("mine", folders).title == "early"

    def test_passes_over_what_is_hidden_such_as_one_that_was_not_finished(self, tmp_path):
        for name in (".mine.x1y2z3", "mine"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "template.yaml").write_text(HEAD)

        assert template_folders([tmp_path]) == {"mine": tmp_path / "mine"}

    @pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
    def test_does_not_wait_for_a_section_that_never_ends(self, tmp_path, make):
        (tmp_path / "template.yaml").write_text(HEAD)
        make(tmp_path / "one.yaml")

        with pytest.raises(InvalidInput) as caught:
            load_template(tmp_path)
        assert {finding.source for finding in caught.value.findings} == {str(tmp_path / "one.yaml")}

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("primary-car", "primary-care"),
            ("every-types", "every-type"),
            ("zzz", "coprod templates list"),
        ],
    )
    def test_that_is_not_there_suggests_what_is(self, name, hint):
        with pytest.raises(NotFound) as caught:
            load_named_template(name, [TEMPLATES, shipped_prompts()])

        assert caught.value.message == f'there is no template "{name}".'
        assert caught.value.hint == hint

    def test_that_is_not_there_suggests_all_where_they_are_few(self):
        with pytest.raises(NotFound) as caught:
            load_named_template("zzz", [TEMPLATES])

        assert caught.value.hint == "every-type"

    def test_in_a_folder_without_one_tells_what_is_missing(self, tmp_path):
        with pytest.raises(NotFound, match=r"there is no template\.yaml here"):
            load_template(tmp_path)


def test_a_template_that_extends_none_loads_nothing_that_those_need():
    code = (
        "import sys; from pathlib import Path; "
        "from coprod_cli.templates.loader import load_template; "
        f"load_template(Path({str(shipped_prompts() / 'primary-care')!r})); "
        "print(*(each for each in sys.modules if each.startswith('coprod_cli.templates.ext')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.split() == []


class TestTemplateFileFindings:
    @pytest.mark.parametrize(
        ("head", "expected"),
        [
            (HEAD.replace("version: 1.0.0\n", ""), f"1:1: {missing('version')}"),
            (HEAD.replace("1.0.0", "1.0"), f'2:1: "version": {NO_TEXT}'),
            (HEAD.replace("1.0.0", "v1"), f'2:1: "version": {BAD_VERSION}'),
            (HEAD.replace("mine", "My Template"), f'1:1: "id": {BAD_ID}'),
            (HEAD + "langauges: [en]\n", f"6:1: {unknown('langauges', 'languages')}"),
            (HEAD + "shade: blue\n", f"6:1: {unknown('shade')}"),
            (HEAD + "choices: [a]\n", f"6:1: {unknown('choices')}"),
            (HEAD + "languages: en\n", f'6:1: "languages": {NO_LIST}'),
            (HEAD + "languages: []\n", f'6:1: "languages": {EMPTY}'),
            (
                HEAD + "languages:\n  - en\n  - english\n",
                "8:5: a language is a code such as en or sv.",
            ),
            (HEAD + "description: '  '\n", '6:1: "description": a text must not be empty.'),
            (
                HEAD + "source: {citation: C, url: example.org}\n",
                '6:23: "url": a web address starts with https://.',
            ),
            (
                HEAD + "minutes: an hour\n",
                '6:1: "minutes": minutes are a number such as 5, or two such as 60-90.',
            ),
            (
                HEAD + "minutes: 90-60\n",
                '6:1: "minutes": the smaller number of minutes stands first.',
            ),
            (HEAD + "source: {url: https://example.org}\n", f"6:1: {missing('citation')}"),
            (HEAD + "source: somebody\n", f'6:1: "source": {NO_MAP}'),
            (
                HEAD.replace("title: Mine", "title: {en: Mine, english: Mine}"),
                '3:19: "english": a language is a code such as en or sv.',
            ),
            (HEAD.replace("title: Mine", "title: {}"), f'3:1: "title": {NO_TEXT}'),
            (HEAD + "  - one\n", '6:5: the section "one" is listed twice.'),
            (HEAD + "  - two\n", f"6:5: {without_file('two')}"),
            (HEAD + "title: Again\n", f"6:1: {twice('title', 3)}"),
            (
                HEAD + "description: a: b\n",
                f"6:15: {BAD_YAML} Try: put texts that hold : # or quotation marks in quotes",
            ),
            (b"\xe5", "1:1: this is not UTF-8 text. Try: save it as UTF-8"),
        ],
    )
    def test_is_told_with_its_place(self, findings, head, expected):
        files = {"template": head, "one": SECTION + QUESTION}

        assert findings(**files) == [f"template.yaml:{expected}"]

    @pytest.mark.parametrize(
        ("written", "problem"),
        [
            ("a" * 300, "string should have at most 60 characters."),
            ('"a\\0b"', BAD_ID),
            ('"a\\nb"', BAD_ID),
            ("../mine/one", BAD_ID),
            ("/etc/one", BAD_ID),
        ],
    )
    def test_that_is_no_name_of_a_section_is_told_once_and_never_opened(
        self, findings, written, problem
    ):
        head = f"{HEAD}  - {written}\n"

        assert findings(template=head, one=SECTION + QUESTION) == [f"template.yaml:6:5: {problem}"]

    @pytest.mark.parametrize("language", ["made up", "a\\nb"])
    def test_in_a_language_is_told_on_one_line(self, findings, language):
        [finding] = findings(
            template=HEAD.replace("title: Mine", f'title: {{"{language}": Mine}}'),
            one=SECTION + QUESTION,
        )

        assert finding == "template.yaml:3:9: a language is a code such as en or sv."

    def test_that_is_no_map_at_all_is_told(self, findings):
        assert findings(template="- one\n", one=SECTION + QUESTION) == [
            "template.yaml:1:1: this must be a list of `key: value` lines.",
            f"template.yaml:1:1: {unlisted('one')}",
        ]

    def test_that_leaves_a_file_out_is_told(self, findings):
        assert findings(template=HEAD, one=SECTION + QUESTION, two="anything: at all\n") == [
            'template.yaml:4:1: the file "two.yaml" is not listed under "sections". Try: - two'
        ]


class TestSectionFindings:
    CHOICE = "  - id: first\n    type: choice\n    text: What?\n    choices: "
    NUMBER = "  - id: first\n    type: number\n    text: What?\n    minimum: "

    @pytest.mark.parametrize(
        ("questions", "expected"),
        [
            (QUESTION + "    hepl: x\n", [f"6:5: {unknown('hepl', 'help')}"]),
            (QUESTION + "    choices: [a]\n", [f"6:5: {unknown('choices')}"]),
            (QUESTION + "    minimum: 1\n", [f"6:5: {unknown('minimum')}"]),
            ("  - text: What?\n", [f"4:5: {missing('id')}"]),
            ("  - id: first\n", [f"4:5: {missing('text')}"]),
            ("  - {}\n", [f"4:5: {missing('id')}", f"4:5: {missing('text')}"]),
            ("  - id: First One\n    text: What?\n", [f'4:5: "id": {BAD_ID}']),
            ("  - id: first\n    text: [What?]\n", [f'5:5: "text": {NO_TEXT}']),
            ("  - id: first\n    text: 12\n", [f'5:5: "text": {NO_TEXT}']),
            ("  - id: first\n    text:\n", [f'5:5: "text": {NO_TEXT}']),
            (
                "  - id: first\n    text: {en: What?, sv: ' '}\n",
                ['5:23: "sv": a text must not be empty.'],
            ),
            (QUESTION + "    help: {en: {deep: x}}\n", [f'6:12: "en": {NO_TEXT}']),
            (
                QUESTION + "    required: perhaps\n",
                ['6:5: "required": this must be true or false.'],
            ),
            ("  - id: first\n    type: lines\n    text: What?\n", [f'5:5: "type": {BAD_TYPE}']),
            ("  - id: first\n    type: [line]\n    text: What?\n", [f'5:5: "type": {BAD_TYPE}']),
            ("  - What?\n", [f"4:5: {NO_MAP}"]),
            ("  first: What?\n", [f'3:1: "questions": {NO_LIST}']),
            ("  []\n", [f'3:1: "questions": {EMPTY}']),
            (
                "  - id: first\n    type: choice\n    text: What?\n",
                [f"4:5: {missing('choices')}"],
            ),
            (
                "  - id: first\n    type: choices\n    text: What?\n    chioces: [a]\n",
                [f"4:5: {missing('choices')}", f"7:5: {unknown('chioces', 'choices')}"],
            ),
            (CHOICE + "[]\n", [f'7:5: "choices": {EMPTY}']),
            (
                CHOICE + "\n      - value: a\n      - valeu: b\n        label: B\n",
                [
                    f"8:9: {missing('label')}",
                    f"9:9: {missing('value')}",
                    f"9:9: {unknown('valeu', 'value')}",
                ],
            ),
            (
                CHOICE + "[One, two, ' one']\n",
                ["7:25: this choice has the name of an earlier one."],
            ),
            (
                CHOICE + "[{value: a, label: {en: Yes, sv: Ja}}, {value: b, label: JA}]\n",
                ["7:53: this choice has the name of an earlier one."],
            ),
            (
                CHOICE + "[{value: a, label: A, was: [B, C]}, {value: b, label: c}]\n",
                ["7:50: this choice has the name of an earlier one."],
            ),
            (
                CHOICE + '["don\'t - know", don\u2019t \u2013 know]\n',
                ["7:31: this choice has the name of an earlier one."],
            ),
            (CHOICE + '["a\\nb"]\n', ["7:15: a label is one line."]),
            (
                CHOICE + '[{value: a, label: A, was: "a\\nb"}]\n',
                ["7:15: a label is one line."],
            ),
            (NUMBER + ".nan\n", ['7:5: "minimum": input should be a finite number.']),
            (NUMBER + "some\n", [f'7:5: "minimum": {BAD_NUMBER}']),
            (QUESTION * 2, ['6:5: the question "first" stands twice in this section.']),
        ],
    )
    def test_is_told_with_its_place(self, section_findings, questions, expected):
        assert section_findings(questions) == [f"one.yaml:{each}" for each in expected]

    @pytest.mark.parametrize(
        ("section", "expected"),
        [
            (
                SECTION.replace("id: one", "id: eno") + QUESTION,
                ['1:1: this section calls itself "eno", and its file "one".'],
            ),
            ("id: one\nquestions:\n" + QUESTION, [f"1:1: {missing('title')}"]),
            (
                SECTION.replace("title", "tilte") + QUESTION,
                [f"1:1: {missing('title')}", f"2:1: {unknown('tilte', 'title')}"],
            ),
            ("", ["1:1: this must be a list of `key: value` lines."]),
            (
                b"id: one\ntitle: \xff\n",
                ["2:8: this is not UTF-8 text. Try: save it as UTF-8"],
            ),
        ],
    )
    def test_as_a_whole_is_told_too(self, findings, section, expected):
        assert findings(template=HEAD, one=section) == [f"one.yaml:{each}" for each in expected]

    @pytest.mark.parametrize("name", ["end", "title"])
    def test_such_as_a_name_that_coprod_needs_is_told(self, findings, name):
        head = HEAD.replace("- one", f"- {name}")
        section = SECTION.replace("id: one", f"id: {name}") + QUESTION

        assert findings(template=head, **{name: section}) == [
            f'{name}.yaml:1:1: "{name}" cannot be the id of a section.'
        ]

    def test_such_as_the_name_of_the_template_s_own_file_is_told(self, findings):
        assert findings(template=HEAD + "  - template\n", one=SECTION + QUESTION) == [
            'template.yaml:6:5: "template" cannot be the id of a section.'
        ]

    def test_is_told_where_a_folder_stands_for_the_file(self, tmp_path, findings):
        (tmp_path / "one.yaml").mkdir()

        assert findings(template=HEAD) == [
            "one.yaml: this cannot be read: is a directory. Try: a file"
        ]


def test_plain_words_for_what_has_no_usual_words_are_told_wherever_they_stand(findings):
    head = HEAD + "description_plain: A\n"
    one = "id: one\ntitle: One\nintro_plain: A\nquestions:\n"
    questions = (
        "  - {id: a, text: A, help_plain: B}\n"
        "  - {id: b, text: B, type: group, item: C, questions: [{id: d, text: D, help_plain: E}]}\n"
    )

    assert findings(template=head, one=one + questions) == [
        'one.yaml:3:1: "intro_plain" needs "intro" beside it.',
        'one.yaml:5:22: "help_plain" needs "help" beside it.',
        'one.yaml:6:73: "help_plain" needs "help" beside it.',
        'template.yaml:6:1: "description_plain" needs "description" beside it.',
    ]


class TestConditionFindings:
    ASKED = (
        "  - id: seen\n    type: yes_no\n    text: Seen?\n"
        "  - id: kind\n    type: choice\n    text: Which?\n    choices: [a, b]\n"
    )  # lines 4 to 10

    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            (
                "{question: seen, answer: true}",
                '12: "question": an address is section.question, such as situation.setting.',
            ),
            (
                "{question: one.sene, answer: true}",
                '5: "when" names a question that is not here: "one.sene". Try: one.seen',
            ),
            (
                "{question: one.first, answer: x}",
                '5: "when" may only name an earlier question, and "one.first" is not.',
            ),
            (
                "{question: one.later, answer: x}",
                '5: "when" may only name an earlier question, and "one.later" is not.',
            ),
            (
                "{question: one.seen, operator: is, answer: true}",
                f'32: "operator": {BAD_OPERATOR}',
            ),
            ("{question: one.seen}", '5: "equals" needs an "answer".'),
            ("{question: one.seen, awnser: true}", f"32: {unknown('awnser', 'answer')}"),
            ("{answer: true}", f"5: {missing('question')}"),
            (
                "{question: one.kind, answer: c}",
                '5: the question "one.kind" never has that answer.',
            ),
            (
                "{question: one.kind, operator: at-least, answer: 1}",
                '5: "at-least" needs a question of type number or date.',
            ),
            ("{question: one.seen, answer: [true]}", f'32: "answer": {NO_TEXT}'),
            ("one.seen", f'5: "when": {NO_LIST}'),
            ("[one.seen]", f"12: {NO_MAP}"),
            (
                "[{question: one.seen, answer: true}, {question: one.kind}]",
                '48: "equals" needs an "answer".',
            ),
        ],
    )
    def test_is_told_with_its_place(self, section_findings, when, expected):
        questions = f"{self.ASKED}{QUESTION}    when: {when}\n  - id: later\n    text: Later?\n"

        assert section_findings(questions) == [f"one.yaml:13:{expected}"]

    def test_is_not_told_of_a_section_that_could_not_be_read(self, findings):
        two = (
            "id: two\ntitle: Two\nquestions:\n  - id: q\n    text: What?\n"
            "    when: {question: one.first, answer: x}\n"
        )

        assert findings(template=HEAD + "  - two\n", one=SECTION + "  - id: first\n", two=two) == [
            'one.yaml:4:5: "text" is missing here.'
        ]


class TestGroupFindings:
    GROUP = (
        "  - id: seen\n    type: yes_no\n    text: Seen?\n"
        "  - id: parts\n    type: group\n    text: Which?\n    item: Part\n    questions:\n"
        "      - {id: what, type: choice, text: What?, choices: [a, b]}\n"
    )  # lines 4 to 12

    @pytest.mark.parametrize(
        ("inner", "expected"),
        [
            ("{id: what, text: Again?}", '10: the question "what" stands twice in this section.'),
            ("{id: how, txet: How?}", f"9: {missing('text')}"),
            ("{id: How, text: How?}", f'10: "id": {BAD_ID}'),
            ("{id: how, text: How?, hepl: x}", f"31: {unknown('hepl', 'help')}"),
            ("{id: how, type: choice, text: How?, choices: [a, A]}",
             "58: this choice has the name of an earlier one."),
            ("{id: how, type: number, text: How?, minimum: 2, maximum: 1}",
             "45: no number is between this minimum and the maximum."),
            ("{id: how, text: How?, model: patient-person}",
             '31: "model" is for a whole question, and not for a part of a group.'),
            ("{id: how, text: How?, remember: true}",
             '31: "remember" is for questions asked once, and not for dates or steps.'),
            ("{id: how, text: How?, when: {question: one.parts.what, answer: c}}",
             '31: the question "one.parts.what" never has that answer.'),
            ("{id: how, text: How?, when: {question: one.parts.waht, answer: a}}",
             ('31: "when" names a question that is not here: "one.parts.waht". '
             "Try: one.parts.what")),
            ("{id: how, text: How?, when: {question: one.parts.how, answer: a}}",
             '31: "when" may only name an earlier question, and "one.parts.how" is not.'),
            ("{id: how, text: How?, when: {question: one.parts, operator: exists}}",
             '31: "when" may not name the group around it, "one.parts".'),
            ("{id: how, type: group, text: How?}",
             ("19: \"type\": this must be one of 'text', 'line', 'choice', 'choices', 'yes_no', "
             "'date', 'number', 'tasks'.")),
        ],
    )  # fmt: skip
    def test_is_told_with_its_place(self, section_findings, inner, expected):
        reported = section_findings(f"{self.GROUP}      - {inner}\n")

        assert reported[0] == f"one.yaml:13:{expected}"
        assert all("txet" in inner and "txet" in each for each in reported[1:])

    def test_is_not_one_that_names_what_is_asked_before(self, tmp_path):
        inner = (
            "      - id: how\n        text: How?\n        when:\n"
            "          - {question: one.seen, answer: true}\n"
            "          - {question: one.parts.what, answer: a}\n"
        )
        (tmp_path / "template.yaml").write_text(HEAD)
        (tmp_path / "one.yaml").write_text(SECTION + self.GROUP + inner)

        assert len(load_template(tmp_path).questions["one.parts"].questions) == 2

    def test_such_as_none_of_its_questions_is_told(self, section_findings):
        assert section_findings("  - {id: a, type: group, text: A, item: B, questions: []}\n") == [
            f'one.yaml:4:44: "questions": {EMPTY}'
        ]

    def test_is_told_of_those_that_name_its_questions_from_outside(self, section_findings):
        after = QUESTION + "    when: {question: one.parts.what, answer: a}\n"

        assert section_findings(self.GROUP + after) == [
            'one.yaml:15:5: "one.parts.what" may only be named within its group.'
        ]


class TestDefaultFindings:
    @pytest.mark.parametrize(
        ("question", "expected"),
        [
            ("type: choice, choices: [walk, bus], default: bsu",
             '66: "default" is not among the choices. Try: bus'),
            ("type: choices, choices: [walk, bus], default: [bus, car]",
             '67: "default" is not among the choices.'),
            ("type: choices, choices: [walk, bus], default: car",
             '67: "default" is not among the choices.'),
            ("type: choice, choices: [walk, bus], default: [bus]",
             f'66: "default": {NO_TEXT}'),
            ("type: yes_no, default: perhaps", '44: "default": this must be true or false.'),
            ("type: line, default: bus", f"42: {unknown('default')}"),
        ],
    )  # fmt: skip
    def test_is_told_with_its_place(self, section_findings, question, expected):
        assert section_findings(f"  - {{id: first, text: What?, {question}}}\n") == [
            f"one.yaml:4:{expected}"
        ]


class TestOldAddressFindings:
    @pytest.mark.parametrize(
        ("was", "expected"),
        [
            ("one.other", '6:5: "was" names "one.other", which is here still.'),
            ("one.first", '6:5: "was" names "one.first", which is here still.'),
            ("[zero.a, one.other]", '6:19: "was" names "one.other", which is here still.'),
            (
                "[zero.a, zero.a]",
                '6:19: "was" names "zero.a", and an earlier question does so too.',
            ),
            ("first", '6:5: "was": an address is section.question, such as situation.setting.'),
        ],
    )
    def test_is_told_with_its_place(self, section_findings, was, expected):
        questions = f"{QUESTION}    was: {was}\n  - {{id: other, text: Other?}}\n"

        [finding] = section_findings(questions)

        # A single condition without a list has the position of its key.
        assert finding == f"one.yaml:{expected}"

    def test_such_as_one_that_two_questions_claim_is_told(self, section_findings):
        questions = f"{QUESTION}    was: zero.a\n  - {{id: other, text: Other?, was: zero.a}}\n"

        assert section_findings(questions) == [
            'one.yaml:7:31: "was" names "zero.a", and an earlier question does so too.'
        ]


class TestAllFindings:
    def test_are_told_at_once_in_the_order_of_files_and_lines(self, findings):
        assert findings(
            template="id: mine\nversion: one\ntitle: T\nsections: [one, two, gone]\nhomepage: x\n",
            one="id: one\ntitle: One\nquestions:\n  - id: a\n    hlep: x\n    text: What?\n"
            "  - id: b\n    text: What?\n    type: txt\n",
            two="id: two\ntitle: Two\nquestions:\n  - id: a\n    text: A?\n"
            "    when: {question: two.b, answer: x}\n  - id: a\n    text: A?\n",
            three="x: 1\n",
        ) == [
            f"one.yaml:5:5: {unknown('hlep', 'help')}",
            f'one.yaml:9:5: "type": {BAD_TYPE}',
            f'template.yaml:2:1: "version": {BAD_VERSION}',
            f"template.yaml:4:1: {unlisted('three')}",
            f"template.yaml:4:22: {without_file('gone')}",
            f"template.yaml:5:1: {unknown('homepage')}",
            'two.yaml:6:5: "when" names a question that is not here: "two.b".',
            'two.yaml:7:5: the question "a" stands twice in this section.',
        ]


class TestItemsThatAreNextSteps:
    PARTS = (
        "  - id: parts\n    type: group\n    text: Parts?\n    item: Part\n    tasks: {tasks}\n"
        "    questions:\n"
        "      - {{id: what, type: line, text: What?}}\n"
        "      - {{id: when, type: date, text: When?}}\n"
        "      - {{id: done, type: yes_no, text: Done?}}\n"
    )

    def test_are_told_by_questions_of_their_group(self, section_findings):
        tasks = "{what: wht, who: [what, nobody], when: done, done: done}"

        assert section_findings(self.PARTS.format(tasks=tasks)) == [
            'one.yaml:8:13: "tasks" names a question that is not in this group: "wht". Try: what',
            'one.yaml:8:36: "tasks" names a question that is not in this group: "nobody".',
            'one.yaml:8:45: "when" in "tasks" takes a question of type line, date.',
        ]

    def test_need_to_say_what_and_when_and_whether_they_are_done(self, section_findings):
        found = section_findings(self.PARTS.format(tasks="{what: what}"))

        assert [each.partition(": ")[2] for each in found] == [missing("when"), missing("done")]


class TestQuestionsThatAreAskedAgain:
    GROUP = (
        "  - id: {name}\n    type: group\n    text: Later?\n    item: Round\n    again: [{again}]\n"
        "    questions:\n      - {{id: first, type: line, text: What?}}\n"
    )
    DAY = "      - {id: date, type: date, text: When?}\n"

    def test_have_a_day_and_were_asked_before_by_a_section(self, section_findings):
        found = section_findings(QUESTION + self.GROUP.format(name="later", again="one, two"))

        assert found == [
            'one.yaml:10:5: "again" needs a question of type date here, for the day of each round.',
            'one.yaml:10:18: "again" names a section that asks none of these: "two".',
        ]

    def test_are_one_group_of_a_template(self, section_findings):
        group = self.GROUP.format(name="{name}", again="one").replace("{{", "{").replace("}}", "}")
        twice_over = "".join(group.replace("{name}", name) + self.DAY for name in ("a", "b"))

        assert section_findings(QUESTION + twice_over) == [
            'one.yaml:14:5: "again" is for one group of a template only.'
        ]

    def test_alone_have_a_title_for_their_column(self, section_findings):
        title = "    column_title: In short\n"
        group = self.GROUP.format(name="later", again="one") + self.DAY
        titled = group.replace("text: What?", "text: What?, column_title: In short")

        assert section_findings(QUESTION + title + titled) == [
            'one.yaml:6:5: "column_title" is for the questions of a group with "again".'
        ]
