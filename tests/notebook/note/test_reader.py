"""Reading notes that people have edited: the answers, and findings with their positions."""

import pytest

from coprod_cli.model.case import Status
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.repair import repaired

FRONT = """\
---
coprod: 1
id: 20261124-k7m2q9
title: A made-up morning
template: every-type
status: draft
---
"""  # seven lines
END = "<!-- coprod:end -->\n"
MARKS = "<<<<<<< HEAD\nupdated: 1\n=======\nupdated: 2\n>>>>>>> b\n"


def note_of(body, front=FRONT):
    return read_note(f"{front}{body}".encode(), "case.md")


def places(note):
    return [(each.kind, each.line, each.column) for each in note.findings]


def texts(note):
    return {answer.address: answer.text for answer in note.case.answers}


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("between", "expected"),
        [
            ("", ""),
            ("\n\n\n", ""),
            (" \t\n  \n", ""),
            ("words\n", "words"),
            ("\n\nwords\n\n", "words"),
            ("\n  indented\n", "  indented"),
            ("\ntrailing  \n\n", "trailing  "),
            ("\none\n\n\ntwo\n", "one\n\n\ntwo"),
            ("\n```\nunclosed\n", "```\nunclosed"),
            ("\n---\n\n", "---"),
            ("\n# A heading\n\nwords\n", "# A heading\n\nwords"),
            ("\n#hashtag\n", "#hashtag"),
            ("\n\x0c\u2028\n", "\x0c\u2028"),
            ("\n<!-- a comment -->\n", "<!-- a comment -->"),
            ("\nsee <!-- coprod:first.kind --> there\n", "see <!-- coprod:first.kind --> there"),
            ("\n\\<!-- coprod:end -->\n", "<!-- coprod:end -->"),
            ("\n  \\\\<!--coprod:end\n", "  \\<!--coprod:end"),
            ("\n\\<!-- other -->\n", "\\<!-- other -->"),
        ],
    )
    def test_is_what_stands_between_its_marker_and_the_next_marker_s_heading(
        self, between, expected
    ):
        note = note_of(
            f"# T\n\n### Q\n<!-- coprod:first.name -->\n{between}"
            f"### R\n<!-- coprod:first.kind -->\n\nbooked\n\n{END}"
        )

        assert texts(note) == {"first.name": expected, "first.kind": "booked"}
        assert note.findings == ()

    def test_keeps_a_heading_that_is_not_nearest_above_the_next_marker(self):
        note = note_of(
            "### Q\n<!-- coprod:first.name -->\n### Mine\n\n### R\n<!-- coprod:first.kind -->\n"
            + END
        )

        assert texts(note)["first.name"] == "### Mine"

    def test_keeps_a_heading_before_the_end(self):
        note = note_of(f"<!-- coprod:second.late -->\nwords\n\n# Mine\n\n{END}")

        assert texts(note) == {"second.late": "words\n\n# Mine"}

    @pytest.mark.parametrize("heading", ["#", "###### F\u00f6rklaring", "   ## indented", "#\ttab"])
    def test_ends_before_a_heading_in_any_wording_and_of_any_level(self, heading):
        note = note_of(
            f"<!-- coprod:first.name -->\nwords\n\n{heading}\n\n\n<!-- coprod:first.kind -->\n{END}"
        )

        assert texts(note)["first.name"] == "words"

    @pytest.mark.parametrize("line", ["#hashtag", "####### seven", "    # code", "\\# escaped"])
    def test_keeps_a_line_that_only_looks_like_a_heading(self, line):
        note = note_of(f"<!-- coprod:first.name -->\n{line}\n<!-- coprod:first.kind -->\n{END}")

        assert texts(note)["first.name"] == line

    def test_is_found_wherever_its_marker_stands(self):
        note = note_of(
            "<!-- coprod:second.story -->\nlater\n<!-- coprod:second -->\nloose words\n"
            f"<!-- coprod:first.name -->\nearlier\n{END}"
        )

        assert list(texts(note).items()) == [("second.story", "later"), ("first.name", "earlier")]
        assert note.findings == ()

    def test_does_not_take_the_words_under_a_section_s_marker(self):
        note = note_of(
            f"## 1. S\n<!-- coprod:first -->\nloose words\n\n<!-- coprod:first.name -->\n{END}"
        )

        assert texts(note) == {"first.name": ""}
        assert [slot.marker.address for slot in note.slots] == ["first", "first.name", "end"]

    def test_to_a_question_that_no_template_knows_is_kept(self):
        note = note_of(f"<!-- coprod:elsewhere.other#2.part -->\nwords\n{END}")

        assert texts(note) == {"elsewhere.other#2.part": "words"}
        assert note.findings == ()

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_reads_the_same_with_other_line_ends(self, line_end):
        text = f"{FRONT}### Q\n<!-- coprod:first.name -->\none\n\ntwo\n\n{END}"
        note = read_note(("\ufeff" + text.replace("\n", line_end)).encode(), "case.md")

        assert note.case == read_note(text.encode(), "case.md").case
        assert texts(note) == {"first.name": "one\n\ntwo"}
        assert note.findings == ()


