"""The voices layout: at each question what every voice said, one below the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, blank
from made_up_plan import PARTS, PLAN, blank_plan

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.base.text import canonical_text
from coprod_cli.formats.case_as_read import read_as_asked
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.formats.voices_as_read import read_voices
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.sources import EVIDENCE, evidence_label, evidence_of_label
from coprod_cli.notebook.note.markers import MARKER_HINT
from coprod_cli.templates.loader import load_template

STORY = "second.story"
VOICE = st.sampled_from([None, "patient", "family", "professional", "porter"])


def case_with(*answers, case=None, **fields):
    case = case or blank(**fields)
    for answer in answers:
        case = case.with_answer(answer)
    return case


def laid_out(*answers, layout="voices", template=EVERY_TYPE, case=None, **fields):
    return lay_out(case_with(*answers, case=case, **fields), template, layout)


class TestAQuestion:
    def test_has_each_voice_in_one_order_whatever_the_order_in_the_note(self):
        text = laid_out(
            Answer(STORY, "Three.", voice="porter"), Answer(STORY, "Two.", voice="family"),
            Answer(STORY, "One.", voice="patient"), Answer(STORY, "Four."),
        )  # fmt: skip

        assert text.endswith(
            "### What happened?\n\n**Patient:** One.\n\n**Family:** Two.\n\n**Porter:** Three.\n\n"
            "**Nobody named:** Four.\n"
        )

    def test_says_who_has_not_answered_of_those_that_spoke_elsewhere(self):
        text = laid_out(
            Answer("first.name", "Mine.", voice="patient"),
            Answer(STORY, "Ours.", voice="family"), Answer("first.wait", "12"),
        )  # fmt: skip

        assert "visit?\n\n**Patient:** Mine.\n\n*Has not answered: family*\n" in text
        assert text.endswith("**Family:** Ours.\n\n*Has not answered: patient*\n")
        assert "answered: nobody" not in text

    def test_with_words_of_nobody_named_says_of_nobody_that_they_have_not_answered(self):
        text = laid_out(
            Answer("first.name", "Mine.", voice="patient"), Answer(STORY, "Somebody's."),
        )  # fmt: skip

        assert text.endswith("What happened?\n\n**Nobody named:** Somebody's.\n")

    def test_has_a_text_of_several_blocks_below_its_voice(self):
        text = laid_out(Answer(STORY, "- one\n- two", voice="family"))

        assert text.endswith("**Family:**\n\n- one\n- two\n")

    def test_says_what_is_not_known_yet_and_how_the_rest_is_known(self):
        text = laid_out(
            Answer(STORY, "", unknown=True, voice="patient"),
            Answer(STORY, "So it was.", voice="family", evidence="study"),
        )

        assert text.endswith(
            "**Patient:** *Not known yet.*\n\n**Family:** So it was.\n\n*How it is known: study*\n"
        )

    def test_without_any_voice_in_the_case_is_laid_out_as_ever(self):
        answers = Answer(STORY, "So it was."), Answer("first.name", "A morning")

        assert laid_out(*answers) == laid_out(*answers, layout="answered")


def test_a_group_says_once_who_is_silent_and_its_items_whose_words_they_are():
    text = laid_out(
        Answer("day.booked", "Yes", voice="patient"),
        Answer(f"{PARTS}#1.what", "Call back", voice="family"),
        template=PLAN,
        case=blank_plan(),
    )

    assert text.endswith(
        "### What have you agreed on?\n\n*Has not answered: patient*\n\n"
        "#### Part 1\n\n##### What is to be done?\n\n**Family:** Call back\n"
    )


@given(
    texts=st.dictionaries(
        st.tuples(st.sampled_from([STORY, "first.name", "gone.question"]), VOICE),
        st.text(min_size=1).map(canonical_text).filter(bool),
        min_size=1,
    )
)
def test_every_answer_of_every_voice_is_there(texts):
    case = case_with(*(Answer(at, text, voice=voice) for (at, voice), text in texts.items()))

    text = lay_out(case, EVERY_TYPE, "voices")
    voiced = read_voices(read_as_asked(case, EVERY_TYPE))

    assert all(each in text for each in texts.values())
    assert {
        (question.address, answer.voice): part.text
        for question in voiced.questions for answer in question.answers for part in answer.parts
    } == texts  # fmt: skip
    assert not MARKER_HINT.search(laid_out(Answer(STORY, "Mine.", voice="family")))


class TestEvidence:
    @pytest.mark.parametrize("layout", ["answered", "full", "voices"])
    @pytest.mark.parametrize(
        ("language", "told"),
        [("en", "*How it is known: guideline*"), ("sv", "*Hur man vet det: riktlinje*")],
    )
    def test_is_told_in_the_language_of_the_note(self, layout, language, told):
        answer = Answer(STORY, "So.", evidence="guideline")

        assert laid_out(answer, layout=layout, language=language).count(told) == 1

    @pytest.mark.parametrize("layout", ["answered", "full", "voices"])
    def test_is_told_in_a_group_with_the_voice_in_the_language_of_the_note(self, layout):
        answer = Answer(f"{PARTS}#1.what", "Ringa", voice="family", evidence="colleague")

        text = laid_out(answer, layout=layout, template=PLAN, case=blank_plan(language="sv"))

        assert "närstående" in text.casefold()
        assert text.count("*Hur man vet det: kollega*") == 1

    def test_is_told_on_the_page_of_an_agreement_with_the_voice(self):
        contract = load_template(shipped_prompts() / "patient-contract")
        answer = Answer("matters.most", "Att gå ut.", voice="family", evidence="experience")
        case = Case("20261124-aaaaaa", "T", contract.id, language="sv", answers=(answer,))

        text = lay_out(case, contract, "agreement")

        assert "närstående: Att gå ut. *(hur man vet det: erfarenhet)*" in text

    def test_that_is_another_word_is_told_as_it_is(self):
        assert laid_out(Answer(STORY, "So.", evidence="hearsay")).endswith("known: hearsay*\n")

    def test_labels_are_read_back_in_each_language(self):
        for word in EVIDENCE:
            assert {evidence_of_label(evidence_label(word, each)) for each in ("en", "sv")} == {
                word
            }


def test_an_answer_without_a_voice_behind_others_is_not_taken_for_theirs():
    text = laid_out(
        Answer(STORY, "Ours.", voice="porter"), Answer(STORY, "Whose?"), layout="answered"
    )

    assert text.endswith("*Voice: porter*\n\nOurs.\n\n*Voice: nobody named*\n\nWhose?\n")
