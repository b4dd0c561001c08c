"""REFI-QDA codebooks by the rules of their schema: what is written, and what must be read.

The rules are those of `Codebook.xsd` in the REFI-QDA standard 1.5, section 5.2
(https://www.qdasoftware.org/wp-content/uploads/2019/09/REFI-QDA-1-5.pdf), in words of our own. They
were taken from the schema's text as QualCoder has it in `xsd.py`, in two of its versions, which
agree; the schema file itself could not be had.
"""

import re
import xml.etree.ElementTree as ET
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_cli.formats.qdc import read_qdc, write_qdc
from coprod_cli.model.code_set import Code, CodeSet

NAMESPACE = "{urn:QDA-XML:codebook:1.0}"
UUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
GUID = re.compile(rf"({UUID}|\{{{UUID}\}})\Z")
COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\Z")
BOOLEAN = re.compile(r"(true|false|0|1)\Z")
ANY = re.compile("", re.DOTALL)


class Rule(NamedTuple):
    """What an element has: children in this order, and attributes with what they match.

    A child is written as in a regular expression: `?` for at most one, `*` for any number, `+` for
    one or more. An attribute whose name ends with `?` may be missing.
    """

    children: tuple[str, ...]
    attributes: dict[str, re.Pattern[str]]
    has_text: bool = False


RULES = {
    "CodeBook": Rule(("Codes", "Sets?"), {"origin?": ANY}),
    "Codes": Rule(("Code+",), {}),
    "Code": Rule(
        ("Description?", "Code*"),
        {"guid": GUID, "name": ANY, "isCodable": BOOLEAN, "color?": COLOUR},
    ),
    "Description": Rule((), {}, has_text=True),
    "Sets": Rule(("Set+",), {}),
    "Set": Rule(("Description?", "MemberCode*"), {"guid": GUID, "name": ANY}),
    "MemberCode": Rule((), {"guid": GUID}),
}


def broken_rules(element, name="CodeBook"):
    """Yield what is wrong with an element and those in it."""
    rule = RULES[name]
    if element.tag != NAMESPACE + name:
        yield f"{element.tag} in place of {name}"
        return
    inner = [each.tag.removeprefix(NAMESPACE) for each in element]
    words = (re.fullmatch(r"(\w+)([?*+]?)", each).groups() for each in rule.children)
    order = "".join(f"(?:{word} ){count}" for word, count in words)
    if not re.fullmatch(order, "".join(f"{each} " for each in inner)):
        yield f"{name} with {inner}"
        return
    if (element.text or "").strip() and not rule.has_text:
        yield f"{name} with text"
    known = {each.removesuffix("?"): each for each in rule.attributes}
    for key, value in element.attrib.items():
        if key not in known or not rule.attributes[known[key]].match(value):
            yield f"{name} {key}={value!r}"
    for key, written in known.items():
        if key == written and key not in element.attrib:
            yield f"{name} without {key}"
    for each, kind in zip(element, inner, strict=True):
        yield from broken_rules(each, kind)


def rules_broken_by(data):
    return list(broken_rules(ET.fromstring(data)))  # noqa: S314 - made by coprod, or here


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    str.strip
)
GUIDS = st.sampled_from(["g1", "A1", "not a guid", "6F5D0C1E-3B57-5C0E-9D1B-0A7B6A1D2C11"])
IDS = st.sampled_from([f"code-{number}" for number in range(20)])


def codes(below):
    return st.builds(
        Code, id=IDS, name=WORDS, definition=st.none() | WORDS, guid=st.none() | GUIDS,
        colour=st.sampled_from([None, "#CC3311", "#abcdef"]),
        retired=st.sampled_from([None, "2026-01-01"]), codes=below,
    )  # fmt: skip


CODES = st.recursive(st.just(()), lambda below: st.lists(codes(below), max_size=3).map(tuple))


class TestWhatIsWritten:
    @settings(max_examples=50)
    @given(CODES, WORDS, st.none() | GUIDS)
    def test_keeps_the_rules_of_the_schema(self, made, title, guid):
        code_set = CodeSet.model_construct(id="ours", title=title, guid=guid, codes=made)
        assert rules_broken_by(write_qdc(code_set, "en")) == []

    @pytest.mark.parametrize(
        "damage",
        [
            (b'guid="', b'id="'), (b'isCodable="true"', b'isCodable="yes"'),
            (b"#CC3311", b"red"), (b"Description>", b"Note>"), (b"codebook:1.0", b"codebook:1:0"),
            (b' name="', b' title="'), (b"  <Codes>", b"  <Sets/><Codes>"),
        ],
    )  # fmt: skip
    def test_and_these_rules_find_what_breaks_them(self, damage):
        told = Code(id="told", definition="Words.", colour="#CC3311")
        data = write_qdc(CodeSet(id="ours", codes=(told,)), "en")
        assert rules_broken_by(data) == []
        assert rules_broken_by(data.replace(*damage)) != []


GIVEN = "6F5D0C1E-3B57-5C0E-9D1B-0A7B6A1D2C1{}"


def written(element):
    """Return a code as XML: its name, colour, description, and the codes in it."""
    number, name, colour, description, below = element
    head = f"<Code guid={quoteattr(GIVEN.format(number))} name={quoteattr(name)} isCodable='1'"
    inner = f"<Description>{escape(description)}</Description>" if description else ""
    colour = f" color='{colour}'" if colour else ""
    return f"{head}{colour}>{inner}{''.join(map(written, below))}</Code>"


ELEMENTS = st.recursive(
    st.just([]),
    lambda below: st.lists(
        st.tuples(
            st.integers(0, 9), WORDS, st.sampled_from(["", "#CC3311", "#c31"]),
            st.just("") | WORDS, below,
        ),
        max_size=3,
    ),
    max_leaves=5,
).filter(bool)  # fmt: skip


class TestWhatIsRead:
    @settings(max_examples=50)
    @given(ELEMENTS)
    def test_has_every_code_that_the_rules_allow_with_its_parts(self, elements):
        a_set = f"<Set guid='{GIVEN.format(0)}' name='S'><Description>x</Description></Set>"
        text = (
            f'<CodeBook xmlns="{NAMESPACE[1:-1]}"><Codes>{"".join(map(written, elements))}</Codes>'
            f"<Sets>{a_set}</Sets></CodeBook>"
        )
        assert rules_broken_by(text) == []
        book = read_qdc(text.encode(), "x")

        def expected(each):
            _number, name, colour, description, below = each
            words = {"definition": " ".join(description.split())} if description.strip() else {}
            if colour:
                words["colour"] = "#CC3311"
            return " ".join(name.split()), words, list(map(expected, below))

        def found(code):
            words = {key: " ".join(text.split()) for key, text in code.words.items()}
            return code.name, words, list(map(found, code.codes))

        assert list(map(found, book.codes)) == list(map(expected, elements))

    def test_takes_a_guid_with_braces_for_the_same_as_without(self):
        text = f"""<CodeBook><Codes><Code guid="{{{GIVEN.format(1)}}}" name="A" isCodable="true"/>
        </Codes></CodeBook>"""
        assert read_qdc(text.encode(), "x").codes[0].guid == GIVEN.format(1)