class TestAMarker:
    @pytest.mark.parametrize(
        ("line", "unknown", "voice", "evidence", "words"),
        [
            ("<!-- coprod:first.name -->", False, None, None, ()),
            ("<!--coprod:first.name-->", False, None, None, ()),
            (" \t<!--\tcoprod:first.name\t-->  ", False, None, None, ()),
            ("<!-- coprod:first.name unknown -->", True, None, None, ()),
            ("<!-- coprod:first.name unknown unknown -->", True, None, None, ()),
            ("<!-- coprod:first.name voice=family -->", False, "family", None, ()),
            ("<!-- coprod:first.name voice=läkare -->", False, "läkare", None, ()),
            ("<!-- coprod:first.name evidence=reported -->", False, None, "reported", ()),
            ("<!-- coprod:first.name voice=a evidence=b unknown -->", True, "a", "b", ()),
            ("<!-- coprod:first.name later colour=blue -->", False, None, None,
             ("later", "colour=blue")),
            ("<!-- coprod:first.name voice=a voice=b -->", False, "a", None, ("voice=b",)),
            ("<!-- coprod:first.name voice= -->", False, None, None, ("voice=",)),
            ("<!--  coprod:first.name  later  unknown  -->", True, None, None, ("later",)),
        ],
    )  # fmt: skip
    def test_says_whose_words_follow_and_keeps_what_it_does_not_know(
        self, line, unknown, voice, evidence, words
    ):
        note = note_of(f"{line}\nwords\n{END}")
        [answer] = note.case.answers

        assert (answer.address, answer.text) == ("first.name", "words")
        assert (answer.unknown, answer.voice, answer.evidence) == (unknown, voice, evidence)
        assert note.slots[0].marker.words == words
        assert note.findings == ()

    @pytest.mark.parametrize(
        ("words", "text", "status"),
        [
            ("", "", Status.UNANSWERED),
            ("", "unknown", Status.ANSWERED),
            ("", "TODO", Status.ANSWERED),
            (" unknown", "", Status.UNKNOWN),
            (" unknown", "words beside it", Status.UNKNOWN),
            (" voice=family", "", Status.UNANSWERED),
        ],
    )
    def test_and_not_the_words_of_the_answer_decides_about_the_status(self, words, text, status):
        note = note_of(f"<!-- coprod:first.name{words} -->\n{text}\n{END}")

        assert note.case.answer("first.name").status == status

    @pytest.mark.parametrize(
        ("line", "kind"),
        [
            ("<!-- coprod: -->", "marker"),
            ("<!-- coprod:First.name -->", "damaged-marker"),
            ("<!-- coprod:first.name", "damaged-marker"),
            ("<!-- coprod:first.name -- >", "damaged-marker"),
            ("<!-- coprod:first.name --> and more", "damaged-marker"),
            ("<!-- coprod:first.name Unknown -->", "damaged-marker"),
            ("<!-- coprod:first.name and more", "marker"),
            ("<!-- coprod:first.name voice=<b> -->", "marker"),
            ("<!-- coprod:.name -->", "marker"),
            (f"<!-- coprod:first.{'a' * 200} -->", "marker"),
            ("<!-- coprod:first.name --> <!-- coprod:first.kind -->", "marker"),
        ],
    )
    def test_that_is_not_whole_is_a_finding_at_its_place(self, line, kind):
        note = note_of(f"<!-- coprod:second.story -->\nwords\n  {line}\nmore words\n{END}")

        assert places(note) == [(kind, 10, 3)]
        assert note.uncertain
        assert texts(note)["second.story"] == f"words\n  {line}\nmore words"

    def test_in_the_middle_of_a_line_is_text(self):
        note = note_of(f"<!-- coprod:first.name -->\nx <!-- coprod:end -->\n{END}")

        assert note.findings == ()
        assert texts(note) == {"first.name": "x <!-- coprod:end -->"}


