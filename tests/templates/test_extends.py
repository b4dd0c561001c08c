"""Templates that extend another: questions are left out, reworded, added and reordered."""

import pytest
from made_up import PRIMARY_CARE

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.wording import worded
from coprod_cli.templates.loader import load_named_template, load_template

PARENT = """\
id: visit
version: 1.0.0
title: {en: A made-up visit, sv: Ett påhittat besök}
languages: [en, sv]
names_people: true
answered_by: Whoever was there
minutes: 10-20
source: {citation: Made up for the tests.}
sections: [before, after]
"""
BEFORE = """\
id: before
title: {en: Before, sv: Före}
questions:
  - id: booked
    type: yes_no
    text: {en: Was it booked?, sv: Var det bokat?}
  - id: way
    text: {en: How did you come?, sv: Hur kom du dit?}
    source_text: How did you get here?
    help: {en: By bus or on foot., sv: Med buss eller till fots.}
  - id: wait
    type: number
    text: {en: How long was the wait?, sv: Hur länge fick du vänta?}
    when: {question: before.booked, answer: false}
"""
AFTER = """\
id: after
title: {en: After, sv: Efter}
questions:
  - id: steps
    type: group
    text: {en: What comes next?, sv: Vad händer sedan?}
    item: {en: Step, sv: Steg}
    questions:
      - id: what
        type: line
        text: {en: What?, sv: Vad?}
      - id: who
        type: choice
        text: {en: Who?, sv: Vem?}
        choices: [nurse, doctor]
      - id: how
        text: {en: How?, sv: Hur?}
        when: {question: after.steps.who, answer: nurse}
  - id: feeling
    text: {en: How do you feel?, sv: Hur känns det?}
    when: {question: before.booked, answer: true}
"""
HEAD = "id: mine\nversion: 0.1.0\nextends: visit\ntitle: {en: Mine, sv: Min}\n"  # four lines
CARE = "id: care\ntitle: {en: Care, sv: Vård}\nquestions:\n  - id: good\n    text: {en: A, sv: B}\n"


