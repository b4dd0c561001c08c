"""Upgrading a note to another version of its template: no answer is lost."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_up import CASE_ID, NOON, STAMP, blank_text, note_text
from made_up_versions import (
    AFTERWARDS,
    EARLIER_LABELS,
    FIRST,
    LATER_LABELS,
    NEW,
    SECOND,
    STEPS,
    answer_texts,
    first_text,
    form,
    read,
)
from work import lines_run

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.visibility import relevant_addresses
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.edit import original_lines
from coprod_cli.notebook.note.new_note import new_note
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.upgrade import upgrade_note
from coprod_cli.notebook.note.version_diff import (
    current_address,
    questions_to_ask,
    renamed_addresses,
)
from coprod_cli.templates.loader import load_template

ANSWERED = first_text()


def _text(template, answers, **fields):
    return note_text(answers, template=template, **fields)


def headings(note):
    """Every heading that a marker has, with the marker's address."""
    return [
        (slot.marker.address, note.text[slot.heading : slot.line].strip()) for slot in note.slots
    ]


def marker(note, address):
    return next(slot.marker for slot in note.slots if slot.marker.address == address)


def block(note, address):
    (slot,) = [each for each in note.slots if each.marker.address == address]
    return note.text[slot.heading : slot.end]


def findings(note, template=SECOND):
    return [each.kind for each in check_note(note, lambda _: template)]


class TestANoteOfAnEarlierVersion:
    @pytest.fixture
    def after(self):
        return upgrade_note(read(ANSWERED), SECOND)

    def test_keeps_every_answer_under_its_address_or_its_new_one(self, after):
        assert answer_texts(after) == AFTERWARDS

    def test_becomes_one_in_which_nothing_is_unknown_missing_or_in_doubt(self, after):
        assert findings(after) == []
        assert not is_uncertain(after, SECOND)
        assert after.case.template_version == NEW

    def test_reads_as_one_of_the_newest_version(self, after):
        assert headings(after) == [
            ("care", "## 1. On care"),
            ("care.setting", "### Where was it?"),
            ("care.mood", "### How was the mood?"),
            ("care.fax", "### Was there a fax?"),
            ("care.queue", "### How long was the wait?"),
            ("care.street", "### Which street?"),
            ("care.why", "### Why so?"),
            ("after", "## 2. On after"),
            ("after.later", "### And later?"),
            ("parts", "## 3. On parts"),
            (STEPS, "### Which steps?"),
            (f"{STEPS}#1", "#### Step 1"),
            (f"{STEPS}#1.what", "##### What is done?"),
            (f"{STEPS}#1.who", "##### Who does it?"),
            (f"{STEPS}#1.day", "##### When?"),
            (f"{STEPS}#2", "#### Step 2"),
            (f"{STEPS}#2.what", "##### What is done?"),
            (f"{STEPS}#2.who", "##### Who does it?"),
            (f"{STEPS}#2.day", "##### When?"),
            ("end", ""),
        ]

    def test_says_what_is_new_and_what_is_kept_of_what_is_gone(self, after):
        assert marker(after, "care.why").words == (f"new={NEW}",)
        assert marker(after, f"{STEPS}#2.day").words == (f"new={NEW}",)
        assert marker(after, "care.fax").word("removed") == NEW

    def test_says_to_which_wording_each_answer_was_given(self, after):
        asked = {each.address: each.asked for each in (slot.marker for slot in after.slots)}

        assert asked["care.mood"] in FIRST.questions["care.mood"].fingerprints
        assert asked["care.queue"] in SECOND.questions["care.queue"].fingerprints
        assert asked["care.why"] == asked[f"{STEPS}#2.who"] == ""

    def test_is_not_changed_by_a_second_update(self, after):
        assert upgrade_note(after, SECOND) is after

    def test_in_swedish_has_its_new_headings_in_swedish(self):
        after = upgrade_note(read(first_text(language="sv")), SECOND)

        assert ("care.why", "### Varför då?") in headings(after)
        assert ("after", "## 2. Om after") in headings(after)

    def test_in_which_nothing_was_answered_is_as_a_new_one_to_the_byte(self):
        after = upgrade_note(read(first_text({})), SECOND)
        fields = {"template": "made-up", "template_version": NEW, "created": STAMP}
        new = new_note(Case(CASE_ID, "A made-up case", updated=STAMP, **fields), SECOND)

        assert after.original.replace(f" new={NEW}", "") == new

    def test_with_a_finding_that_leaves_an_owner_in_doubt_is_refused(self):
        with pytest.raises(InvalidInput):
            upgrade_note(read(ANSWERED.replace("<!-- coprod:end -->\n", "")), SECOND)


