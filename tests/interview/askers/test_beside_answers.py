"""Evidence and sources that are given as data: beside an answer, which they never change."""

import pytest
from made_up import EVERY_TYPE, blank

from coprod_cli.base.errors import InvalidInput
from coprod_cli.interview.askers.scripted.answers_file import check_answers, read_answers_file
from coprod_cli.interview.askers.scripted.beside_answers import BesideAnswers
from coprod_cli.interview.engine import Interview
from coprod_cli.model.case import Answer
from coprod_cli.operations.apply_answers import apply_answers

STORY, NAME = "second.story", "first.name"
SAVED = Answer(STORY, "No chair.", evidence="reported", sources=("A book",))


def case_after(data="", settings=(), evidence=(), sources=(), saved=(SAVED,)):
    case = blank().with_answers(saved)
    document = read_answers_file(data, "answers.yaml") if data else None
    beside = BesideAnswers(tuple(evidence), tuple(sources))
    given = check_answers(EVERY_TYPE, "en", document, settings, case, beside=beside)
    start = Interview.reopen(EVERY_TYPE, case, drafts={})
    return apply_answers(start, given, final=False)


def story_after(*args, **more):
    (answer,) = case_after(*args, **more).by_address[STORY]
    return answer


def findings(**more):
    with pytest.raises(InvalidInput) as error:
        case_after(**more)
    return [str(finding.message) for finding in error.value.findings]


class TestAnAnswersFile:
    @pytest.mark.parametrize(
        ("entry", "sources"),
        [
            ("sources: [A, ' B  b ', A, '']", ("A", "B b")),
            ("source: A study", ("A study",)),
            ('sources: "A\\nB"', ("A", "B")),
            ("sources: []", ()),
            ("sources: null", ("A book",)),
            ("evidence: study", ("A book",)),
        ],
    )
    def test_gives_the_sources_of_a_new_text(self, entry, sources):
        answer = story_after(f"answers: {{{STORY}: {{text: A bench., {entry}}}}}")

        assert (answer.text, answer.sources) == ("A bench.", sources)

    def test_leaves_the_saved_text_where_it_gives_none(self):
        answer = story_after(f"answers: {{{STORY}: {{evidence: A study?, sources: [B]}}}}"
                             .replace("A study?", "Studie"))  # fmt: skip

        assert answer == SAVED._replace(evidence="study", sources=("B",))

    def test_leaves_the_sources_of_a_text_that_is_given_alone(self):
        assert story_after(f"answers: {{{STORY}: A bench.}}") == SAVED._replace(text="A bench.")

    def test_removes_the_evidence(self):
        assert story_after(f"answers: {{{STORY}: {{evidence: ''}}}}").evidence is None

    def test_needs_an_answer(self):
        data = f"answers: {{{NAME}: {{sources: [A]}}}}"

        assert findings(data=data) == [f'"{NAME}" has no answer yet.']

    def test_gives_each_voice_its_own(self):
        data = (
            f"answers: {{{STORY}: [{{voice: family, text: F, sources: [A]}}, "
            "{voice: patient, text: P}]}"
        )
        answers = case_after(data, saved=()).by_address[STORY]

        assert [(each.voice, each.sources) for each in answers if each.given] == [
            ("family", ("A",)), ("patient", ()),
        ]  # fmt: skip


class TestASetting:
    def test_adds_sources_to_a_saved_answer(self):
        answer = story_after(evidence=[f"{STORY}=study"], sources=[f"{STORY}=B", f"{STORY}=A book"])

        assert answer == SAVED._replace(evidence="study", sources=("A book", "B"))

    def test_stands_beside_the_answer_of_the_same_command(self):
        answer = story_after(settings=[f"{STORY}=A bench."], sources=[f"{STORY}=B"])

        assert answer == SAVED._replace(text="A bench.", sources=("A book", "B"))

    def test_removes_what_is_there_if_it_is_empty(self):
        answer = story_after(evidence=[f"{STORY}="], sources=[f"{STORY}="])

        assert answer == Answer(STORY, "No chair.")

    def test_names_a_voice(self):
        saved = (SAVED, SAVED._replace(voice="family", sources=()))
        answers = case_after(sources=[f"{STORY}@närstående=B"], saved=saved).by_address[STORY]

        assert [each.sources for each in answers] == [("A book",), ("B",)]

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ({"sources": [STORY]}, "this must be ADDRESS=TEXT."),
            ({"sources": ["second.stori=A"]}, 'there is no question "second.stori".'),
            ({"sources": [f"{NAME}=A"]}, f'"{NAME}" has no answer yet.'),
            ({"sources": ["title=A"]}, '"title" has no answer yet.'),
            ({"evidence": [f"{STORY}=a dream"]}, f'"{STORY}": evidence takes one word.'),
            ({"sources": [f"{STORY}=\ud800"]},
             f'"{STORY}": this holds half a character, which no file can keep.'),
        ],
    )  # fmt: skip
    def test_that_is_wrong_changes_nothing(self, more, message):
        assert findings(**more) == [message]