def write(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def prompts(tmp_path):
    write(tmp_path / "visit", template=PARENT, before=BEFORE, after=AFTER)
    return tmp_path


@pytest.fixture
def extended(prompts):
    """Load a template that extends another one with these changes."""

    def load(changes="", head=HEAD, **files):
        return load_template(write(prompts / "mine", template=head + changes, **files))

    return load


@pytest.fixture
def findings(prompts):
    """Load a template that extends another one with these changes; return its findings."""

    def load(changes="", head=HEAD, **files):
        with pytest.raises(InvalidInput) as caught:
            load_template(write(prompts / "mine", template=head + changes, **files))
        return [str(each).removeprefix(f"{prompts}/mine/") for each in caught.value.findings]

    return load


@pytest.fixture(scope="module")
def template():
    return load_named_template("neonatal", [shipped_prompts()])


def addresses(template):
    return list(template.questions)


class TestExtendsAlone:
    def test_has_the_sections_of_the_other_one_and_its_own_name(self, extended, prompts):
        template = extended()

        assert (template.id, template.version, template.extends) == ("mine", "0.1.0", "visit")
        assert template.title == {"en": "Mine", "sv": "Min"}
        assert template.sections == load_template(prompts / "visit").sections

    def test_keeps_its_languages_its_source_and_that_it_names_people(self, extended):
        template = extended()

        assert template.languages == ("en", "sv")
        assert template.source.citation == "Made up for the tests."
        assert template.names_people

    def test_may_say_otherwise(self, extended):
        template = extended("languages: [sv]\nnames_people: false\nsource: {citation: Ours.}\n")

        assert (template.languages, template.names_people) == (("sv",), False)
        assert template.source.citation == "Ours."

    @pytest.mark.parametrize(
        ("changes", "minutes", "who"),
        [
            ("", "10-20", "Whoever was there"),
            ("leave_out: [after]\n", "6-12", "Whoever was there"),  # three questions of five
            ("leave_out: [after]\nminutes: 15\nanswered_by: Me\n", "15", "Me"),
        ],
    )
    def test_takes_its_share_of_the_time_unless_it_says_how_long(
        self, extended, changes, minutes, who
    ):
        template = extended(changes)

        assert (template.minutes, template.answered_by) == (minutes, who)

    def test_that_extends_none_says_so(self, prompts):
        assert load_template(prompts / "visit").extends is None


class TestLeavingOut:
    @pytest.mark.parametrize(
        ("left_out", "left"),
        [
            ("before.way", ["before.booked", "before.wait", "after.steps", "after.feeling"]),
            ("after", ["before.booked", "before.way", "before.wait"]),
            ("after.steps, after.feeling, after", ["before.booked", "before.way", "before.wait"]),
        ],
    )
    def test_takes_a_question_or_a_section_away(self, extended, left_out, left):
        assert addresses(extended(f"leave_out: [{left_out}]\n")) == left

    def test_takes_a_question_of_a_group_away(self, extended):
        template = extended("leave_out: [after.steps.how]\n")

        assert [each.id for each in template.questions["after.steps"].questions] == ["what", "who"]

    @pytest.mark.parametrize(
        ("left_out", "expected"),
        [
            ("before.wya", '5:13: the template "visit" has no "before.wya". Try: before.way'),
            ("befor", '5:13: the template "visit" has no "befor". Try: before'),
            ("after.steps.whom", ('5:13: the template "visit" has no "after.steps.whom". '
                                 "Try: after.steps.who")),
            ("before.way, before.way", '5:25: "before.way" stands here twice.'),
            ("Before", "5:13: an address is section.question, such as situation.setting."),
            ("before.wait, before.booked, before.way, after",
             '5:1: nothing is left of "before": leave that out.'),
            ("after.steps.what, after.steps.how, after.steps.who",
             '5:48: nothing is left of "after.steps": leave that out.'),
        ],
    )  # fmt: skip
    def test_of_what_cannot_be_left_out_is_told(self, findings, left_out, expected):
        assert findings(f"leave_out: [{left_out}]\n") == [f"template.yaml:{expected}"]

    def test_of_what_the_condition_of_others_needs_is_told_for_each(self, findings):
        assert findings("leave_out:\n  - before.booked\n") == [
            f'template.yaml:6:5: the "when" of "{each}" needs "before.booked", which is left out.'
            for each in ("before.wait", "after.feeling")
        ]

    def test_of_a_section_that_others_need_is_told(self, findings):
        assert findings("leave_out: [before]\n") == [
            (
                'template.yaml:5:13: the "when" of "after.feeling" needs "before.booked", which is '
                "left out."
            )
        ]

    def test_of_what_a_condition_in_the_same_group_needs_is_told(self, findings):
        assert findings("leave_out: [after.steps.who]\n") == [
            (
                'template.yaml:5:13: the "when" of "after.steps" needs "after.steps.who", which is '
                "left out."
            )
        ]


class TestRewording:
    def test_changes_only_what_it_says(self, extended, prompts):
        reworded = extended("reword:\n  before.way: {help: {en: In a bus., sv: Med buss.}}\n")

        before = load_template(prompts / "visit").questions["before.way"]
        after = reworded.questions["before.way"]
        assert after.help == {"en": "In a bus.", "sv": "Med buss."}
        assert after.model_copy(update={"help": before.help}) == before

    def test_keeps_the_earlier_text_as_the_source_s_where_there_was_none(self, extended):
        template = extended("reword:\n  before.booked: {text: {en: New?, sv: Ny?}}\n")

        question = template.questions["before.booked"]
        assert question.text == {"en": "New?", "sv": "Ny?"}
        assert question.source_text == {"en": "Was it booked?", "sv": "Var det bokat?"}

    def test_keeps_the_source_s_text_where_there_is_one(self, extended):
        template = extended("reword:\n  before.way: {text: {en: New?, sv: Ny?}}\n")

        assert template.questions["before.way"].source_text == "How did you get here?"

    def test_of_plain_words_alone_leaves_the_source_s_text_out(self, extended):
        template = extended("reword:\n  before.booked: {text_plain: {en: A, sv: B}}\n")

        assert template.questions["before.booked"].text_plain == {"en": "A", "sv": "B"}
        assert template.questions["before.booked"].source_text is None

    def test_reaches_a_question_of_a_group(self, extended):
        template = extended("reword:\n  after.steps.who: {text: {en: Whom?, sv: Vilken?}}\n")

        question = template.questions["after.steps"].find("who")
        assert worded(question.text, "en") == "Whom?"
        assert worded(question.source_text, "en") == "Who?"

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ("reword:\n  before.wya: {text: A}\n",
             '6:3: the template "visit" has no "before.wya". Try: before.way'),
            ("reword:\n  before: {text: A}\n",
             '6:3: "before": an address is section.question, such as situation.setting.'),
            ("leave_out: [before.way]\nreword:\n  before.way: {text: A}\n",
             '7:3: "before.way" is reworded, and left out too.'),
            ("reword:\n  before.way: {hepl: A}\n",
             '6:16: "hepl" is not a key that is known here. Try: help'),
            ("reword:\n  before.way: {text: [A]}\n", '6:16: "text": a text was expected here.'),
            ("reword:\n  before.way: {}\n",
             '6:3: "before.way": say "text", "help" or their plain words.'),
        ],
    )  # fmt: skip
    def test_of_what_cannot_be_reworded_is_told(self, findings, changes, expected):
        assert findings(changes) == [f"template.yaml:{expected}"]