class TestASection:
    def test_that_is_gone_stays_with_what_stands_in_it_and_says_so(self):
        note = read(first_text({"home.pets": "A made-up cat"}))

        after = upgrade_note(note, SECOND)

        assert ("home", "## On home") in headings(after)
        assert marker(after, "home").word("removed") == NEW
        assert findings(after) == []

    def test_that_is_gone_stays_where_a_person_wrote_below_its_heading(self):
        text = first_text({}).replace("<!-- coprod:home -->\n", "<!-- coprod:home -->\nBy hand.\n")

        after = upgrade_note(read(text), SECOND)

        assert (
            block(after, "home") == f"## On home\n<!-- coprod:home removed={NEW} -->\nBy hand.\n\n"
        )

    def test_that_comes_back_is_one_of_the_form_again(self):
        kept = upgrade_note(read(first_text({"home.pets": "A made-up cat"})), SECOND)
        third = FIRST.model_copy(update={"version": "3.0.0"})

        back = upgrade_note(kept, third)

        assert marker(back, "home").words == ()
        assert marker(back, "home.pets").word("removed") == ""
        assert answer_texts(back) == {"home.pets": "A made-up cat"}
        assert findings(back, third) == []

    def test_that_is_put_elsewhere_in_the_form_is_put_there_in_the_note(self):
        before = form({"one": {"a": "A?"}, "two": {"b": "B?"}, "three": {"c": "C?"}})
        after = form({"three": {"c": "C?"}, "one": {"a": "A?"}, "two": {"b": "B?"}}, NEW)

        note = upgrade_note(read(_text(before, {"two.b": "Made up"})), after)

        assert [each for each in headings(note) if "." not in each[0]] == [
            ("three", "## 1. On three"), ("one", "## 2. On one"), ("two", "## 3. On two"),
            ("end", ""),
        ]  # fmt: skip
        assert answer_texts(note) == {"two.b": "Made up"}

    def test_stays_where_a_person_has_put_it(self):
        before = form({"one": {"a": "A?"}, "two": {"b": "B?"}})
        after = form({"one": {"a": "A?", "n": "New?"}, "two": {"b": "B?"}}, NEW)
        note = read(_text(before, {}))
        one, two = note.text.index("## 1."), note.text.index("## 2.")
        end = note.text.index("<!-- coprod:end")
        text = note.text[:one] + note.text[two:end] + note.text[one:two] + note.text[end:]

        order = [each for each, _ in headings(upgrade_note(read(text), after))]

        assert order == ["two", "two.b", "one", "one.a", "one.n", "end"]


