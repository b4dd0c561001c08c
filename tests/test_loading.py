"""A folder of YAML files becomes a template, or every mistake in it is told with its place."""

from pathlib import Path

import pytest

from coprod_cli.errors import InvalidInput, NotFound
from coprod_cli.loading import load_named_template, load_template, template_folders
from coprod_cli.settings import shipped_prompts
from coprod_cli.template import QUESTION_TYPES

TEMPLATES = Path(__file__).parent / "templates"
HEAD = "id: mine\nversion: 1.0.0\ntitle: Mine\nsections:\n  - one\n"
SECTION = "id: one\ntitle: One\nquestions:\n"
QUESTION = "  - id: first\n    text: What?\n"

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
    "service.measures", "professional-life.access", "reflections.so-what", "reflections.now-what",
    "reflections.matters-most", "reflections.helpful-because",
}  # fmt: skip


@pytest.fixture
def findings(tmp_path):
    """What is said of a folder with these files, one `file:line:col: what Try: hint` each."""

    def told(**files):
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.yaml").write_bytes(data)
        with pytest.raises(InvalidInput) as caught:
            load_template(tmp_path)
        return [str(each).removeprefix(f"{tmp_path}/") for each in caught.value.findings]

    return told


@pytest.fixture
def section_findings(findings):
    def told(questions, **files):
        return findings(template=HEAD, one=SECTION + questions, **files)

    return told


@pytest.fixture(scope="module")
def template():
    return load_named_template("primary-care", [shipped_prompts()])


class TestTheTemplateOfEveryType:
    def test_has_every_type(self):
        template = load_template(TEMPLATES / "every-type")

        assert {question.type for question in template.questions.values()} == set(QUESTION_TYPES)

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
        assert template.section_of["second.late"] is template.sections[1]

    def test_takes_one_condition_with_and_without_a_list(self):
        questions = load_template(TEMPLATES / "every-type").questions

        assert [each.question for each in questions["first.day"].when] == ["first.seen"]
        assert [each.operator for each in questions["second.late"].when] == ["at-least"]


class TestTheShippedTemplate:
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
            assert question.help != question.text

    def test_keeps_the_slide_s_wording_of_each_repaired_question(self, template):
        kept = {
            address: question.source_text
            for address, question in template.questions.items()
            if question.source_text
        }

        assert kept.keys() == REPAIRED
        assert all(template.questions[address].text != text for address, text in kept.items())
        assert "others like this baby?" in kept["service.measures"]
        assert "identify them & access to them" in kept["illness-experience.resources"]

    def test_leaves_open_what_the_slides_leave_open(self, template):
        assert template.questions["reflections.this-practice"].text == "This practice..."
        assert template.questions["reflections.reminded-me"].text == "This case reminded me to..."

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

    @pytest.mark.parametrize(
        ("name", "hint"),
        [("primary-car", "primary-care"), ("every-types", "every-type"),
         ("zzz", "every-type, primary-care")],
    )  # fmt: skip
    def test_that_is_not_there_suggests_what_is(self, name, hint):
        with pytest.raises(NotFound) as caught:
            load_named_template(name, [TEMPLATES, shipped_prompts()])

        assert caught.value.message == f'there is no template "{name}".'
        assert caught.value.hint == hint

    def test_in_a_folder_without_one_tells_what_is_missing(self, tmp_path):
        with pytest.raises(NotFound, match=r"there is no template\.yaml here"):
            load_template(tmp_path)


