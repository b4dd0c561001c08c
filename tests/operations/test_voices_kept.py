"""No byte of another voice's answer changes in a note, whatever one voice does beside it."""

from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st
from made_up_plan import PARTS, PLAN, plan_note

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtQuestion
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Back,
    ChangeItem,
    ChangeVoice,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenReview,
    Paused,
    RemoveItem,
    Skipped,
    Take,
    Unknown,
)
from coprod_cli.model.case import Answer
from coprod_cli.model.template import Template
from coprod_cli.model.voice_names import WITHOUT_VOICE
from coprod_cli.notebook.note.apply_case import conflicting_answer, with_case_changes
from coprod_cli.notebook.note.upgrade import upgrade_note
from coprod_cli.operations.convert import Conversion, converted_note

NOW = datetime(2026, 11, 30, tzinfo=UTC)
NEXT = "agreed.next"
VOICES = ("patient", "family", "porter", WITHOUT_VOICE)
IN_ITEM = (f"{PARTS}#1.what", f"{PARTS}#1.how", f"{PARTS}#2.what")
TEXTS = ("", "Mine", "Vården", "?", "- [ ] call\n  twice", "# no heading\n\n<!-- coprod:end -->")


ELSEWHERE = [(f"{PARTS}#2.what", "patient", "Mine"), RemoveItem(f"{PARTS}#2")]
"""Another program writes into an item that is removed then."""


def reworded():
    """The next version of the plan, which asks everything in other words."""
    form = PLAN.model_dump(mode="json", exclude_defaults=True)
    for section in form["sections"]:
        for question in (*section["questions"], *section["questions"][0].get("questions", ())):
            question["text"] = {language: f"{text}!" for language, text in question["text"].items()}
    return Template.model_validate({**form, "version": "9.0.0"})


FORMS = (PLAN, reworded())
REPLIES = st.one_of(
    st.builds(Answered, st.sampled_from(TEXTS)),
    st.builds(Unknown, st.sampled_from(TEXTS)),
    st.builds(Back, st.sampled_from((None, *TEXTS))),
    st.builds(ChangeVoice, st.sampled_from((None, *TEXTS)), st.sampled_from((*VOICES, "a b"))),
    st.builds(ChangeVoice, st.sampled_from((None, *TEXTS))),
    st.builds(Jump, st.sampled_from(("title", "day.booked", PARTS, NEXT))),
    st.builds(ChangeItem, st.sampled_from((f"{PARTS}#1", f"{PARTS}#2"))),
    st.builds(RemoveItem, st.sampled_from((f"{PARTS}#1", f"{PARTS}#2"))),
    st.builds(Chosen, st.sampled_from(Take)),
    st.sampled_from(
        (Skipped(), AddItem(), OpenReview(), Finished(), KeptAsDraft(), Paused("Half"))
    ),
)  # fmt: skip
EVENTS = st.one_of(
    REPLIES, REPLIES, REPLIES,
    st.builds(Conversion, st.sampled_from(("en", "sv"))),
    st.sampled_from(("update",)),
    st.tuples(st.sampled_from((NEXT, *IN_ITEM)), st.sampled_from(VOICES), st.sampled_from(TEXTS)),
)  # fmt: skip


def blocks(note, *, without):
    """What stands in a note below each marker of the given answers of other voices."""
    return {
        slot.marker.key: note.text[slot.start : slot.end].strip("\n")
        for slot, answer in zip(
            (each for each in note.slots if each.marker.address.is_question),
            note.case.answers,
            strict=True,
        )
        if answer.given and answer.voice != without
    }


def written(note, answers, form):
    """The note with answers, as coprod writes them."""
    return with_case_changes(note, note.case, note.case.with_answers(answers), form, NOW)


def said_by_others(case, voice):
    return {answer for answer in case.given_answers() if answer.voice != voice}


class Sitting:
    """A note, and the interview about it of people who speak in turn."""

    def __init__(self, note):
        self.note, self.form = note, PLAN
        self.interview = Interview.reopen(PLAN, note.case, drafts={}, voice="family")

    def reply(self, reply):
        before, after = self.interview, self.interview.apply(reply)
        if mine := conflicting_answer(before.case, after.case, self.note.case):
            self.interview = before.with_problem(reply, "").with_conflict(
                after, mine, self.note.case
            )
            return
        self.note = with_case_changes(self.note, before.case, after.case, self.form, NOW)
        self.interview = after.with_case(self.note.case)
        if self.interview.step is None:
            self.begin(self.interview.position.at)

    def begin(self, at=None):
        here = self.interview
        self.interview = Interview.resume(
            self.form, self.note.case, at=at, drafts=here.drafts, bases=here.bases, voice=here.voice
        )

    def convert(self, conversion):
        self.note = converted_note(self.note, conversion, self.form, self.form)
        self.begin()

    def update(self):
        self.form = FORMS[1]
        self.note = upgrade_note(self.note, self.form)
        self.begin()

    def write_from_elsewhere(self, address, voice, text):
        answer = Answer(address, text.strip(), voice=voice or None)
        if text or any(each.key == answer.key for each in self.note.case.answers):
            self.note = written(self.note, [answer], self.form)


@given(
    st.dictionaries(
        st.sampled_from((NEXT, *IN_ITEM)),
        st.lists(st.sampled_from(VOICES), min_size=1, max_size=3, unique=True),
    ),
    st.lists(EVENTS, max_size=14),
)
@example({f"{PARTS}#2.what": ["family"]}, ELSEWHERE)
def test_no_event_changes_a_byte_of_an_answer_that_another_voice_gave(voices, events):
    answers = [
        Answer(address, f"By {voice}\n  <-- kept", voice=voice or None)
        for address, names in voices.items()
        for voice in names
    ]
    sitting = Sitting(written(plan_note(), answers, PLAN))
    for event in events:
        before, voice = sitting.note, sitting.interview.own_voice
        at = sitting.interview.position
        if isinstance(at, AtQuestion) and at.answer is not None:
            assert at.answer.voice == voice
        match event:
            case Conversion():
                sitting.convert(event)
                voice = "no one's"
            case "update":
                sitting.update()
                voice = "no one's"
            case (address, other, text):
                sitting.write_from_elsewhere(address, other, text)
                voice = other or None
            case reply:
                sitting.reply(reply)

        after = blocks(sitting.note, without=voice)
        assert blocks(before, without=voice).items() == after.items()
        assert said_by_others(before.case, voice) == said_by_others(sitting.note.case, voice)