class TestAQuestion:
    def test_that_went_to_another_section_takes_all_its_voices_along(self):
        note = read(first_text({"home.street": "Made up"}))
        theirs = Answer("home.street", "Theirs, made up", voice="family")
        note = with_case_changes(note, note.case, note.case.with_answer(theirs), FIRST, NOON)

        after = upgrade_note(note, SECOND)

        order = [slot.marker.address for slot in after.slots]
        assert order[3:7] == ["care.queue", "care.street", "care.street", "care.why"]
        assert [(each.voice, each.text) for each in after.case.given_answers()] == [
            (None, "Made up"), ("family", "Theirs, made up"),
        ]  # fmt: skip

    def test_whose_earlier_address_is_asked_at_still_is_a_new_one(self):
        before = form({"one": {"a": "A?"}})
        after = form({"one": {"a": "A?", "b": {"text": "B?", "was": "one.a"}}}, NEW)

        assert answer_texts(upgrade_note(read(_text(before, {"one.a": "Made up"})), after)) == {
            "one.a": "Made up"
        }

    def test_that_was_renamed_twice_is_known_by_each_of_its_addresses(self):
        newest = form({"one": {"c": {"text": "A?", "was": ["one.b", "one.a"]}}}, NEW)
        for name in ("a", "b"):
            note = read(_text(form({"one": {name: "A?"}}), {f"one.{name}": "Made up"}))

            assert answer_texts(upgrade_note(note, newest)) == {"one.c": "Made up"}

    def test_that_is_open_has_the_new_wording_and_no_other_line_changes(self):
        before = form({"one": {"a": "A?", "b": "B?"}})
        after = form({"one": {"a": "Another a?", "b": "B?"}}, NEW)
        text = _text(before, {})

        assert upgrade_note(read(text), after).original == text.replace(
            "### A?", "### Another a?"
        ).replace("template_version: 1.0.0", f"template_version: {NEW}")

    def test_keeps_a_heading_of_a_person_s_own_once_it_is_answered(self):
        text = ANSWERED.replace("### Where was it?", "### In what place?")

        assert ("care.setting", "### In what place?") in headings(upgrade_note(read(text), SECOND))

    def test_without_a_heading_does_not_take_an_answer_s_last_line_for_one(self):
        text = first_text({"care.mood": "Made up\n\n# A last line", "care.wait": "An hour"})
        text = text.replace("### How long was the wait?\n", "")

        after = upgrade_note(read(text), SECOND)

        assert answer_texts(after) == {
            "care.mood": "Made up\n\n# A last line",
            "care.queue": "An hour",
        }

    def test_that_goes_above_one_without_a_heading_does_not_give_it_its_last_line(self):
        before = form({"one": {"a": "A?", "b": "B?"}, "two": {"c": "C?"}})
        after = form({"one": {"a": "A?", "c": {"text": "C?", "was": "two.c"}, "b": "B?"}}, NEW)
        answers = {"one.b": "Made up", "two.c": "Moved\n\n# A last line"}
        text = _text(before, answers).replace("### B?\n", "")

        note = upgrade_note(read(text), after)

        assert answer_texts(note) == {"one.c": "Moved\n\n# A last line", "one.b": "Made up"}

    def test_that_is_gone_without_a_heading_leaves_nothing_behind(self):
        before = form({"one": {"a": "A?", "b": "B?", "c": "C?"}})
        text = _text(before, {"one.a": "Made up"}).replace("### C?\n", "")
        after = form({"one": {"a": "A?"}}, NEW)

        assert (
            upgrade_note(read(text), after).original
            == upgrade_note(read(_text(before, {"one.a": "Made up"})), after).original
        )

    def test_that_is_new_stands_in_its_section_whatever_a_person_has_put_elsewhere(self):
        before = form({"one": {"a": "A?"}, "two": {"b": "B?"}})
        after = form({"one": {"a": "A?", "n": "New?"}, "two": {"b": "B?"}}, NEW)
        theirs = "### A?\n<!-- coprod:one.a voice=family -->\n\nTheirs, made up\n\n"
        text = _text(before, {"one.a": "Made up"})
        text = text.replace("<!-- coprod:end", f"{theirs}<!-- coprod:end")

        order = [slot.marker.address for slot in upgrade_note(read(text), after).slots]

        assert order == ["one", "one.a", "one.n", "two", "two.b", "one.a", "end"]

    def test_with_another_wording_that_means_the_same_has_it_and_is_not_asked_again(self):
        steps = {
            "text": "Steps?", "type": "group", "item": "Step",
            "questions": [{"id": "what", "text": "What?"}],
        }  # fmt: skip
        before = form({"care": {"mood": "How was it?", "steps": steps}})
        part = {"id": "what", "text": "Which one?", "earlier_text": "What?"}
        after = form(
            {
                "care": {
                    "mood": {"text": "How did it feel?", "earlier_text": ["How was it?"]},
                    "steps": {
                        **steps,
                        "item": "Point",
                        "earlier_item": "Step",
                        "questions": [part],
                    },
                }
            },
            version=NEW,
        )
        answers = {"care.mood": "Calm", "care.steps#1.what": "A call"}

        note = upgrade_note(read(_text(before, answers)), after)

        assert dict(headings(note)) == {
            "care": "## 1. On care",
            "care.mood": "### How did it feel?",
            "care.steps": "### Steps?",
            "care.steps#1": "#### Point 1",
            "care.steps#1.what": "##### Which one?",
            "end": "",
        }
        assert answer_texts(note) == answers
        assert questions_to_ask(note, after) == {}
        assert findings(note, after) == []

    def test_keeps_a_person_s_heading_beside_earlier_wordings(self):
        before = form({"care": {"mood": "How was it?"}})
        after = form(
            {"care": {"mood": {"text": "How did it feel?", "earlier_text": "How was it?"}}},
            version=NEW,
        )
        text = _text(before, {"care.mood": "Calm"}).replace("### How was it?", "### Mine")

        assert dict(headings(upgrade_note(read(text), after)))["care.mood"] == "### Mine"


