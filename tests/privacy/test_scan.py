"""Identifiers in notes and cases, and cases without them; everybody in here is made up."""

import time
from types import MappingProxyType

import pytest
from another_language import speak_marked
from hypothesis import given
from hypothesis import strategies as st
from made_up import STAMP, blank, note_text

from coprod_cli.base.i18n import translated
from coprod_cli.model.case import TITLE, Answer
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.privacy.kinds import SCAN_DISCLAIMER, kind_label
from coprod_cli.privacy.placeholders import Placeholders
from coprod_cli.privacy.scan import (
    NO_WATCH_LIST,
    WatchList,
    deidentify_case,
    find_identifiers,
    identifiers_in_answer,
    identifiers_in_case,
    identifiers_in_text,
    note_findings,
)

STORY = "Dr Anna Berg rang.\nHer number is 070-174 06 35."
WATCHED = WatchList.read("Grönköping")


def found(text, watched=NO_WATCH_LIST):
    """Return the kind and the text of each identifier in a note's text."""
    return [(each.kind, text[each.start : each.end]) for each in identifiers_in_text(text, watched)]


class TestIdentifiersInText:
    def test_is_looked_at_in_its_answers_its_title_and_its_headings(self):
        text = note_text({"second.story": STORY}, title="Dr Anna Berg and me")

        assert found(text) == [
            *[("name", "Anna Berg")] * 3, ("phone", "070-174 06 35")
        ]  # fmt: skip

    def test_does_not_tell_by_what_coprod_itself_writes(self):
        text = note_text({"second.story": "Made up"}, unknown=["second.late"])

        assert STAMP in text
        assert found(text) == []

    @pytest.mark.parametrize("opening", ["---\n", "\ufeff---\n", "--- \n", "\ufeff---\t\n"])
    @pytest.mark.parametrize("closing", ["---", "...", "--- "])
    def test_may_open_and_close_its_front_matter_in_any_way(self, opening, closing):
        text = note_text({"second.story": STORY})
        text = opening + text.removeprefix("---\n").replace("\n---\n", f"\n{closing}\n", 1)

        assert found(text) == [("name", "Anna Berg"), ("phone", "070-174 06 35")]

    @pytest.mark.parametrize("line", ["born: 1950-05-03", "updated_by: Dr Anna Berg"])
    def test_is_looked_at_in_the_front_matter_that_coprod_does_not_know(self, line):
        text = note_text({}).replace("status: draft", f"status: draft\n{line}")

        assert len(found(text)) == 1

    @pytest.mark.parametrize("line", ["created: 3 May", "status: Dr Anna Berg", "id: 3 May"])
    def test_is_looked_at_where_an_answer_looks_like_front_matter(self, line):
        assert len(found(note_text({"second.story": f"---\n{line}\n---"}))) == 1

    def test_is_looked_at_below_a_rule_where_its_front_matter_ends_with_dots(self):
        text = note_text({"second.story": "created: 3 May\n\n---"})

        assert found(text.replace("\n---\n", "\n...\n", 1)) == [("date", "3 May")]

    @pytest.mark.parametrize(
        "line",
        [
            "<!-- coprod: Dr Anna Berg",
            "<!-- coprod:end --> Dr Anna Berg",
            "\\<!-- coprod:end --> Dr Anna Berg",
            "see <!-- coprod:x --> Dr Anna Berg",
        ],
    )
    def test_is_looked_at_where_a_line_only_looks_like_a_marker(self, line):
        text = note_text({}).replace("<!-- coprod:end -->", f"{line}\n\n<!-- coprod:end -->")

        assert found(text) == [("name", "Anna Berg")]

    @pytest.mark.parametrize(
        "text", ["", "---", "---\n", "\ufeff", "Dr Anna Berg", "---\nid: 3 May"]
    )
    def test_may_be_of_any_form(self, text):
        assert len(found(text)) == ("Berg" in text or "May" in text)

    @given(st.text(st.sampled_from("-\n. \ufeffid:created3May<!coprod>")))
    def test_never_gives_a_place_that_is_not_in_it(self, text):
        spans = [(each.start, each.end) for each in identifiers_in_text(text, WATCHED)]

        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)

    def test_is_held_against_the_notebooks_own_words(self):
        text = note_text({"second.story": "We met in Grönköping."})

        assert found(text) == []
        assert found(text, WATCHED) == [("watched", "Grönköping")]