class TestAMistakeInTheTemplateFile:
    @pytest.mark.parametrize(
        ("head", "expected"),
        [
            (HEAD.replace("version: 1.0.0\n", ""),
             ['template.yaml:1:1: "version" is missing here.']),
            (HEAD.replace("1.0.0", "1.0"), ['template.yaml:2:1: "version": a text was expected here.']),
            (HEAD.replace("1.0.0", "v1"),
             ['template.yaml:2:1: "version": a version is three numbers, such as 1.0.0, in quotes if '
              "need be."]),
            (HEAD.replace("mine", "My Template"),
             ['template.yaml:1:1: "id": an id is small letters a-z, digits and single hyphens, a '
              "letter first."]),
            (HEAD + "langauges: [en]\n",
             ['template.yaml:6:1: "langauges" is not a key that is known here. Try: languages']),
            (HEAD + "colour: blue\n", ['template.yaml:6:1: "colour" is not a key that is known here.']),
            (HEAD + "choices: [a]\n", ['template.yaml:6:1: "choices" is not a key that is known here.']),
            (HEAD + "languages: en\n", ['template.yaml:6:1: "languages": a list was expected here.']),
            (HEAD + "languages: []\n", ['template.yaml:6:1: "languages": this must not be empty.']),
            (HEAD + "languages:\n  - en\n  - english\n",
             ["template.yaml:8:5: a language is a code such as en or sv."]),
            (HEAD + "description: '  '\n",
             ['template.yaml:6:1: "description": a text must not be empty.']),
            (HEAD + "source: {citation: C, url: example.org}\n",
             ['template.yaml:6:23: "url": a web address starts with https://.']),
            (HEAD + "source: {url: https://example.org}\n",
             ['template.yaml:6:1: "citation" is missing here.']),
            (HEAD + "source: somebody\n", ['template.yaml:6:1: "source": a map was expected here.']),
            (HEAD.replace("title: Mine", "title: {en: Mine, english: Mine}"),
             ['template.yaml:3:19: "english": a language is a code such as en or sv.']),
            (HEAD.replace("title: Mine", "title: {}"),
             ['template.yaml:3:1: "title": a text was expected here.']),
            (HEAD + "  - one\n", ['template.yaml:6:5: the section "one" is listed twice.']),
            (HEAD + "  - two\n",
             ['template.yaml:6:5: the section "two" has no file "two.yaml" beside this one.']),
            (HEAD + "  - " + "a" * 300 + "\n",
             ["template.yaml:6:5: string should have at most 60 characters.",
              f'template.yaml:6:5: the section "{"a" * 300}" has no file "{"a" * 300}.yaml" beside '
              "this one."]),
            (HEAD + '  - "a\\0b"\n',
             ["template.yaml:6:5: an id is small letters a-z, digits and single hyphens, a letter "
              "first.",
              'template.yaml:6:5: the section "a\0b" has no file "a\0b.yaml" beside this one.']),
            (HEAD + "  - ../mine/one\n",
             ["template.yaml:6:5: an id is small letters a-z, digits and single hyphens, a letter "
              "first.",
              'template.yaml:6:5: the section "../mine/one" has no file "../mine/one.yaml" beside '
              "this one."]),
            (HEAD + "title: Again\n",
             ['template.yaml:6:1: "title" stands here again, first on line 3. Try: leave one of the '
              "two out"]),
            ("- one\n", ["template.yaml:1:1: this must be a list of `key: value` lines.",
                         'template.yaml:1:1: the file "one.yaml" is not listed under "sections". Try: '
                         "- one"]),
            (HEAD + "description: a: b\n",
             ["template.yaml:6:15: this is not valid YAML: mapping values are not allowed in this "
              "context. Try: put texts that hold : # or quotation marks in quotes"]),
            (b"\xe5", ["template.yaml:1:1: this is not UTF-8 text. Try: save it as UTF-8"]),
        ],
    )  # fmt: skip
    def test_is_told_with_its_place(self, findings, head, expected):
        files = {"template": head, "one": SECTION + QUESTION}

        assert findings(**files) == expected

    def test_that_leaves_a_file_out_is_told(self, findings):
        assert findings(template=HEAD, one=SECTION + QUESTION, two="anything: at all\n") == [
            'template.yaml:4:1: the file "two.yaml" is not listed under "sections". Try: - two'
        ]