class TestAGroup:
    def test_that_is_gone_stays_with_its_items_each_below_its_name(self):
        after = upgrade_note(read(ANSWERED), form({"care": {"setting": "Where was it?"}}, NEW))

        names = [line for address, line in headings(after) if address.startswith(STEPS)]
        assert names == [
            "### Which steps?", "#### Step 1", "##### What is done?", "##### Who does it?",
            "#### Step 2", "##### What is done?",
        ]  # fmt: skip
        assert findings(after, form({"care": {"setting": "Where was it?"}}, NEW)) == []

    def test_that_was_renamed_keeps_its_items(self):
        group = {**_steps_of(SECOND), "was": [STEPS]}
        newest = form({"plan": {"agreed": group}}, NEW)

        after = upgrade_note(read(ANSWERED), newest)

        assert answer_texts(after)["plan.agreed#2.what"] == "Walk, made up"
        assert [each for each, _ in headings(after)][:4] == [
            "plan", "plan.agreed", "plan.agreed#1", "plan.agreed#1.what",
        ]  # fmt: skip
        assert findings(after, newest) == []


def _steps_of(template):
    dumped = template.questions[STEPS].model_dump(mode="json", exclude_defaults=True)
    return {key: value for key, value in dumped.items() if key != "id"}


# --- any two versions, any answers ---

SECTIONS = ["s1", "s2", "s3", "s4"]
FATES = ["kept", "renamed", "moved", "reworded", "moved and reworded", "removed"]
texts = st.sampled_from(
    ["Made up", "Two\n\nparagraphs", "# A heading", "Last\n\n### What is q1?", "```\nopen fence",
     "<!-- coprod:end -->", "\\<!-- coprod:s1.q1 -->", "- a\n- b", "  indented  ", "---"]
)  # fmt: skip
FOREIGN = "Written by hand."
damage = st.sampled_from(
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: f"{text}\n{FOREIGN}\n",
        lambda text: text.replace("status: draft", f"status: draft\nmood: {FOREIGN} # so"),
        lambda text: text.replace("<!-- coprod:s1 -->", f"<!-- coprod:s1 -->\n\n{FOREIGN}"),
        lambda text: text.replace("<!-- coprod:s2 -->", f"<!-- coprod:s2 -->\n{FOREIGN}\n# So"),
        lambda text: text.replace("\n# A made-up case\n", f"\n{FOREIGN}\n"),
        lambda text: text.replace("### What is q1?\n", "", 1),
        lambda text: text.replace("### What is q2?\n", f"{FOREIGN}\n", 1),
        lambda text: text.replace("### What is q3?", "### My own words"),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("Made up\n", "Made up\r\n", 1),
    ]
)


@st.composite
def pairs_of_versions(draw):
    """An earlier version and a newer one, of which each question has a fate of its own."""
    names = draw(st.lists(st.sampled_from(["q1", "q2", "q3", "q4", "q5"]), min_size=1, unique=True))
    before, after = {}, {}
    for name in names:
        section = draw(st.sampled_from(SECTIONS[:3]))
        asked = draw(st.sampled_from([_line, _group]))
        before.setdefault(section, {})[name] = asked(name, "What is")
        fate = draw(st.sampled_from(FATES))
        if fate == "removed":
            continue
        goes = draw(st.sampled_from(SECTIONS)) if "moved" in fate else section
        renamed = name if fate in {"kept", "reworded"} else f"{name}-new"
        was = {} if renamed == name else {"was": f"{section}.{name}"}
        said = asked(name, "What about" if "reworded" in fate else "What is")
        after.setdefault(goes, {})[renamed] = {**said, **was}
    for name in draw(st.lists(st.sampled_from(["n1", "n2"]), unique=True)):
        asked = draw(st.sampled_from([_line, _group]))
        after.setdefault(draw(st.sampled_from(SECTIONS)), {})[name] = asked(name, "What is")
    assume(after)
    return form(_shuffled(draw, before)), form(_shuffled(draw, after), NEW)