class TestFindings:
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    def test_tell_the_place_why_and_what_to_write_instead(self, line_end):
        text = note_text({"second.story": STORY})
        note = read_note(text.replace("\n", line_end).encode(), "case.md")

        _, (finding, place) = note_findings(note, NO_WATCH_LIST)

        lines = text.split("\n")
        line = lines.index("Her number is 070-174 06 35.") + 1
        assert str(finding) == (
            f"case.md:{line}:15: this looks like a telephone number. "
            'Try: how they were reached, such as "by telephone".'
        )
        assert (finding.kind, finding.uncertain) == ("phone", False)
        assert note.text[place.start : place.end] == "070-174 06 35"

    def test_never_hold_what_stands_there(self):
        text = note_text({"second.story": f"{STORY}\nGrönköping, 3 May"}, title="Dr Anna Berg")
        note = read_note(text.encode(), "case.md")

        findings = [finding for finding, _ in note_findings(note, WATCHED)]

        assert len(findings) == 6
        for value in ("Anna", "Berg", "070", "Grönköping", "3 May"):
            assert all(value not in repr(finding) for finding in findings)

    def test_are_there_for_a_note_that_is_no_case(self):
        note = read_note(b"Dr Anna Berg rang.", "case.md")

        assert [finding.kind for finding, _ in note_findings(note, NO_WATCH_LIST)] == ["name"]


class TestIdentifiersInCase:
    def test_tells_by_its_title_and_by_its_answers(self):
        case = blank(title="Dr Anna Berg and me").with_answer(Answer("second.story", STORY))

        by_address = identifiers_in_case(case, NO_WATCH_LIST)

        assert {address: [str(each.kind) for each in each_found]
                for address, each_found in by_address.items()} == {
            TITLE: ["name"], "second.story": ["name", "phone"]
        }  # fmt: skip

    def test_tells_by_each_voice(self):
        case = blank().with_answer(Answer("second.story", "Dr Anna Berg"))
        case = case.with_answer(Answer("second.story", "On 3 May", voice="family"))

        (places,) = identifiers_in_case(case, NO_WATCH_LIST).values()
        assert [str(each.kind) for each in places] == ["name", "date"]

    def test_that_tells_nothing_has_no_entry(self):
        case = blank().with_answer(Answer("second.story", "Made up"))

        assert identifiers_in_case(case, WATCHED) == {}


class TestDeidentifyCase:
    def test_has_placeholders_in_title_tags_answers_and_other_front_matter(self):
        case = blank(
            title="Dr Anna Berg and me",
            tags=("made-up", "Dr Anna Berg"),
            extra={"who": "Dr Anna Berg"},
        ).with_answer(Answer("second.story", STORY))
        case = _with_extra(case, {"who": ["Dr Anna Berg", {"Dr Anna Berg": 1}], "n": None})

        clean = deidentify_case(case, Placeholders())

        assert clean.title == "Dr [PERSON-1] and me"
        assert clean.tags == ("made-up", "Dr [PERSON-1]")
        assert clean.answer("second.story").text == "Dr [PERSON-1] rang.\nHer number is [PHONE-1]."
        assert clean.extra == {"who": ["Dr [PERSON-1]", {"Dr [PERSON-1]": 1}], "n": None}

    @pytest.mark.parametrize(
        ("value", "clean"),
        [
            (191212121212, "[ID-1]"), (12, 12), (1.5, 1.5), (True, True), (None, None),
            ("made up", "made up"), (("3 May", ["3 May"]), ["[DATE]", ["[DATE]"]]),
            (MappingProxyType({"a": "3 May"}), {"a": "[DATE]"}),
        ],
    )  # fmt: skip
    def test_takes_any_front_matter(self, value, clean):
        case = _with_extra(blank(), {"key": value})

        found_there = deidentify_case(case, Placeholders()).extra["key"]

        assert found_there == clean
        assert type(found_there) is type(clean)

    def test_keeps_all_the_rest(self):
        case = blank(status="final", tags=("made-up",))
        case = case.with_answer(Answer("second.story", "Dr Berg", True, "family", "reported"))  # noqa: FBT003

        clean = deidentify_case(case, Placeholders())

        assert [each._replace(text="") for each in clean.answers] == [
            each._replace(text="") for each in case.answers
        ]
        assert (clean.id, clean.created, clean.updated, clean.status) == (
            case.id, case.created, case.updated, "final"
        )  # fmt: skip

    def test_does_not_touch_the_case_that_it_was_given(self):
        extra = {"who": ["Dr Anna Berg"]}
        case = _with_extra(blank(title="Dr Anna Berg"), extra)

        deidentify_case(case, Placeholders())

        assert (case.title, extra) == ("Dr Anna Berg", {"who": ["Dr Anna Berg"]})

    @given(st.text(), st.text())
    def test_tells_nothing_that_could_be_found(self, title, text):
        case = blank().with_answer(Answer("second.story", f"Dr {text} 3 May"))
        case = _with_extra(case, {"key": [title, f"3 May {title}"]})

        clean = deidentify_case(case, Placeholders(WATCHED))

        assert identifiers_in_case(clean, WATCHED) == {}
        assert [find_identifiers(each, WATCHED) for each in clean.extra["key"]] == [[], []]