class TestAFindingTellsOf:
    @pytest.mark.parametrize(
        ("body", "place"),
        [
            ("<!-- coprod:first.name -->\nwords cut o", (9, 12)),
            ("<!-- coprod:first.name -->\nwords\n", (10, 1)),
            ("", (8, 1)),
            ("<!-- coprod:first.name -->\n\\<!-- coprod:end -->\n", (10, 1)),
            ("<!-- coprod:first.name -->\n<!-- coprod:ends -->\n", (10, 1)),
        ],
    )
    def test_a_missing_end(self, body, place):
        note = note_of(body)

        assert places(note) == [("no-end", *place)]
        assert note.uncertain

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            ("", "", [("doubled", 11, 1)]),
            (" voice=a", " voice=a", [("doubled", 11, 1)]),
            (" voice=a evidence=x", " voice=a evidence=y", [("doubled", 11, 1)]),
            ("", " voice=a", []),
            (" voice=a", " voice=b", []),
        ],
    )
    def test_an_address_that_stands_twice_with_the_same_voice(self, first, second, expected):
        note = note_of(
            f"<!-- coprod:first.name{first} -->\none\n\n"
            f"<!-- coprod:first.name{second} -->\ntwo\n{END}"
        )

        assert places(note) == expected
        assert [answer.text for answer in note.case.answers] == ["one", "two"][: 2 - len(expected)]
        assert note.uncertain == bool(expected)

    def test_each_further_doubled_marker_with_the_line_of_the_first(self):
        note = note_of("<!-- coprod:first.name -->\n" * 3 + END)

        assert places(note) == [("doubled", 9, 1), ("doubled", 10, 1)]
        assert all("first on line 8" in each.message for each in note.findings)

    def test_git_s_conflict_marks(self):
        note = note_of(
            "<!-- coprod:first.name -->\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n" + END
        )

        assert places(note) == [("conflict", 9, 1)]
        assert note.uncertain
        assert "<<<<<<< HEAD" in texts(note)["first.name"]
        assert repaired(note, None) is note

    def test_git_s_conflict_marks_after_the_end_as_certain(self):
        note = note_of(
            f"<!-- coprod:first.name -->\nwords\n{END}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"
        )

        assert places(note) == [("conflict", 11, 1)]
        assert not note.uncertain

    @pytest.mark.parametrize(
        ("front", "line"),
        [
            (f"---\nid: x\n{MARKS}---\n", 3),
            (f"\ufeff---\n{MARKS}id: x\ntemplate: t\n---\n", 2),
            (f"---\r\nid: x\r\n{MARKS}---\r\n", 3),
            (f"---\nid: x\ntemplate: t\ntags: [a,\n{MARKS}  b]\n---\n", 5),
            (f"---\nid: x\n{MARKS}---\n# T\n{MARKS}", 3),
            ("<<<<<<< HEAD\n---\nid: x\n---\n=======\n---\nid: y\n---\n>>>>>>> b\n", 1),
        ],
    )
    def test_git_s_conflict_marks_in_the_front_matter_and_not_its_yaml(self, front, line):
        note = note_of(f"<!-- coprod:first.name -->\nwords\n{END}", front)

        assert places(note) == [("conflict", line, 1)]
        assert note.case is None
        assert note.uncertain

    @pytest.mark.parametrize("front", ["", "---\nid: x\n", "---\nid: [\n---\n"])
    def test_git_s_conflict_marks_below_front_matter_that_is_damaged_too(self, front):
        note = note_of(f"<!-- coprod:first.name -->\n{MARKS}{END}", front)
        line = front.count("\n") + 2

        assert [each.kind for each in note.findings] == ["front-matter", "conflict"]
        assert places(note)[1] == ("conflict", line, 1)

    def test_git_s_conflict_marks_around_a_marker_as_an_uncertain_owner(self):
        note = note_of(
            "<!-- coprod:first.name -->\n<<<<<<< HEAD\nours\n### Kind\n<!-- coprod:first.kind -->\n"
            "=======\ntheirs\n>>>>>>> other\n" + END
        )

        assert places(note) == [("conflict", 9, 1)]
        assert note.uncertain

    @pytest.mark.parametrize(
        "text",
        ["<<<<<<< HEAD\n", "a\n=======\nb\n", ">>>>>>> x\n=======\n<<<<<<< x\n",
         "<<<<<<<\n=======\n>>>>>>>\n", " <<<<<<< x\n=======\n>>>>>>> x\n"],
    )  # fmt: skip
    def test_no_conflict_where_git_s_three_marks_do_not_stand_in_their_order(self, text):
        assert note_of(f"<!-- coprod:first.name -->\n{text}{END}").findings == ()

    @pytest.mark.parametrize(
        ("data", "place"),
        [
            (b"\xff\xfe-\x00", (1, 1)),
            (f"{FRONT}abc\xe9".encode("latin-1"), (8, 4)),
            (f"{FRONT}\u00e9\u00e9 ".encode() + b"\xc3(", (8, 4)),
            (b"ab\r\ncd\x80", (2, 3)),
        ],
    )
    def test_bytes_that_are_not_utf_8(self, data, place):
        note = read_note(data, "case.md")

        assert places(note) == [("encoding", *place)]
        assert note.case is None
        assert note.uncertain

    @pytest.mark.parametrize(
        ("front", "place"),
        [
            ("", (1, 1)),
            ("\n---\nid: x\n---\n", (1, 1)),
            ("----\nid: x\n---\n", (1, 1)),
            ("---\nid: x\n", (1, 1)),
            ("---\nid: x\n --- \n", (1, 1)),
            ("---\nid: x\ntitle: [\n---\n", (4, 1)),
            ("---\nid: x\ntitle: a: b\n---\n", (3, 9)),
            ("---\nid: x\nother: *alias\n---\n", (3, 8)),
            ("---\nid: x\nother: !tag y\n---\n", (3, 8)),
            ("---\nid: x\ntemplate: t\nid: y\n---\n", (4, 1)),
            ("---\njust words\n---\n", (2, 1)),
            ("---\n- a\n- b\n---\n", (2, 1)),
            ("---\nid: \x00\n---\n", (2, 5)),
        ],
    )
    def test_front_matter_that_is_missing_unclosed_or_broken(self, front, place):
        note = note_of(f"<!-- coprod:first.name -->\nwords\n{END}", front)

        assert places(note) == [("front-matter", *place)]
        assert note.case is None
        assert note.uncertain
        assert [slot.marker.address for slot in note.slots] == ["first.name", "end"]

    @pytest.mark.parametrize(
        ("front", "missing"),
        [
            ("---\n---\n", ["id", "template"]),
            ("---\nid: x\n---\n", ["template"]),
            ("---\nid: ''\ntemplate: t\n---\n", ["id"]),
            ("---\nid: [x]\ntemplate: t\n---\n", ["id"]),
            ("---\nid:\ntemplate:\n---\n", ["id", "template"]),
        ],
    )
    def test_front_matter_without_an_id_or_a_template(self, front, missing):
        note = note_of(END, front)

        assert [each.message for each in note.findings] == [
            f'the front matter has no "{key}".' for key in missing
        ]
        # Without an id, nothing could name the case: it is not read as one.
        assert note.uncertain == (note.case is None) == ("id" in missing)

    @pytest.mark.parametrize(("value", "known"), [("1", True), ("2", False), ("x", False)])
    def test_a_format_that_it_does_not_know(self, value, known):
        note = note_of(END, FRONT.replace("coprod: 1", f"coprod: {value}"))

        assert places(note) == ([] if known else [("format", 2, 1)])
        assert note.uncertain != known

    def test_all_that_is_wrong_at_once(self):
        note = note_of(
            "<!-- coprod:first.name -->\n<!-- coprod:first.name -->\n<!-- coprod:oops, cut\n"
            "<!-coprod:first.kind->\n<<<<<<< a\n=======\n>>>>>>> b\n",
            "---\nid: x\n---\n",
        )

        assert {each.kind for each in note.findings} == {
            "front-matter", "doubled", "marker", "damaged-marker", "conflict", "no-end",
        }  # fmt: skip
        assert {each.source for each in note.findings} == {"case.md"}

    def test_nothing_that_was_said(self):
        note = note_of(
            "<!-- coprod:first.name -->\nSECRET\n<!-- coprod:first.name -->\nSECRET\n"
            "<!-- coprod:SECRET -->\n<<<<<<< SECRET\n=======\n>>>>>>> SECRET\n"
        )

        assert len(note.findings) == 4
        assert not any("SECRET" in str(each) for each in note.findings)