def _line(name, lead):
    return {"text": {"en": f"{lead} {name}?", "sv": f"{lead} {name}, då?"}}


def _group(name, lead):
    parts = ("x", "y") if lead == "What is" else ("y", "z")
    asked = [{"id": part, "text": f"Which {part}?"} for part in parts]
    return {**_line(name, lead), "type": "group", "item": "Part", "questions": asked}


def _shuffled(draw, sections):
    order = draw(st.permutations(list(sections)))
    return {name: dict(draw(st.permutations(list(sections[name].items())))) for name in order}


@st.composite
def notes_of(draw, template):
    """A note of a version, with answers by any voice, and with what people do to notes."""
    asked = [*template.questions, *_within_items(template)]
    note = read(_text(template, {}, language=draw(st.sampled_from(["en", "sv"]))))
    case = note.case
    for address in draw(st.lists(st.sampled_from(asked), unique=True)):
        unknown = draw(st.booleans())
        text = canonical_text(draw(texts) if not unknown or draw(st.booleans()) else "")
        voice = draw(st.sampled_from([None, "family"]))
        case = case.with_answer(Answer(address, text, unknown, voice))
    text = with_case_changes(note, note.case, case, template, NOON).original
    if draw(st.booleans()):
        text = re.sub(r" asked=[0-9a-f]{8}(?= -->\n)", "", text)
    note = read(draw(damage)(draw(damage)(text)))
    assume(not is_uncertain(note, template))
    return note


def _within_items(template):
    for address, question in template.questions.items():
        if question.type == "group":
            yield from (f"{address}#{n}.{each.id}" for n in (1, 3) for each in question.questions)


def raw_answers(note, renamed):
    """What stands under each marker in the file, its line ends with it."""
    lines = original_lines(note)
    found = {}
    for slot in note.slots[:-1]:
        body = "".join(lines[note.lines.number(slot.start) : note.lines.number(slot.end)])
        key = (current_address(slot.marker.address, renamed), slot.marker.voice)
        if slot.marker.unknown or canonical_text(body):
            found[key] = (slot.marker.unknown, slot.marker.evidence, body.strip("\r\n\t "))
    return found


@st.composite
def updates(draw):
    before, after = draw(pairs_of_versions())
    return draw(notes_of(before)), after


class TestAnyNoteInAnyTwoVersions:
    @given(updates())
    def test_keeps_every_answer_to_the_byte(self, update):
        note, template = update
        renamed = renamed_addresses(note, template)

        after = upgrade_note(note, template)

        assert raw_answers(after, {}) == raw_answers(note, renamed)

    @given(updates())
    def test_keeps_what_coprod_does_not_know(self, update):
        note, template = update

        after = upgrade_note(note, template)

        assert after.original.count(FOREIGN) == note.original.count(FOREIGN)
        assert after.original.startswith("\ufeff") == note.original.startswith("\ufeff")
        if "\n" not in note.original.replace("\r\n", ""):
            assert "\n" not in after.original.replace("\r\n", "")
        assert after.case.extra == note.case.extra

    @given(updates())
    def test_becomes_one_that_no_check_remarks_on_and_no_second_update_changes(self, update):
        note, template = update

        after = upgrade_note(note, template)

        # A heading that a person took away stays away, and a check tells so.
        assert set(findings(after, template)) <= {"heading"}
        assert not is_uncertain(after, template)
        assert upgrade_note(after, template) is after
        assert read_note(after.original.encode(), after.source).findings == ()

    @given(updates())
    def test_has_each_question_below_its_section_and_the_sections_in_order(self, update):
        note, template = update

        after = upgrade_note(note, template)

        around, found = "", {}
        for slot in after.slots:
            address = slot.marker.address
            around = around if address.is_question else address
            if template.question_at(address) or (address.item and template.group_at(address)):
                found.setdefault(address.outer, set()).add(around)
        assert found == {each: {each.section} for each in template.questions}
        known = [section.id for section in template.sections]
        order = [slot.marker.address for slot in after.slots if slot.marker.address in known]
        assert order == known


