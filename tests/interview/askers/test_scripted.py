"""Answers file and settings: which answers are accepted, and which findings are reported."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, VISIT, blank

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.text import canonical_text
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.interview.askers.scripted.answers_file import check_answers, read_answers_file
from coprod_cli.interview.askers.scripted.asker import ScriptedAsker
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.interview.session import conduct
from coprod_cli.interview.title_question import title_question
from coprod_cli.model.case import Answer, CaseStatus
from coprod_cli.operations.autosave import NullAutosave

any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def checked(text, *settings, template=EVERY_TYPE, language="en"):
    document = None if text is None else read_answers_file(text, "answers.yaml")
    return check_answers(template, language, document, settings)


def case_after(text, *settings, template=EVERY_TYPE, language="en", final=False):
    """Return the case after an interview with the answers of a file."""
    given = checked(text, *settings, template=template, language=language)
    start = Interview.begin(template, blank(template, language=language), asks_title=True)
    return conduct(start, ScriptedAsker(given, final=final), NullAutosave()).case


def given_answers(case):
    return {each.address: each.text for each in case.given_answers()}


@pytest.fixture
def findings():
    def check(text, *settings, template=EVERY_TYPE):
        with pytest.raises(InvalidInput) as caught:
            checked(text, *settings, template=template)
        return [str(finding).removeprefix("answers.yaml:") for finding in caught.value.findings]

    return check


class TestAnAnswersFile:
    def test_gives_each_answer_to_its_question(self):
        assert given_answers(case_after(json.dumps({"answers": VISIT}))) == VISIT

    def test_may_nest_answers_in_their_sections(self):
        case = case_after(
            "answers:\n  first:\n    name: A morning\n    kind: booked\n  second.story: Nothing.\n"
        )

        assert given_answers(case) == {
            "first.name": "A morning", "first.kind": "Booked", "second.story": "Nothing.",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("address", "written", "kept"),
        [
            ("first.name", "12", "12"),
            ("first.name", "3.50", "3.50"),
            ("first.name", "0x1F", "0x1F"),
            ("first.name", "2026-11-24", "2026-11-24"),
            ("first.name", "12:30", "12:30"),
            ("first.name", "no", "no"),
            ("first.name", "'  spaces '", "spaces"),
            ("first.kind", "home", "At home"),
            ("first.kind", "HEMMA", "At home"),
            ("first.helpers", "[friend, nurse]", "- A nurse\n- A friend"),
            ("first.helpers", "nurse, friend", "- A nurse\n- A friend"),
            ("first.helpers", "\n      - Familj\n      - doctor", "- A doctor\n- Family"),
            ("first.seen", "true", "Yes"),
            ("first.seen", "no", "No"),
            ("first.seen", "ja", "Yes"),
            ("first.day", "2026-11-24", "2026-11-24"),
            ("first.wait", "7", "7"),
            ("first.wait", "'7,5'", "7,5"),
            ("second.story", "|\n      Two\n\n      lines", "Two\n\nlines"),
            ("second.story", "[one, two]", "- one\n- two"),
            ("second.story", '"<!-- coprod:end -->"', "<!-- coprod:end -->"),
            ("second.story", '"\\ud83d\\ude00"', "\U0001f600"),
        ],
    )
    def test_writes_an_answer_in_a_short_way(self, address, written, kept):
        assert given_answers(case_after(f"answers:\n  {address}: {written}\n")) == {address: kept}

    def test_keeps_a_choice_in_the_case_s_language(self):
        case = case_after("answers: {first.kind: booked, first.seen: yes}", language="sv")

        assert given_answers(case) == {"first.kind": "Bokat", "first.seen": "Ja"}

    @pytest.mark.parametrize("written", ["", "~", "null", "''", "[]"])
    def test_may_leave_an_answer_empty(self, written):
        assert given_answers(case_after(f"answers:\n  second.story: {written}\n")) == {}

    @pytest.mark.parametrize("text", ["", "# nothing\n", "{}", "answers: {}", "---\n"])
    def test_may_be_empty(self, text):
        assert case_after(text) == blank()

    def test_takes_a_long_form(self):
        case = case_after(
            "answers:\n"
            "  first.day: {unknown: true}\n"
            "  second.story: {text: So far., unknown: true, voice: staff, evidence: reported}\n"
        )

        assert list(case.given_answers()) == [
            Answer("first.day", "", unknown=True),
            Answer("second.story", "So far.", unknown=True, voice="staff", evidence="reported"),
        ]

    def test_takes_an_answer_of_each_voice(self):
        case = case_after(
            "answers:\n  second.story:\n    - {text: Mine.}\n    - {text: Theirs., voice: family}\n"
            "    - {unknown: true, voice: staff}\n"
        )

        assert list(case.given_answers()) == [
            Answer("second.story", "Mine."),
            Answer("second.story", "Theirs.", voice="family"),
            Answer("second.story", "", unknown=True, voice="staff"),
        ]

    def test_answers_hidden_questions_too(self):
        case = case_after("answers: {first.seen: false, first.day: 2026-11-24}")

        assert given_answers(case) == {"first.seen": "No", "first.day": "2026-11-24"}

    def test_names_the_case_and_gives_its_tags(self):
        given = checked("title: A made-up case\ntags: [made-up, 12]\ntemplate: every-type\n")

        assert (given.title, given.tags) == ("A made-up case", ("made-up", "12"))
        assert given.template == "every-type"

    def test_finishes_the_case_where_that_is_asked_for(self):
        assert case_after("answers: {first.name: N}", final=True).status == CaseStatus.FINAL
        assert case_after("answers: {first.name: N}").status == CaseStatus.DRAFT

    def test_does_not_finish_a_case_that_needs_more(self):
        with pytest.raises(InvalidInput) as caught:
            case_after("answers: {second.story: S}", final=True)

        assert caught.value.lines()[0] == (
            'the answers: "first.name" is needed before it is finished. Try: '
            "{unknown: true}, where it is not known yet"
        )

    def test_takes_all_of_primary_care(self):
        texts = {address: f"Made up: {address}." for address in PRIMARY_CARE.questions}

        case = case_after(json.dumps({"answers": texts}), template=PRIMARY_CARE)

        steps = {"reflections.now-what": f"- [ ] {texts['reflections.now-what']}"}
        assert given_answers(case) == {**texts, **steps}

    @given(st.dictionaries(st.sampled_from(["second.story", "second.late"]), any_text))
    def test_in_json_gives_any_text(self, answers):
        case = case_after(json.dumps({"answers": answers}))

        kept = {address: canonical_text(text) for address, text in answers.items()}
        assert given_answers(case) == {address: text for address, text in kept.items() if text}


class TestASetting:
    def test_gives_an_answer(self):
        case = case_after(None, "first.name=A name", "first.helpers=nurse, doctor")
        assert given_answers(case) == {
            "first.name": "A name", "first.helpers": "- A nurse\n- A doctor",
        }  # fmt: skip

    def test_may_have_anything_behind_the_first_equals_sign(self):
        assert given_answers(case_after(None, "second.story=a = b: {c}\n- d")) == {
            "second.story": "a = b: {c}\n- d"
        }

    def test_takes_the_place_of_what_the_file_says(self):
        case = case_after("answers: {first.name: file, first.kind: home}", "first.name=set")

        assert given_answers(case) == {"first.name": "set", "first.kind": "At home"}

    def test_takes_the_place_of_every_voice_in_the_file(self):
        case = case_after(
            "answers: {second.story: [{text: a}, {text: b, voice: family}]}", "second.story=set"
        )

        assert [each.text for each in case.given_answers()] == ["set"]

    def test_that_comes_later_wins(self):
        assert given_answers(case_after(None, "first.name=one", "first.name=two")) == {
            "first.name": "two"
        }

    def test_names_the_case(self):
        assert checked("title: file", "title=set").title == "set"


NO_ALIAS = "anchors and aliases (& and *) are not read. Try: write the text out, in quotes"
TOO_LARGE = "characters, and 4,000,000 are read. Try: split it"


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("answers: {first.nam: x}", '1:11: there is no question "first.nam". Try: first.name'),
            ("answers: {frist: {name: x}}", '1:11: there is no question "frist". Try: first'),
            ("answers: {first: {nope-at-all: x}}",
             '1:19: there is no question "first.nope-at-all".'),
            ("answers: {first: x}", '1:11: there is no question "first". Try: first'),
            ("answers: {made up words: x}", "1:11: there is no question of that name."),
            ("answers: {second.story: {made up: x}}",
             "1:26: this is not a key that is known here."),
            ("made up words: x", "1:1: this is not a key that is known here."),
            ("titel: x", '1:1: "titel" is not a key that is known here. Try: title'),
            ("title: [x]", '1:1: "title": a text was expected here.'),
            ('title: "a\\nb"', '1:1: "title": this takes one line only.'),
            ("tags: made-up", '1:1: "tags": a list was expected here.'),
            ("answers: [x]", '1:1: "answers": a map was expected here.'),
            ("answers:", '1:1: "answers": a map was expected here.'),
            ("[x]", "1:1: this must be a list of `key: value` lines."),
            ("just words", "1:1: this must be a list of `key: value` lines."),
            ("answers: {first.wait: soon}",
             '1:11: "first.wait": this must be a number, such as 12 or 3.5.'),
            ("answers: {first.wait: -3}", '1:11: "first.wait": this must be 0 or more.'),
            ("answers: {first.seen: perhaps}", '1:11: "first.seen": this must be Yes or No.'),
            ("answers: {first.day: 2026-02-30}",
             '1:11: "first.day": this must be a day, year first, such as 2026-11-24.'),
            ("answers: {first.kind: [home, booked]}",
             '1:11: "first.kind": this must be one of: Walked in, Booked, At home.'),
            ('answers: {first.name: "a\\nb"}', '1:11: "first.name": this takes one line only.'),
            ("answers: {second.story: [a, [b]]}", '1:11: "text": a text was expected here.'),
            ("answers: {second.story: {txt: a}}",
             '1:26: "txt" is not a key that is known here. Try: text'),
            ("answers: {second.story: {unknown: maybe}}",
             '1:26: "unknown": this must be true or false.'),
            ("answers: {second.story: {text: a, voice: two words}}",
             '1:11: "second.story": voice takes one word.'),
            ("answers: {second.story: {text: a, evidence: 'a>b'}}",
             '1:11: "second.story": evidence takes one word.'),
            ("answers: {second.story: [{text: a}, {text: b}]}",
             '1:37: "second.story": one voice can answer once.'),
            ("answers:\n  first.name: a\n  first: {name: b}\n",
             '3:11: "first.name" is answered twice here.'),
            ("answers:\n  first.name: a\n  first.name: b\n",
             '3:3: "first.name" stands here again, first on line 2. Try: leave one of the two out'),
            ('{"answers": {}, "answers": {}}',
             '1:17: "answers" stands here again, first on line 1. Try: leave one of the two out'),
            ("answers: {first.name: &a x}", f"1:23: {NO_ALIAS}"),
            ("answers: {first.name: !!str x}",
             "1:23: tags (!) are not read. Try: put the text in quotes"),
        ],
    )  # fmt: skip
    def test_is_told_with_its_place(self, findings, text, expected):
        assert findings(text) == [expected]

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("answers: {first.name: x\n", "2:1"),
            ("answers:\n  first.name: a\n   b: c\n", "3:5"),
            ('{"answers": {"first.name": "x}}', "1:32"),
            ("answers:\n\tfirst.name: x\n", "2:1"),
            ("answers: {first.name: %x}", "1:23"),
        ],
    )
    def test_in_the_yaml_is_told_with_its_place(self, findings, text, place):
        (finding,) = findings(text)

        assert finding.startswith(f"{place}: this is not valid YAML")

    def test_is_told_at_once_in_the_order_of_the_file(self, findings):
        assert findings(
            "answers:\n  first:\n    wait: soon\n    nam: x\n  second.story: {voice: a b, txt: y}\n"
            "titel: x\ntags: x\n",
            "first.seen=perhaps", "nothing", "first.nam=x", "title=two\nlines",
        ) == [
            '3:5: "first.wait": this must be a number, such as 12 or 3.5.',
            '4:5: there is no question "first.nam". Try: first.name',
            '5:30: "txt" is not a key that is known here. Try: text',
            '6:1: "titel" is not a key that is known here. Try: title',
            '7:1: "tags": a list was expected here.',
            '--set 1: "first.seen": this must be Yes or No.',
            "--set 2: this must be ADDRESS=TEXT. Try: situation.setting='A ward'",
            '--set 3: there is no question "first.nam". Try: first.name',
            '--set 4: "title": this takes one line only.',
        ]  # fmt: skip

    def test_in_the_bytes_is_told_with_its_place(self):
        with pytest.raises(InvalidInput) as caught:
            decode_utf8(b"answers:\n  first.name: \xc3\xa5 \xff\n", "answers.yaml")

        assert caught.value.lines() == [
            "answers.yaml:2:17: this is not UTF-8 text. Try: save it as UTF-8"
        ]

    def test_in_the_size_is_told(self, findings):
        text = "answers:\n  second.story: " + "made up " * (10_000_000 // 8)

        assert findings(text) == [f"1:1: this is too large: {len(text):,} {TOO_LARGE}"]

    def test_is_not_the_length_of_a_long_answer(self):
        text = "made up " * 100_000

        assert given_answers(case_after(f"answers:\n  second.story: {text}\n")) == {
            "second.story": text.rstrip()
        }

    def test_in_the_depth_is_told(self, findings):
        (finding,) = findings("answers: " + "[" * 40 + "]" * 40)

        assert "nested over 30 deep" in finding

    @given(st.sampled_from(list(EVERY_TYPE.questions)), st.text(min_size=4))
    def test_never_holds_an_answer_s_text(self, address, text):
        secret = f"Zebra {text} Quagga"
        try:
            checked(json.dumps({"answers": {address: secret}}))
        except InvalidInput as error:
            told = " ".join(error.lines())
            assert "Zebra" not in told
            assert "Quagga" not in told


class TestTheLongForm:
    @pytest.mark.parametrize("text", ["half\ud800", "\udfff"])
    def test_refuses_half_a_character(self, text):
        with pytest.raises(InvalidInput) as caught:
            check_answers(EVERY_TYPE, "en", None, [f"second.story={text}"])

        assert caught.value.lines() == [
            '--set 1: "second.story": this holds half a character, which no file can keep.'
        ]

    def test_is_a_reply(self):
        given = checked("answers: {second.story: {text: S, voice: v}, first.day: {unknown: true}}")

        assert given.answers == {
            "second.story": (Answered("S", "v"),), "first.day": (Unknown(),),
        }  # fmt: skip

    def test_of_the_title_is_its_text(self):
        assert title_question().parse(checked("title: ' T '").title, "en") == "T"