class TestAMistakeInASection:
    @pytest.mark.parametrize(
        ("questions", "expected"),
        [
            ("  - id: first\n    text: What?\n    hepl: x\n",
             ['6:5: "hepl" is not a key that is known here. Try: help']),
            ("  - id: first\n    text: What?\n    choices: [a]\n",
             ['6:5: "choices" is not a key that is known here.']),
            ("  - text: What?\n", ['4:5: "id" is missing here.']),
            ("  - id: first\n", ['4:5: "text" is missing here.']),
            ("  - {}\n", ['4:5: "id" is missing here.', '4:5: "text" is missing here.']),
            ("  - id: First One\n    text: What?\n",
             ['4:5: "id": an id is small letters a-z, digits and single hyphens, a letter first.']),
            ("  - id: first\n    text: [What?]\n", ['5:5: "text": a text was expected here.']),
            ("  - id: first\n    text: 12\n", ['5:5: "text": a text was expected here.']),
            ("  - id: first\n    text:\n", ['5:5: "text": a text was expected here.']),
            ("  - id: first\n    text: {en: What?, sv: ' '}\n",
             ['5:23: "sv": a text must not be empty.']),
            ("  - id: first\n    text: What?\n    help: {en: {deep: x}}\n",
             ['6:12: "en": a text was expected here.']),
            ("  - id: first\n    text: What?\n    required: perhaps\n",
             ['6:5: "required": input should be a valid boolean, unable to interpret input.']),
            ("  - id: first\n    type: lines\n    text: What?\n",
             ["5:5: \"type\": this must be one of 'text', 'line', 'choice', 'choices', 'yes_no', "
              "'date', 'number'."]),
            ("  - id: first\n    type: [line]\n    text: What?\n",
             ["5:5: \"type\": this must be one of 'text', 'line', 'choice', 'choices', 'yes_no', "
              "'date', 'number'."]),
            ("  - What?\n", ["4:5: a map was expected here."]),
            ("  first: What?\n", ['3:1: "questions": a list was expected here.']),
            ("  []\n", ['3:1: "questions": this must not be empty.']),
            ("  - id: first\n    type: choice\n    text: What?\n", ['4:5: "choices" is missing here.']),
            ("  - id: first\n    type: choices\n    text: What?\n    choices: []\n",
             ['7:5: "choices": this must not be empty.']),
            ("  - id: first\n    type: choices\n    text: What?\n    chioces: [a]\n",
             ['4:5: "choices" is missing here.',
              '7:5: "chioces" is not a key that is known here. Try: choices']),
            ("  - id: first\n    type: choices\n    text: What?\n    choices:\n      - value: a\n"
             "      - valeu: b\n        label: B\n",
             ['8:9: "label" is missing here.', '9:9: "value" is missing here.',
              '9:9: "valeu" is not a key that is known here. Try: value']),
            ("  - id: first\n    type: choice\n    text: What?\n    choices: [One, two, ' one']\n",
             ["7:25: this choice has the name of an earlier one."]),
            ("  - id: first\n    type: choice\n    text: What?\n"
             "    choices: [{value: a, label: {en: Yes, sv: Ja}}, {value: b, label: {en: JA}}]\n",
             ["7:53: this choice has the name of an earlier one."]),
            ('  - id: first\n    type: choice\n    text: What?\n    choices: ["a\\nb"]\n',
             ["7:15: a label is one line."]),
            ("  - id: first\n    type: number\n    text: What?\n    minimum: .nan\n",
             ['7:5: "minimum": input should be a finite number.']),
            ("  - id: first\n    type: number\n    text: What?\n    minimum: some\n",
             ['7:5: "minimum": input should be a valid number, unable to parse string as a number.']),
            ("  - id: first\n    text: What?\n    minimum: 1\n",
             ['6:5: "minimum" is not a key that is known here.']),
            (QUESTION * 2, ['6:5: the question "first" stands twice in this section.']),
        ],
    )  # fmt: skip
    def test_is_told_with_its_place(self, section_findings, questions, expected):
        assert section_findings(questions) == [f"one.yaml:{each}" for each in expected]

    @pytest.mark.parametrize(
        ("section", "expected"),
        [
            (SECTION.replace("id: one", "id: eno") + QUESTION,
             ['one.yaml:1:1: this section calls itself "eno", and its file "one".']),
            ("id: one\nquestions:\n" + QUESTION, ['one.yaml:1:1: "title" is missing here.']),
            (SECTION.replace("title", "tilte") + QUESTION,
             ['one.yaml:1:1: "title" is missing here.',
              'one.yaml:2:1: "tilte" is not a key that is known here. Try: title']),
            ("", ["one.yaml:1:1: this must be a list of `key: value` lines."]),
            (b"id: one\ntitle: \xff\n",
             ["one.yaml:2:8: this is not UTF-8 text. Try: save it as UTF-8"]),
        ],
    )  # fmt: skip
    def test_as_a_whole_is_told_too(self, findings, section, expected):
        assert findings(template=HEAD, one=section) == expected

    @pytest.mark.parametrize("name", ["end", "title"])
    def test_such_as_a_name_that_coprod_needs_is_told(self, findings, name):
        head = HEAD.replace("- one", f"- {name}")
        section = SECTION.replace("id: one", f"id: {name}") + QUESTION

        assert findings(template=head, **{name: section}) == [
            f'{name}.yaml:1:1: "{name}" cannot be the id of a section.'
        ]

    def test_is_told_where_a_folder_stands_for_the_file(self, tmp_path, findings):
        (tmp_path / "one.yaml").mkdir()

        assert findings(template=HEAD) == ["one.yaml: this file cannot be read: is a directory."]