def adding(where, question="{id: new, text: {en: New?, sv: Nytt?}}"):
    """Return the lines that add a question: the position is on line 6, the question on line 7."""
    return f"add:\n  - {where}\n    question: {question}\n"


class TestAdding:
    @pytest.mark.parametrize(
        ("where", "order"),
        [
            ("after: before.booked", ["booked", "new", "way", "wait"]),
            ("after: before.wait", ["booked", "way", "wait", "new"]),
            ("before: before.booked", ["new", "booked", "way", "wait"]),
            ("in: before", ["booked", "way", "wait", "new"]),
        ],
    )
    def test_puts_a_question_in_its_place(self, extended, where, order):
        template = extended(adding(where))

        assert [each.id for each in template.sections[0].questions] == order
        assert template.questions["before.new"].text == {"en": "New?", "sv": "Nytt?"}

    def test_puts_several_in_one_after_the_other(self, extended):
        template = extended(
            adding("after: before.way")
            + "  - after: before.new\n    question: {id: newer, text: {en: A, sv: B}}\n"
        )

        assert addresses(template)[:4] == [
            "before.booked", "before.way", "before.new", "before.newer",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("where", "order"),
        [("after: after.steps.what", ["what", "new", "who", "how"]),
         ("before: after.steps.what", ["new", "what", "who", "how"])],
    )  # fmt: skip
    def test_puts_a_question_into_a_group(self, extended, where, order):
        template = extended(adding(where))

        assert [each.id for each in template.questions["after.steps"].questions] == order

    @pytest.mark.parametrize(
        ("where", "question", "expected"),
        [
            ("after: before.wya", "{id: new, text: A}",
             ['6:5: the template "visit" has no "before.wya". Try: before.way']),
            ("in: befor", "{id: new, text: A}",
             ['6:5: the template "visit" has no "befor". Try: before']),
            ("after: before.way", "{id: wait, text: A}",
             ['7:16: "before.wait" is here already.']),
            ("after: after.steps.what", "{id: how, text: A}",
             ['7:16: "after.steps.how" is here already.']),
            ("after: after.steps.what",
             "{id: new, type: group, text: A, item: B, questions: [{id: x, text: C}]}",
             ["7:25: a group cannot stand within another one."]),
            ("after: after.steps.what",
             "{id: new, text: A, when: {question: after.steps.who, answer: nurse}}",
             ['7:5: "when" may only name an earlier question, and "after.steps.who" is not.']),
            ("after: before.booked",
             "{id: new, text: A, when: {question: before.wait, answer: 1}}",
             ['7:34: "when" may only name an earlier question, and "before.wait" is not.']),
            ("in: before", "{id: new, text: A, when: {question: before.boked, answer: true}}",
             [('7:34: "when" names a question that is not here: "before.boked". '
              "Try: before.booked")]),
            ("after: before.way\n    in: before", "{id: new, text: A}",
             ['6:5: say one of "after", "before" and "in".']),
            ("after: before.way", "{id: new, txet: A}",
             ['7:5: "text" is missing here.',
              '7:25: "txet" is not a key that is known here. Try: text']),
            ("after: before.way", "{id: new, type: lines, text: A}",
             [("7:25: \"type\": this must be one of 'text', 'line', 'choice', 'choices', "
              "'yes_no', 'date', 'number', 'tasks', 'group'.")]),
            ("after: before.way", "{id: new, type: choice, text: A, choices: [x, X]}",
             ["7:61: this choice has the name of an earlier one."]),
        ],
    )  # fmt: skip
    def test_of_what_does_not_fit_is_told(self, findings, where, question, expected):
        assert findings(adding(where, question)) == [f"template.yaml:{each}" for each in expected]

    def test_twice_is_told(self, findings):
        assert findings(adding("in: before") + adding("in: after").removeprefix("add:\n") * 2) == [
            'template.yaml:11:16: "after.new" is here already.'
        ]

    def test_beside_what_is_left_out_is_told(self, findings):
        changes = "leave_out: [before.way, after]\n"

        assert findings(changes + adding("after: before.way")) == [
            'template.yaml:7:5: "before.way" is left out.'
        ]
        assert findings(changes + adding("in: after")) == [
            'template.yaml:7:5: "after" is left out.'
        ]


