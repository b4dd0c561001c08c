"""Codebooks of other programs: what is read from them, what is written, and what is refused."""

import xml.etree.ElementTree as ET
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidInput
from coprod_cli.formats.codebook import count_codes
from coprod_cli.formats.codebook_csv import read_codebook_csv, write_codebook_csv
from coprod_cli.formats.qdc import MAX_DEPTH, guid_of, read_qdc, write_qdc
from coprod_cli.model.code_set import Code, CodeSet

OURS = CodeSet(
    id="ours",
    title={"en": "Our codes", "sv": "Våra koder"},
    codes=(
        Code(
            id="waiting", name={"en": "Waiting", "sv": "Väntan"},
            definition="Nobody says what happens next.\n\nOr when.", include="Not knowing.",
            exclude="An agreed wait.", example='"en lång väntan"', colour="#CC3311",
            codes=(Code(id="corridor", name="In the corridor <&> 🙂"),),
        ),
        Code(id="told", guid="A1"),
    ),
)  # fmt: skip
NVIVO = b"""\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="NVivo 15"><Codes>
<Code guid="g1" name="V\xc3\xa4ntan" isCodable="true" color="#cc3311">
<Description>Long.</Description><Code guid="g2" name="Corridor" isCodable="true"/></Code>
<Code guid="g3" name="V\xc3\xa4ntan" isCodable="true"/>
</Codes><Sets><Set guid="s" name="S"><MemberCode guid="g1"/></Set></Sets></CodeBook>"""


def names(codes):
    return [(each.name, names(each.codes)) for each in codes]


class TestQdc:
    def test_is_well_formed_and_the_same_bytes_each_time(self):
        data = write_qdc(OURS, "sv")
        assert data == write_qdc(OURS, "sv")
        root = ET.fromstring(data)  # noqa: S314 - made by coprod
        codes = list(root.iter("{urn:QDA-XML:codebook:1.0}Code"))
        assert [each.get("name") for each in codes] == [
            "Våra koder", "Väntan", "In the corridor <&> 🙂", "told",
        ]  # fmt: skip
        assert len({each.get("guid") for each in codes}) == 4
        assert [each.get("isCodable") for each in codes] == ["false", "true", "true", "true"]

    def test_comes_back_with_its_parts(self):
        book = read_qdc(write_qdc(OURS, "sv"), "x")
        assert book.title == "Våra koder"
        waiting, told = book.codes
        assert waiting.words == {
            "definition": "Nobody says what happens next.\n\nOr when.", "include": "Not knowing.",
            "exclude": "An agreed wait.", "example": '"en lång väntan"', "colour": "#CC3311",
        }  # fmt: skip
        assert told.guid == guid_of("A1", "ours/told")
        assert waiting.codes[0].name == "In the corridor <&> 🙂"

    def test_of_another_program_is_read_whatever_its_namespace(self):
        book = read_qdc(NVIVO, "x")
        assert names(book.codes) == [("Väntan", [("Corridor", [])]), ("Väntan", [])]
        assert book.codes[0].words == {"definition": "Long.", "colour": "#CC3311"}
        assert [each.guid for each in book.codes] == ["g1", "g3"]

    @pytest.mark.parametrize(
        "data",
        [
            b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><CodeBook>&c;</CodeBook>',
            b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><CodeBook/>',
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x []><CodeBook/>'.encode("utf-16"),
            b"<CodeBook>" + b"<Code>" * MAX_DEPTH + b"</Code>" * MAX_DEPTH + b"</CodeBook>",
            b"<CodeBook><Codes>",
            b"<Project/>",
            b"<CodeBook>&undeclared;</CodeBook>",
            b'<?xml version="1.0" encoding="made-up"?><CodeBook/>',
            b"<\0>",
        ],
        ids=[
            "entities",
            "external",
            "utf-16",
            "deep",
            "cut",
            "other",
            "entity",
            "encoding",
            "zero",
        ],
    )
    def test_that_is_hostile_or_damaged_is_refused(self, data):
        with pytest.raises(InvalidInput) as caught:
            read_qdc(data, "x.qdc")
        assert caught.value.findings[0].source == "x.qdc"

    @given(st.binary(max_size=300))
    def test_of_any_bytes_gives_codes_or_a_finding(self, data):
        with suppress(InvalidInput):
            read_qdc(data, "x")


class TestCsv:
    def test_comes_back_with_its_parts(self):
        book = read_codebook_csv(write_codebook_csv(OURS, "sv").decode(), "x")
        waiting, told = book.codes
        assert (waiting.code_id, waiting.name) == ("waiting", "Väntan")
        assert waiting.words["include"] == "Not knowing."
        assert waiting.words["colour"] == "#CC3311"
        assert [each.code_id for each in waiting.codes] == ["corridor"]
        assert (told.guid, told.name) == ("A1", "told")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("tag,description\nVäntan,Long\n", [("Väntan", [])]),
            ("\ufeffname;description\r\nA;x\r\nB;y\r\n", [("A", []), ("B", [])]),
            ("path,description\nA/B,x\nA,y\nA/C,\n", [("A", [("B", []), ("C", [])])]),
            ("path\nA > B > C\n", [("A", [("B", [("C", [])])])]),
            ("name\tparent\nA\t\nB\tA\n", [("A", [("B", [])])]),
            ("code_name,code_description\nA,x\n,\n", [("A", [])]),
        ],
    )
    def test_of_another_program_is_read_by_its_headings(self, text, expected):
        assert names(read_codebook_csv(text, "x").codes) == expected

    def test_no_cell_runs_as_a_formula_and_it_is_read_back_as_it_was(self):
        told = Code(id="told", definition="=cmd|' /C calc'!A0")
        data = write_codebook_csv(CodeSet(id="ours", codes=(told,)), "en").decode()
        assert ",'=cmd" in data
        (code,) = read_codebook_csv(data, "x").codes
        assert code.words["definition"] == "=cmd|' /C calc'!A0"

    @pytest.mark.parametrize("text", ["", "colour\nred\n", 'name\n"A\n', 'name\nA\0\n\n"x" y\n'])
    def test_without_names_or_with_a_broken_row_is_refused(self, text):
        with pytest.raises(InvalidInput):
            read_codebook_csv(text, "x")

    @given(st.text(max_size=200))
    def test_of_any_text_gives_codes_or_a_finding(self, text):
        with suppress(InvalidInput):
            assert count_codes(read_codebook_csv(f"name,parent,path\n{text}", "x").codes) >= 0
