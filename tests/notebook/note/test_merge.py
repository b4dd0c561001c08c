"""Merge of two versions of a note: every word of both is afterwards in the same answer."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, PRIMARY_CARE, note_text

from coprod_cli.base.errors import CoprodError, InvalidInput
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.merge import merge_notes
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.notebook.note.two_versions import KIND, line_between
from coprod_cli.privacy.scan import WatchList, identifiers_in_text

EARLY, LATE = "2026-11-24T10:00:00+01:00", "2026-11-24T11:00:00+01:00"
BETWEEN = line_between("en")
STORY, NAME, LINES = "second.story", "first.name", "first.helpers"


def read(text):
    return read_note(text.encode(), f"{CASE_ID}.md")


def early(answers=None, **fields):
    return note_text(answers, updated=EARLY, **fields)


def late(answers=None, **fields):
    return note_text(answers, updated=LATE, **fields)


def merged(base, ours, theirs, **more):
    """The merge of three texts; it is the same the other way round."""
    before = read(base) if base is not None else None
    result = merge_notes(before, read(ours), read(theirs), **more)
    other_way = merge_notes(before, read(theirs), read(ours), **more)
    assert other_way.note.text == result.note.text
    assert set(other_way.joined) == set(result.joined)
    assert not result.note.uncertain
    return result


def texts(note):
    return {str(each.key): each.text for each in note.case.given_answers()}


def joined(result):
    return [(str(each.kind), each.name) for each in result.joined]


class TestAnAnswer:
    BASE = note_text({STORY: "first"})

    def test_that_one_side_changed_is_that_of_this_side(self):
        result = merged(self.BASE, early({STORY: "second"}), late({STORY: "first", NAME: "n"}))

        assert texts(result.note) == {STORY: "second", NAME: "n"}
        assert result.joined == ()

    def test_that_both_changed_alike_stands_once(self):
        result = merged(self.BASE, early({STORY: "second"}), late({STORY: "second"}))

        assert texts(result.note) == {STORY: "second"}
        assert result.joined == ()

    @pytest.mark.parametrize("base", [BASE, None])
    def test_that_both_changed_has_both_texts_the_later_first(self, base):
        result = merged(base, early({STORY: "one\n\ntwo"}), late({STORY: "three"}))

        assert texts(result.note) == {STORY: f"three\n\n{BETWEEN}\n\none\n\ntwo"}
        assert joined(result) == [("both", STORY)]
        assert result.is_open

    @pytest.mark.parametrize("address", ["first.day", "first.wait", "first.kind", "first.seen"])
    def test_of_any_type_that_both_changed_has_both_texts(self, address):
        one, other = {"first.day": ("2026-01-01", "2026-01-02"), "first.wait": ("1", "2")}.get(
            address, ("Yes", "No")
        )
        result = merged(note_text(), early({address: one}), late({address: other}))

        assert texts(result.note) == {address: f"{other}\n\n{BETWEEN}\n\n{one}"}
        kinds = {each.kind for each in check_note(result.note, lambda _: EVERY_TYPE)}
        assert kinds == {KIND}

    @pytest.mark.parametrize("base", [BASE, None])
    def test_that_one_side_emptied_keeps_the_other_text(self, base):
        result = merged(base, early({STORY: "second"}), late())

        assert texts(result.note) == {STORY: "second"}
        assert joined(result) == ([("kept", STORY)] if base else [])

    def test_that_one_side_emptied_and_the_other_left_is_empty(self):
        assert texts(merged(self.BASE, early(), late({STORY: "first"})).note) == {}

    def test_in_which_one_text_has_all_lines_of_the_other_is_the_longer_one(self):
        result = merged(None, early({STORY: "one\n\ntwo\n\nthree"}), late({STORY: "two"}))

        assert texts(result.note) == {STORY: "one\n\ntwo\n\nthree"}
        assert joined(result) == [("longer", STORY)]
        assert not result.is_open

    def test_whose_one_text_is_earlier_in_the_history_is_the_other_one(self):
        known = {AnswerKey(STORY): {"one"}}
        result = merged(None, early({STORY: "two"}), late({STORY: "one"}), earlier=known)

        assert texts(result.note) == {STORY: "two"}
        assert joined(result) == [("newer", STORY)]

    def test_not_known_yet_on_one_side_and_given_on_the_other_is_given(self):
        for base in (note_text(), None):
            result = merged(base, early(unknown=[STORY]), late({STORY: "told"}))

            (answer,) = result.note.case.given_answers()
            assert (answer.text, answer.unknown) == ("told", False)

    def test_that_looks_like_a_marker_stays_text(self):
        line = f"<!-- coprod:{NAME} -->"
        result = merged(note_text(), early({STORY: line}), late({STORY: "other"}))

        assert texts(result.note) == {STORY: f"other\n\n{BETWEEN}\n\n{line}"}

    def test_that_ends_in_a_heading_gives_no_heading_to_a_marker_without_one(self):
        def without_heading(text):
            return re.sub(r"### [^\n]*\n(?=<!-- coprod:second.why-not)", "", text)

        result = merged(note_text(), without_heading(early()), late({STORY: "two\n\n# three"}))

        assert texts(result.note) == {STORY: "two\n\n# three"}
        assert "\n# three\n\n### second.why-not\n<!--" in result.note.text


class TestTwoVersions:
    @pytest.mark.parametrize("language", ["en", "sv"])
    def test_are_a_finding_until_a_person_takes_the_line_out(self, language):
        text = note_text({STORY: f"a\n\n{line_between(language)}\n\nb"})
        (finding,) = read(text).findings

        assert (finding.kind, finding.uncertain) == (KIND, False)
        assert text.split("\n")[finding.line - 1] == line_between(language)

    @pytest.mark.parametrize("line", ["\\" + BETWEEN, f"> {BETWEEN}", BETWEEN.replace("**", "__")])
    def test_are_known_as_formatters_leave_them(self, line):
        assert [each.kind for each in read(note_text({STORY: f"a\n\n{line}\n\nb"})).findings] == [
            KIND
        ]

    @pytest.mark.parametrize("text", ["(coprod)", f"She wrote: {BETWEEN}", "Both (coprod)"])
    def test_are_no_words_of_a_person(self, text):
        assert read(note_text({STORY: text})).findings == ()

    def test_merged_again_keep_every_text(self):
        once = merged(note_text(), early({STORY: "one"}), late({STORY: "two"})).note
        again = merged(None, once.original, late({STORY: "three"}))

        for word in ("one", "two", "three"):
            assert word in texts(again.note)[STORY]

    def test_have_nothing_in_their_line_that_may_tell_who_somebody_is(self):
        for language in ("en", "sv"):
            assert identifiers_in_text(line_between(language), WatchList.read("")) == []


class TestLists:
    def test_of_steps_are_joined_by_line_and_a_tick_stays(self):
        base = "- [ ] A\n- [ ] B (due: 2026-12-01)\n- [ ] C"
        one = "- [x] A\n- [ ] B (due: 2026-12-01)\n- [ ] C\n- [ ] D"
        other = "- [ ] A\n- [ ] B (due: 2026-12-02)\n  more\n- [ ] E"
        result = merged(note_text({STORY: base}), early({STORY: one}), late({STORY: other}))

        lines = texts(result.note)[STORY].split("\n")
        assert sorted(lines) == sorted(
            ["- [x] A", "- [ ] B (due: 2026-12-02)", "  more", "- [ ] E", "- [ ] D"]
        )
        assert joined(result) == [("lines", STORY)]

    def test_of_steps_keep_what_one_side_cancelled_or_began(self):
        base = "- [ ] A\n- [ ] B\n- [ ] C"
        one, other = "- [-] A\n- [ ] B\n- [/] C", "- [ ] A\n- [x] B\n- [ ] C"
        result = merged(note_text({STORY: base}), early({STORY: one}), late({STORY: other}))

        assert texts(result.note)[STORY].split("\n") == ["- [-] A", "- [x] B", "- [/] C"]

    def test_of_choices_have_what_each_side_added(self):
        base, one, other = "- A nurse", "- A nurse\n- Family", "- A doctor\n- A nurse"
        result = merged(note_text({LINES: base}), early({LINES: one}), late({LINES: other}))

        assert texts(result.note) == {LINES: "- A doctor\n- A nurse\n- Family"}

    def test_without_a_base_lose_nothing(self):
        result = merged(None, early({LINES: "- [x] A\n- [ ] B"}), late({LINES: "- [ ] A\n- [ ] C"}))

        assert sorted(texts(result.note)[LINES].split("\n")) == ["- [ ] B", "- [ ] C", "- [x] A"]

    def test_whose_same_item_both_may_have_reworded_are_both_kept(self):
        base, one, other = "- a chair\n- tea", "- a soft chair\n- tea", "- a hard chair\n- tea"
        result = merged(note_text({STORY: base}), early({STORY: one}), late({STORY: other}))

        assert joined(result) == [("both", STORY)]
        assert texts(result.note) == {STORY: f"{other}\n\n{BETWEEN}\n\n{one}"}

    def test_whose_same_step_both_changed_has_both(self):
        base, one, other = (f"- [ ] Ring (due: 2026-12-0{day})" for day in (1, 2, 3))
        result = merged(note_text({STORY: base}), early({STORY: one}), late({STORY: other}))

        assert texts(result.note) == {STORY: f"{other}\n{one}"}


def spoken(text, *answers):
    note = read(text)
    for voice, words in answers:
        note = set_answer(note, Answer(STORY, words, voice=voice), f"### What? ({voice})")
    return note.original


class TestVoices:
    def test_that_each_side_added_are_both_there_and_no_empty_one(self):
        ours = spoken(early(), ("family", "f"))
        theirs = spoken(late(), ("professional", "p"))
        for base in (note_text(), None):
            result = merged(base, ours, theirs)

            assert texts(result.note) == {f"{STORY}@family": "f", f"{STORY}@professional": "p"}
            assert result.note.original.count(f"coprod:{STORY} ") == 2

    def test_never_get_the_words_of_another(self):
        base = spoken(note_text(), ("family", "f"), ("patient", "p"))
        ours = spoken(early(), ("family", "f1"), ("patient", "p"))
        theirs = spoken(late(), ("family", "f"), ("patient", "p1"))

        assert texts(merged(base, ours, theirs).note) == {
            f"{STORY}@family": "f1",
            f"{STORY}@patient": "p1",
        }

    def test_that_one_side_named_later_do_not_stand_twice(self):
        ours = spoken(early(), ("family", "words"))
        for base in (note_text({STORY: "words"}), None):
            result = merged(base, ours, late({STORY: "words"}))

            assert texts(result.note) == {f"{STORY}@family": "words"}

    def test_evidence_and_unknown_words_of_both_sides_are_kept(self):
        def with_words(text, words):
            return text.replace(f"coprod:{STORY} -->", f"coprod:{STORY} {words} -->")

        ours = with_words(early({STORY: "a"}), "evidence=heard mood=calm")
        theirs = with_words(late({STORY: "a"}), "evidence=seen weather=cold")
        text = merged(note_text({STORY: "a"}), ours, theirs).note.original

        (line,) = [line for line in text.split("\n") if f"coprod:{STORY} " in line]
        assert set(line.split()[2:-1]) == {
            "evidence=seen", "evidence=heard", "mood=calm", "weather=cold",
        }  # fmt: skip


class TestFrontMatter:
    def test_has_the_later_time_and_the_words_of_both(self):
        base = note_text(tags=["a", "gone"])
        result = merged(base, early(tags=["a", "b", "gone"]), late(tags=["a", "c"]))

        case = result.note.case
        assert (case.updated, set(case.tags)) == (LATE, {"a", "b", "c"})
        assert result.joined == ()

    def test_has_a_title_and_a_status_that_one_side_changed(self):
        result = merged(note_text(), early(title="New"), late(status="final"))

        assert (result.note.case.title, result.note.case.status) == ("New", "final")
        assert "\n# New\n" in result.note.text

    def test_has_the_later_of_two_titles_and_tells_of_the_other(self):
        result = merged(note_text(), early(title="One"), late(title="Two"))

        assert result.note.case.title == "Two"
        assert ("chosen", "title") in joined(result)
        assert f"# {BETWEEN.strip('*')} title: One\n" in result.note.text
        assert f"# Two\n\n{BETWEEN}\n\n# One\n" in result.note.text
        assert [each.kind for each in result.note.findings] == [KIND, KIND]

    def test_keeps_unknown_keys_and_comments_of_both(self):
        def with_lines(text, lines):
            return text.replace("status: draft\n", f"status: draft\n{lines}")

        ours = with_lines(early(), "mood: calm\n# a remark\nplaces:\n  - home\n  - desk\n")
        theirs = with_lines(late(), "weather: {cold: yes}\n'quoted key': 1\n")
        result = merged(note_text(), ours, theirs)

        assert result.note.case.extra == {
            "mood": "calm", "places": ["home", "desk"], "weather": {"cold": "yes"}, "quoted key": 1,
        }  # fmt: skip
        assert "# a remark\n" in result.note.text

    def test_of_two_cases_or_two_forms_is_refused(self):
        other_case = early(id="20261124-aaaaaa")
        for other in (other_case, note_text(template=PRIMARY_CARE)):
            with pytest.raises(CoprodError):
                merge_notes(None, read(late()), read(other))

    def test_of_a_damaged_version_is_refused(self):
        with pytest.raises(InvalidInput):
            merge_notes(None, read(late()), read(early().replace("<!-- coprod:end -->\n", "")))

    def test_that_is_damaged_before_both_changes_is_as_if_it_were_not_known(self):
        result = merged("no note", early({STORY: "one"}), late({STORY: "two"}))

        assert joined(result) == [("both", STORY)]


class TestOtherText:
    def test_above_below_and_between_is_kept_of_both_sides(self):
        def with_text(text, word):
            text = text.replace("\n## 1.", f"\nabove {word}\n\n## 1.", 1)
            text = text.replace("coprod:second -->\n", f"coprod:second -->\n\nbetween {word}\n")
            return f"{text}\nbelow {word}\n"

        result = merged(note_text(), with_text(early(), "one"), with_text(late(), "two"))

        for place in ("above", "between", "below"):
            assert f"{place} two\n\n{BETWEEN}\n\n{place} one\n" in result.note.text
        assert texts(result.note) == {}

    def test_as_one_side_wrote_it_stays_to_the_byte(self):
        ours = early({STORY: "a"}).replace("### What happened?", "### What happened, really?")
        ours = ours.replace("\n", "\r\n")
        result = merge_notes(read(note_text()), read(ours), read(late({NAME: "n"})))

        lines = result.note.original.split("\r\n")
        assert "\n" not in "".join(lines)
        assert "### What happened, really?" in lines

    def test_is_that_of_ours_where_nothing_else_changed(self):
        ours = late({STORY: "a"}).replace("\n\na\n\n", "\n\n\na\n\n\n")

        assert merge_notes(read(note_text()), read(ours), read(note_text())).note.original == ours

    def test_and_blocks_in_the_order_that_one_side_gave_them(self):
        blocks = re.split(r"(?=### )", early({NAME: "n"}))
        moved = "".join([blocks[0], blocks[2], blocks[1], *blocks[3:]])
        result = merged(note_text(), moved, late({STORY: "s"}))

        assert texts(result.note) == {NAME: "n", STORY: "s"}
        order = [each.marker.address for each in result.note.slots]
        assert order.index("first.kind") < order.index(NAME)


WORDS = st.text("abcdé \n#-*[]x<>!:.|=", max_size=30)
ANSWERS = st.dictionaries(st.sampled_from([*EVERY_TYPE.questions]), WORDS, max_size=5)


def words_of(text):
    return {word for word in text.split() if any(char.isalnum() for char in word)}


@settings(max_examples=150, deadline=None)
@given(ANSWERS, ANSWERS, ANSWERS, st.booleans(), st.booleans())
def test_every_word_of_a_changed_answer_is_in_the_same_answer_afterwards(
    before, ours, theirs, has_base, is_late
):
    base = note_text(before) if has_base else None
    one, other = (late, early) if is_late else (early, late)
    sides = read(one(ours)), read(other(theirs))
    result = merge_notes(read(base) if has_base else None, *sides)
    after, known = texts(result.note), texts(read(base)) if has_base else {}
    for key in {each for side in sides for each in texts(side)}:
        given_texts = [texts(side).get(key, "") for side in sides]
        kept = set().union(*map(words_of, given_texts))
        if has_base:  # what one side took out, and the other left as it was, may be gone
            kept -= words_of(known.get(key, ""))
        assert kept <= words_of(after.get(key, ""))
    assert set(after) <= {each for side in sides for each in texts(side)}
    assert not result.note.uncertain
    assert merge_notes(None, result.note, result.note).note.original == result.note.original


def test_long_notes_are_merged_in_seconds():
    lines = [f"- item {number}" for number in range(10_000)]
    result = merge_notes(
        read(note_text({STORY: "\n".join(lines)})),
        read(early({STORY: "\n".join(["- first", *lines]), NAME: "\n" * 90_000})),
        read(late({STORY: "\n".join([*lines, "- last"])})),
    )

    assert texts(result.note)[STORY].split("\n") == ["- first", *lines, "- last"]