class TestAMistakeInACondition:
    ASKED = (
        "  - id: seen\n    type: yes_no\n    text: Seen?\n"
        "  - id: kind\n    type: choice\n    text: Which?\n    choices: [a, b]\n"
    )  # lines 4 to 10

    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            ("{question: seen, answer: true}",
             '13:12: "question": an address is section.question, such as situation.setting.'),
            ("{question: one.sene, answer: true}",
             '13:5: "when" names a question that is not here: "one.sene". Try: one.seen'),
            ("{question: one.first, answer: x}",
             '13:5: "when" may only name an earlier question, and "one.first" is not.'),
            ("{question: one.later, answer: x}",
             '13:5: "when" may only name an earlier question, and "one.later" is not.'),
            ("{question: one.seen, operator: is, answer: true}",
             "13:32: \"operator\": this must be one of 'equals', 'not-equals', 'includes', 'exists', "
             "'greater-than', 'less-than', 'at-least' or 'at-most'."),
            ("{question: one.seen}", '13:5: "equals" needs an "answer".'),
            ("{question: one.seen, awnser: true}",
             '13:32: "awnser" is not a key that is known here. Try: answer'),
            ("{answer: true}", '13:5: "question" is missing here.'),
            ("{question: one.kind, answer: c}", '13:5: the question "one.kind" never has that answer.'),
            ("{question: one.kind, operator: at-least, answer: 1}",
             '13:5: "at-least" needs a question of type number or date.'),
            ("{question: one.seen, answer: [true]}", '13:32: "answer": a text was expected here.'),
            ("one.seen", '13:5: "when": a list was expected here.'),
            ("[one.seen]", "13:12: a map was expected here."),
            ("[{question: one.seen, answer: true}, {question: one.kind}]",
             '13:48: "equals" needs an "answer".'),
        ],
    )  # fmt: skip
    def test_is_told_with_its_place(self, section_findings, when, expected):
        questions = f"{self.ASKED}{QUESTION}    when: {when}\n  - id: later\n    text: Later?\n"

        assert section_findings(questions) == [f"one.yaml:{expected}"]

    def test_is_not_told_of_a_section_that_could_not_be_read(self, findings):
        two = (
            "id: two\ntitle: Two\nquestions:\n  - id: q\n    text: What?\n"
            "    when: {question: one.first, answer: x}\n"
        )

        assert findings(template=HEAD + "  - two\n", one=SECTION + "  - id: first\n", two=two) == [
            'one.yaml:4:5: "text" is missing here.'
        ]


class TestAllMistakes:
    def test_are_told_at_once_in_the_order_of_files_and_lines(self, findings):
        assert findings(
            template="id: mine\nversion: one\ntitle: Mine\nsections: [one, two, gone]\nhomepage: x\n",
            one="id: one\ntitle: One\nquestions:\n  - id: a\n    hlep: x\n    text: What?\n"
            "  - id: b\n    text: What?\n    type: txt\n",
            two="id: two\ntitle: Two\nquestions:\n  - id: a\n    text: A?\n"
            "    when: {question: two.b, answer: x}\n  - id: a\n    text: A?\n",
            three="x: 1\n",
        ) == [
            'one.yaml:5:5: "hlep" is not a key that is known here. Try: help',
            "one.yaml:9:5: \"type\": this must be one of 'text', 'line', 'choice', 'choices', "
            "'yes_no', 'date', 'number'.",
            'template.yaml:2:1: "version": a version is three numbers, such as 1.0.0, in quotes if '
            "need be.",
            'template.yaml:4:1: the file "three.yaml" is not listed under "sections". Try: - three',
            'template.yaml:4:22: the section "gone" has no file "gone.yaml" beside this one.',
            'template.yaml:5:1: "homepage" is not a key that is known here.',
            'two.yaml:6:5: "when" names a question that is not here: "two.b".',
            'two.yaml:7:5: the question "a" stands twice in this section.',
        ]