class TestLabels:
    @pytest.mark.parametrize(
        ("language", "before", "after"),
        [
            ("en", "Walked in", "Came by"),
            ("sv", "Utan tid", "Kom förbi"),
            ("en", "Utan tid", "Came by"),
            ("en", "dropped\u00a0in", "Came by"),
            # What is a name of the choice today stays as it was written.
            ("en", "Booked", "Booked"),
            ("en", "CAME BY", "CAME BY"),
            ("en", "kom förbi", "kom förbi"),
            ("en", "one", "one"),
            ("en", "In some other way", "In some other way"),
        ],
    )
    def test_in_an_earlier_wording_become_those_of_today(self, language, before, after):
        text = _text(EARLIER_LABELS, {"visit.kind": before, "visit.why": "So."}, language=language)

        note = upgrade_note(read(text), LATER_LABELS)
        assert answer_texts(note) == {"visit.kind": after, "visit.why": "So."}

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("- Walked in\n- Booked", "- Came by\n- Booked"),
            ("- Booked", "- Booked"),
            ("* Came by", "* Came by"),
            ("- Walked in\n- In some other way", "- Walked in\n- In some other way"),
        ],
    )
    def test_of_several_choices_in_an_item_of_a_group_too(self, before, after):
        text = _text(EARLIER_LABELS, {"visit.people#1.kinds": before})

        note = upgrade_note(read(text), LATER_LABELS)
        assert answer_texts(note) == {"visit.people#1.kinds": after}

    def test_are_rewritten_for_each_voice_and_beside_what_is_not_known_yet(self):
        note = read(_text(EARLIER_LABELS, {}))
        case = note.case
        for answer in (
            Answer("visit.kind", "Walked in", True),  # noqa: FBT003
            Answer("visit.kind", "Walked in", voice="kin"),
        ):
            case = case.with_answer(answer)
        after = upgrade_note(
            with_case_changes(note, note.case, case, EARLIER_LABELS, NOON), LATER_LABELS
        )

        assert [(each.text, each.unknown, each.voice) for each in after.case.given_answers()] == [
            ("Came by", True, None), ("Came by", False, "kin"),
        ]  # fmt: skip

    def test_decide_what_is_asked_before_the_update_too(self):
        case = read(_text(EARLIER_LABELS, {"visit.kind": "Walked in"})).case

        for template in (EARLIER_LABELS, LATER_LABELS):
            assert "visit.why" in relevant_addresses(template, case)


class TestTheWork:
    @staticmethod
    def template(folder, version, count):
        """A template of so many questions, in one section."""
        folder.mkdir()
        questions = [f"  - {{id: q{number}, text: Made up?}}" for number in range(count)]
        lines = ["id: s", "title: Made up", "questions:", *questions]
        (folder / "s.yaml").write_text("\n".join(lines))
        top = f"id: many\nversion: {version}\ntitle: Many\nsections: [s]\n"
        (folder / "template.yaml").write_text(top)
        return load_template(folder)

    @pytest.mark.parametrize("added", [True, False])
    def test_grows_as_the_questions_that_are_added_or_removed(self, tmp_path, added):
        work = []
        for count in (30, 30, 300):  # the first one also counts what is computed once
            few = self.template(tmp_path / f"few{len(work)}", "1.0.0", 2)
            many = self.template(tmp_path / f"many{len(work)}", "1.0.0", count)
            before, after = (few, many) if added else (many, few)
            after = after.model_copy(update={"version": "2.0.0"})
            note = read_note(blank_text(before).encode(), "case.md")
            work.append(lines_run(lambda note=note, after=after: upgrade_note(note, after)))

        assert work[2] < 12 * work[1]