class TestOrder:
    def test_is_that_which_is_said_and_the_others_follow(self, extended):
        template = extended("order: {before: [way, booked]}\n")

        assert addresses(template)[:3] == ["before.way", "before.booked", "before.wait"]

    def test_may_name_those_that_were_put_in(self, extended):
        template = extended(adding("in: before") + "order: {before: [new]}\n")

        assert addresses(template)[:2] == ["before.new", "before.booked"]

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            ("{befor: [way]}", '5:9: the template "visit" has no "befor". Try: before'),
            ("{before: [wya]}", '5:18: the template "visit" has no "wya". Try: way'),
            ("{before: [way, way]}", '5:23: "way" stands here twice.'),
            ("{before: [wait]}", ('5:9: the "when" of "before.wait" needs "before.booked", which '
                                 "now comes later.")),
        ],
    )  # fmt: skip
    def test_that_cannot_be_is_told(self, findings, order, expected):
        assert findings(f"order: {order}\n") == [f"template.yaml:{expected}"]


class TestSections:
    def test_stand_in_the_order_that_is_said_own_ones_among_them(self, extended):
        template = extended(
            "leave_out: [after.feeling]\nsections: [after, care, before]\n", care=CARE
        )

        assert [each.id for each in template.sections] == ["after", "care", "before"]
        assert addresses(template)[:2] == ["after.steps", "care.good"]

    def test_may_take_the_place_of_one_that_is_left_out(self, extended):
        template = extended(
            "leave_out: [after]\nsections: [before, after]\n", after=CARE.replace("care", "after")
        )

        assert addresses(template)[3:] == ["after.good"]

    def test_of_an_own_file_may_name_questions_of_the_other_template(self, extended):
        care = f"{CARE}    when: {{question: before.booked, answer: true}}\n"

        template = extended("sections: [before, after, care]\n", care=care)

        assert template.questions["care.good"].when[0].question == "before.booked"

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ("sections: [before]\n",
             '5:1: "after" is neither in "sections" nor in "leave_out". Try: - after'),
            ("sections: [after, before]\n",
             '5:1: the "when" of "after.feeling" needs "before.booked", which now comes later.'),
            ("sections: [before, after, befor]\n",
             '5:27: the section "befor" has no file "befor.yaml" beside this one. Try: before'),
            ("sections: [before, after, after]\n", '5:27: the section "after" is listed twice.'),
            ("leave_out: [after]\nsections: [before, after]\n", '6:20: "after" is left out.'),
        ],
    )  # fmt: skip
    def test_that_cannot_be_are_told(self, findings, changes, expected):
        assert findings(changes) == [f"template.yaml:{expected}"]

    def test_of_an_own_file_are_told_where_they_are_not_listed(self, findings):
        assert findings(care=CARE) == [
            'template.yaml:1:1: the file "care.yaml" is not listed under "sections". Try: - care'
        ]

    def test_of_an_own_file_with_the_name_of_another_are_told(self, findings):
        assert findings("sections: [before, after]\n", after=CARE.replace("care", "after")) == [
            'template.yaml:5:20: the template "visit" has a section "after": leave that out first.'
        ]

    def test_of_an_own_file_are_looked_at_as_all_are(self, findings):
        care = CARE + "    when: {question: before.boked, answer: true}\n"

        assert findings("sections: [before, after, care]\n", care=care) == [
            (
                'care.yaml:6:5: "when" names a question that is not here: "before.boked". '
                "Try: before.booked"
            )
        ]