STEPS = (
    "- [ ] call (owner: resident, due: 2026-12-01)\n"
    "- [x] ring (ansvarig: sköterska, senast: 2026-12-09)"
)


class TestNextSteps:
    def test_tells_nobody_by_the_day_on_which_it_is_due(self):
        case = blank().with_answer(Answer("second.story", STEPS))

        assert found(note_text({"second.story": STEPS})) == []
        assert identifiers_in_case(case, NO_WATCH_LIST) == {}
        assert identifiers_in_answer(STEPS, NO_WATCH_LIST) == []

    def test_keeps_its_day_where_it_is_deidentified(self):
        text = f"{STEPS}\n- [ ] ring Dr Anna Berg (owner: Dr Berg, due: 2026-12-01)"
        case = blank().with_answer(Answer("second.story", text))

        clean = deidentify_case(case, Placeholders()).answer("second.story").text
        assert clean == (
            f"{STEPS}\n- [ ] ring Dr [PERSON-1] (owner: Dr [PERSON-1], due: 2026-12-01)"
        )

    @pytest.mark.parametrize(
        ("step", "identifier"),
        [
            ("- [ ] call Dr Berg (due: 2026-12-01)", ("name", "Berg")),
            ("- [ ] call 070-174 06 35 (due: 2026-12-01)", ("phone", "070-174 06 35")),
            ("- [ ] as on 2026-11-02 (due: 2026-12-01)", ("date", "2026-11-02")),
            ("- [ ] seen (due: 2026-11-02) again (due: 2026-12-01)", ("date", "2026-11-02")),
            ("- [ ] call (owner: Dr Berg, due: 2026-12-01)", ("name", "Berg")),
            ("Her operation (due: 2026-12-01)", ("date", "2026-12-01")),
            ("- [ ] write (born: 2026-12-01)", ("date", "2026-12-01")),
        ],
    )
    def test_tells_by_all_else_that_is_in_it(self, step, identifier):
        case = blank().with_answer(Answer("second.story", step))

        assert found(note_text({"second.story": step})) == [identifier]
        clean = deidentify_case(case, Placeholders()).answer("second.story").text
        assert identifier[1] not in clean

    def test_takes_no_longer_the_more_of_them_there_are(self):
        def seconds(count):
            text = "- [ ] a (due: 2026-12-01)\n" * count + "due: 2026-12-01, " * count
            started = time.process_time()
            identifiers_in_answer(text, NO_WATCH_LIST)
            return time.process_time() - started

        # Linear time gives a factor of 10, quadratic time one of 100.
        shorter = max(min(seconds(1_000) for _ in range(3)), 0.001)
        assert min(seconds(10_000) for _ in range(3)) <= 30 * shorter


class TestTranslation:
    @pytest.fixture(autouse=True)
    def _chosen(self, monkeypatch):
        speak_marked(monkeypatch)

    def test_why_and_what_to_write_instead_are_told_in_it(self):
        note = read_note(note_text({"second.story": "It was 19121212-1213."}).encode(), "a.md")

        ((finding, _),) = note_findings(note, NO_WATCH_LIST)

        assert translated(finding.message) == (
            "<this looks like <a Swedish personal identity number> whose check digit does not fit.>"
        )
        assert (
            translated(finding.hint)
            == "<leave it out: the story needs no number to be understood.>"
        )

    def test_a_kind_is_told_in_it_and_stays_what_it_is_in_data(self):
        ((kind, _),) = found(note_text({"second.story": "Dr Anna Berg rang."}))

        assert (kind, str(kind), translated(kind_label(kind))) == ("name", "name", "<name>")


def test_the_disclaimer_says_that_patterns_are_found_and_not_people():
    assert "patterns, not people" in SCAN_DISCLAIMER
    assert "anonym" not in SCAN_DISCLAIMER


def _with_extra(case, extra):
    from dataclasses import replace

    return replace(case, extra=extra)