class TestWhatStandsAfterTheEnd:
    def test_is_kept_and_belongs_to_no_answer(self):
        after = "\n## My own notes\n<!-- coprod:first.name -->\nmine\n<!-- coprod:oops\n"
        note = note_of(f"<!-- coprod:first.name -->\nwords\n{END}{after}")

        assert texts(note) == {"first.name": "words"}
        assert note.original.endswith(after)
        assert note.findings == ()


class TestTheFrontMatter:
    def test_gives_the_case_its_metadata_and_keeps_the_rest(self):
        front = (
            "---\ncoprod: 1\nid: x\ntitle: 12:30\ntemplate: t\ntemplate_version: 1.10\n"
            "language: no\nstatus: final\ncreated: 2026-11-24T09:00:00+01:00\nupdated: 2026-11-25\n"
            "tags: [one, 2]\naliases:\n  - a\nrating: 5\nshared: true\n---\n"
        )
        case = note_of(END, front).case

        assert (case.id, case.title, case.template) == ("x", "12:30", "t")
        assert (case.template_version, case.language, case.status) == ("1.10", "no", "final")
        assert (case.created, case.updated) == ("2026-11-24T09:00:00+01:00", "2026-11-25")
        assert case.tags == ("one", "2")
        assert case.extra == {"aliases": ["a"], "rating": 5, "shared": True}

    @pytest.mark.parametrize(
        ("written", "tags"),
        [
            ("", ()), ("[]", ()), ("one", ("one",)), ("one, two", ("one", "two")),
            ("[one, two]", ("one", "two")), ("\n  - one\n  - 'two, three'", ("one", "two, three")),
            ("[1, '', ~, x]", ("1", "x")), ("1", ("1",)),
        ],
    )  # fmt: skip
    def test_has_tags_as_a_list_or_as_words(self, written, tags):
        front = FRONT.replace("status: draft", f"status: draft\ntags: {written}")

        assert note_of(END, front).case.tags == tags

    @pytest.mark.parametrize("closing", ["---", "---  ", "...", "---\t"])
    def test_may_be_closed_as_yaml_allows(self, closing):
        body = f"<!-- coprod:first.name -->\n---\nwords\n---\n...\n{END}"
        note = note_of(body, f"---\nid: x\ntemplate: t\n{closing}\n")

        assert note.findings == ()
        assert note.case.id == "x"
        assert texts(note) == {"first.name": "---\nwords\n---\n..."}

    def test_is_in_english_and_a_draft_unless_it_says_otherwise(self):
        case = note_of(END, "---\nid: x\ntemplate: t\n---\n").case

        assert (case.language, case.status) == ("en", "draft")