class TestExtendedTemplate:
    def test_that_is_not_there_is_told(self, findings):
        assert findings(head=HEAD.replace("extends: visit", "extends: vist")) == [
            'template.yaml:3:1: there is no template "vist" to extend. Try: visit'
        ]

    def test_is_told_together_with_all_else_that_is_wrong(self, findings):
        assert findings("shade: blue\n", head=HEAD.replace("extends: visit", "extends: vist")) == [
            'template.yaml:3:1: there is no template "vist" to extend. Try: visit',
            'template.yaml:5:1: "shade" is not a key that is known here.',
        ]

    @pytest.mark.parametrize("name", ["[visit]", "Visit", "../visit", ""])
    def test_must_be_told_by_its_name(self, findings, name):
        [finding] = findings(head=HEAD.replace("extends: visit", f"extends: {name}"))

        assert finding.startswith('template.yaml:3:1: "extends": ')

    def test_is_looked_for_in_the_folders_in_their_order(self, tmp_path, prompts):
        write(tmp_path / "first" / "visit", template=PARENT, before=BEFORE, after=AFTER)
        (tmp_path / "first" / "visit" / "after.yaml").write_text(AFTER.replace("feeling", "mood"))
        write(tmp_path / "last" / "mine", template=HEAD)

        folders = [tmp_path / "first", prompts, tmp_path / "last"]
        assert "after.mood" in load_named_template("mine", folders).questions
        assert "after.feeling" in load_named_template("mine", folders[1:]).questions

    def test_may_have_the_same_name_where_it_comes_later(self, tmp_path, prompts):
        head = HEAD.replace("id: mine", "id: visit")
        write(tmp_path / "first" / "visit", template=head + "leave_out: [after]\n")

        template = load_named_template("visit", [tmp_path / "first", prompts])

        assert addresses(template) == ["before.booked", "before.way", "before.wait"]

    def test_may_extend_another_one_itself(self, extended, prompts):
        way = "reword:\n  before.way: {text: {en: New?, sv: Ny?}}\n"
        extended("leave_out: [after]\n" + way)
        head = HEAD.replace("extends: visit", "extends: mine").replace("id: mine", "id: third")

        third = load_template(write(prompts / "third", template=head + way.replace("New", "Third")))

        assert addresses(third) == ["before.booked", "before.way", "before.wait"]
        assert worded(third.questions["before.way"].text, "en") == "Third?"
        assert third.questions["before.way"].source_text == "How did you get here?"

    def test_that_extends_this_one_in_turn_is_told(self, findings, prompts):
        write(prompts / "other", template=HEAD.replace("visit", "mine"))

        assert findings(head=HEAD.replace("visit", "other")) == [
            (
                f"{prompts}/other/template.yaml:3:1: "
                '"mine" extends this template in turn: that is a circle.'
            )
        ]

    def test_that_extends_itself_is_told(self, findings):
        assert findings(head=HEAD.replace("visit", "mine")) == [
            'template.yaml:3:1: "mine" extends this template in turn: that is a circle.'
        ]

    def test_that_extends_one_more_again_and_again_is_told(self, findings, prompts):
        for number in range(30):
            head = HEAD.replace("visit", f"step-{number + 1}")
            write(prompts / f"step-{number}", template=head)

        assert findings(head=HEAD.replace("visit", "step-0")) == [
            f"{prompts}/step-19/template.yaml:3:1: over 20 templates extend one another here."
        ]

    def test_that_has_mistakes_is_told_at_their_places(self, findings, prompts):
        write(prompts / "visit", after=AFTER.replace("title", "tilte"))

        assert findings() == [
            f'{prompts}/visit/after.yaml:1:1: "title" is missing here.',
            f'{prompts}/visit/after.yaml:2:1: "tilte" is not a key that is known here. Try: title',
        ]


class TestOldAddresses:
    def test_of_the_other_template_must_not_be_taken_by_what_is_put_in(self, findings, prompts):
        write(
            prompts / "visit",
            before=BEFORE.replace("  - id: way\n", "  - id: way\n    was: before.new\n"),
        )

        assert findings(adding("in: before")) == [
            'template.yaml:3:1: "was" names "before.new", which is here still.'
        ]


class TestShippedNewbornTemplate:
    def test_asks_what_primary_care_asks(self, template):
        assert template.extends == "primary-care"
        assert addresses(template) == addresses(PRIMARY_CARE)

    def test_says_baby_where_the_source_does_and_keeps_the_source_s_words(self, template):
        for address in ("service.measures", "reflections.matters-most"):
            question = template.questions[address]
            assert "baby" in worded(question.text, "en")
            assert "baby" in worded(question.source_text, "en")

    def test_words_no_other_question_otherwise(self, template):
        changed = {
            address
            for address, question in template.questions.items()
            if question.text != PRIMARY_CARE.questions[address].text
        }

        assert changed == {"service.measures", "reflections.matters-most"}
