"""Reading YAML: values, refused constructs, and the positions of findings."""

import json
import math

import pytest
from another_language import speak_marked
from hypothesis import example, given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.i18n import translated
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.base.yaml_document import MAX_PARTS, Position, read_yaml
from coprod_cli.base.yaml_problems import MAX_DEPTH

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(),
    # YAML allows at most 1024 characters for a key on one line, including escapes.
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=50), inner, max_size=3)
    ),
    max_leaves=8,
)


def value_of(text, **options):
    return read_yaml(text, "answers.yaml", **options).value


def findings_of(text, **options):
    with pytest.raises(InvalidInput) as caught:
        read_yaml(text, "answers.yaml", **options)
    return caught.value.findings


def position_and_kind(text, **options):
    [finding] = findings_of(text, **options)
    return finding.kind, finding.line, finding.column


class TestPlainScalars:
    @pytest.mark.parametrize(
        "word",
        ["no", "No", "NO", "yes", "on", "off", "y", "n", "tRUE", "nULL", "12:30", "12:30:45",
         "190:20:30", "2026-11-24", "2026-11-24T09:00:00Z", "1_000", "0b1", "0o8", "0xg", "1e",
         "e1",
         "1.2.3", "+", "-1-", "--1", "1,5", "nan", "inf", ".", "..", "=", "<<", "\u0661", "\u00bd"],
    )  # fmt: skip
    def test_is_a_text_where_yaml_1_2_says_so(self, word):
        assert value_of(f"key: {word}\n") == {"key": word}

    @pytest.mark.parametrize(
        ("word", "meant"),
        [
            ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False),
            ("FALSE", False), ("null", None), ("Null", None), ("NULL", None), ("~", None),
            ("", None),
            ("0", 0), ("12", 12), ("-12", -12), ("+12", 12), ("0123", 123), ("0o17", 15),
            ("0x1F", 31), ("1.5", 1.5), ("-1.5", -1.5), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0),
            ("1.5E-2", 0.015), (".inf", math.inf), ("-.INF", -math.inf), ("+.Inf", math.inf),
            ("1e999", math.inf), ("9" * 300, int("9" * 300)),
        ],
    )  # fmt: skip
    def test_is_a_value_where_yaml_1_2_says_so(self, word, meant):
        value = value_of(f"key: {word}\n")["key"]

        assert value == meant
        assert type(value) is type(meant)

    @pytest.mark.parametrize("word", [".nan", ".NaN", ".NAN"])
    def test_may_be_no_number(self, word):
        assert math.isnan(value_of(f"key: {word}\n")["key"])

    def test_with_more_digits_than_python_turns_into_a_number_is_no_failure(self):
        digits = "9" * 5000

        assert value_of(f"key: {digits}\n") == {"key": math.inf}
        assert value_of(f"key: {digits}\n", numbers_as_text=True) == {"key": digits}

    @pytest.mark.parametrize("word", ["0123", "1.50", "0x1F", "1e3", ".inf", "12"])
    def test_that_is_a_number_may_be_kept_as_it_is_written(self, word):
        assert value_of(f"key: {word}\n", numbers_as_text=True) == {"key": word}

    @pytest.mark.parametrize("word", ["0123", "true", "~", "1.10", "null"])
    def test_under_certain_keys_is_always_a_text(self, word):
        text = f"title: {word}\nother: 1\nmine: {{title: 1}}\n"
        value = value_of(text, text_keys=frozenset({"title"}))

        assert value == {"title": word, "other": 1, "mine": {"title": 1}}


class TestQuotedScalars:
    @pytest.mark.parametrize("word", ["no", "true", "null", "12", "1.5", "", "~", ".nan", "0x1F"])
    @pytest.mark.parametrize("quotes", ["'{}'", '"{}"'])
    def test_is_a_text(self, word, quotes):
        assert value_of(f"key: {quotes.format(word)}\n") == {"key": word}

    @pytest.mark.parametrize("style", ["|-", ">-"])
    def test_and_a_block_of_lines_is_a_text_too(self, style):
        assert value_of(f"key: {style}\n  12\n") == {"key": "12"}


class TestJson:
    @given(JSON_VALUES, st.sampled_from((None, 2, "\t")))
    @example({"a": [{"b": "c"}]}, "\t")
    def test_is_read_as_json(self, value, indent):
        assert value_of(json.dumps(value, indent=indent)) == value

    @given(st.text())
    @example("\U0001f600")
    @example("\\ud83d\\ude00")
    @example("\\\U0001f600\\\\\U0001f600")
    @example('"\U00010000\U0010ffff"')
    def test_with_pairs_of_surrogate_escapes_gives_their_characters(self, text):
        assert value_of(f'{{"key": {json.dumps(text)}}}') == {"key": text}

    def test_in_capitals_gives_them_too(self):
        assert value_of(r'{"key": "\uD83D\uDE00"}') == {"key": "\U0001f600"}

    @pytest.mark.parametrize("half", [r"\ud83d", r"\ude00", r"\ude00\ud83d", r"\ud83d x \ude00"])
    def test_with_half_a_character_is_refused(self, half):
        assert position_and_kind(f'{{"key": "{half}"}}')[0] == "syntax"


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "kind", "line", "column"),
        [
            ("a: 1\nb: 2\na: 3\n", "duplicate", 3, 1),
            ("a:\n  b: 1\n  c: 2\n  b: 3\n", "duplicate", 4, 3),
            ('{"a": 1, "a": 2}', "duplicate", 1, 10),
            ("a: 1\n'a': 2\n", "duplicate", 2, 1),
            ("a: &x 1\nb: *x\n", "alias", 1, 4),
            ("a: *x\n", "alias", 1, 4),
            ("a:\n  - *x\n", "alias", 2, 5),
            ("&x a: 1\n", "alias", 1, 1),
            ("a: &x [1]\n", "alias", 1, 4),
            ("a: !mine b\n", "tag", 1, 4),
            ("a: !!str 1\n", "tag", 1, 4),
            ("a: !!python/object/apply:os.system [x]\n", "tag", 1, 4),
            ("a: ! b\n", "tag", 1, 4),
            ("? [a]\n: b\n", "key", 1, 3),
            ("{a: b}: c\n", "key", 1, 1),
            ("a: b: c\n", "syntax", 1, 5),
            ("a: 'b\n", "syntax", 2, 1),
            ("a: [b\n", "syntax", 2, 1),
            ("\ta: b\n", "syntax", 1, 1),
            ("a: @b\n", "syntax", 1, 4),
            ("a: b\nc\n", "syntax", 3, 1),
            ("a: 1\n---\nb: 2\n", "syntax", 2, 1),
            ("a: b\nc: d\x00\n", "syntax", 2, 5),
            ("a: b\nc: \x1b[2J\n", "syntax", 2, 4),
            ("a: \ud800\n", "syntax", 1, 4),
        ],
    )  # fmt: skip
    def test_has_the_place(self, text, kind, line, column):
        assert position_and_kind(text) == (kind, line, column)

    def test_tells_every_key_that_stands_twice_and_every_key_that_is_no_word(self):
        text = "a: 1\na: 2\nb:\n  - c: 1\n    c: 2\n? [d]\n: 3\n"

        assert [(each.kind, each.line) for each in findings_of(text)] == [
            ("duplicate", 2), ("duplicate", 5), ("key", 6),
        ]  # fmt: skip

    @pytest.mark.parametrize("opening", ["[", "{", "{a: ", "- ", "? ", "[{"])
    def test_of_a_text_that_is_nested_too_deep_comes_before_it_is_built(self, opening):
        assert position_and_kind(opening * 200_000)[0] == "depth"

    def test_of_depth_has_its_bound(self):
        assert value_of("[" * MAX_DEPTH + "]" * MAX_DEPTH)
        assert position_and_kind("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == (
            "depth", 1, MAX_DEPTH + 1,
        )  # fmt: skip

    def test_of_size_has_its_bound(self):
        assert value_of("a" * 100, max_length=100) == "a" * 100
        assert position_and_kind("a" * 101, max_length=100) == ("size", 1, 1)

    def test_of_many_small_parts_has_its_bound(self):
        assert len(value_of("- a\n" * (MAX_PARTS - 1))) == MAX_PARTS - 1
        assert position_and_kind("- a\n" * MAX_PARTS) == ("size", MAX_PARTS, 3)

    @pytest.mark.parametrize(
        ("text", "kind", "line", "column"),
        [
            ("a: 1\na: &x 2\n", "alias", 2, 4),
            ("a: 1\na: {b: [*x]}\n", "alias", 2, 9),
            ("? [!mine b]\n: c\n", "tag", 1, 4),
            ("? [b]\n: &x c\n", "alias", 2, 3),
            (f"a: 1\na: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}\n", "depth", 2, MAX_DEPTH + 3),
            (f"a: 1\n? {'[' * MAX_DEPTH}{']' * MAX_DEPTH}\n: b\n", "depth", 2, MAX_DEPTH + 2),
        ],
    )
    def test_comes_in_parts_that_are_not_kept_too(self, text, kind, line, column):
        assert position_and_kind(text) == (kind, line, column)

    def test_names_a_key_and_not_a_sentence_that_stands_in_its_place(self):
        messages = [str(each) for each in findings_of("a: 1\na: 2\nmade up: 3\nmade up: 4\n")]

        hint = "Try: leave one of the two out"
        assert messages == [
            f'answers.yaml:2:1: "a" stands here again, first on line 1. {hint}',
            f"answers.yaml:4:1: this key stands here again, first on line 3. {hint}",
        ]

    def test_comes_before_a_billion_laughs(self):
        lines = ["a: &a [x, x]"]
        lines += [f"{new}: &{new} [*{old}, *{old}]" for old, new in zip("abcdefgh", "bcdefghi")]  # noqa: B905

        assert position_and_kind("\n".join(lines)) == ("alias", 1, 4)

    @given(
        st.lists(
            st.sampled_from(
                ("SECRET", "SECRET", ": ", "\n", "- ", "[", "]", "{", "}", "'", '"', "&", "*", "!",
                "|",
                 ">", "%", "@", "`", "#", "?", ",", "\t", " ", "\\", "\\x", "\x00", "<<", "---",
                 "...")
            )
        ).map("".join)
    )  # fmt: skip
    @example("a: @SECRET")
    @example("a: %SECRET")
    @example("a: *SECRET")
    @example("a: !SECRET b")
    @example("a: !SECRET!b c")
    @example('a: "\\SECRET"')
    @example("SECRET\n---\nSECRET")
    @example("%YAML SECRET\n---\na")
    def test_never_repeats_the_text(self, text):
        try:
            read_yaml(f"- {text}", "answers.yaml")
        except InvalidInput as error:
            assert all(  # noqa: PT017
                "SECRET" not in str(each) or each.kind == "duplicate" for each in error.findings
            )

    @given(st.text() | st.text(alphabet="[]{}:-?&*!|>'\"%@`#,\n\t ab\\~1.<=\x85\u2028\ufeff"))
    def test_is_the_only_way_in_which_it_fails(self, text):
        try:
            document = read_yaml(text, "answers.yaml")
        except InvalidInput as error:
            assert all(each.line >= 1 and each.column >= 1 for each in error.findings)  # noqa: PT017
        else:
            assert document.source == "answers.yaml"


class TestPositions:
    TEXT = "a: 1\nb:\n  - x\n  -   y: 2\n      z: [3,  4]\n\nc: {d: 5}\n"

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            ((), (1, 1)), (("a",), (1, 1)), (("b",), (2, 1)), (("b", 0), (3, 5)), (("b", 1),
            (4, 7)),
            (("b", 1, "y"), (4, 7)), (("b", 1, "z"), (5, 7)), (("b", 1, "z", 0), (5, 11)),
            (("b", 1, "z", 1), (5, 15)), (("c", "d"), (7, 5)),
        ],
    )  # fmt: skip
    def test_is_that_of_the_key_or_the_item(self, path, place):
        assert read_yaml(self.TEXT, "x").position(path) == Position(*place)

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            (("a", "none"), (1, 1)),
            (("b", 7), (2, 1)),
            (("b", 1, "none", 3), (4, 7)),
            (("z",), (1, 1)),
        ],
    )
    def test_of_what_is_not_there_is_that_of_the_part_around_it(self, path, place):
        assert read_yaml(self.TEXT, "x").position(path) == Position(*place)

    def test_counts_characters_and_not_bytes(self):
        document = read_yaml("{å: 1, \U0001f600: 2, c: 3}", "x")

        assert document.position(("c",)) == Position(1, 14)

    def test_stands_in_a_finding(self):
        finding = read_yaml(self.TEXT, "my.yaml").finding(
            ("c", "d"), "odd.", kind="odd", hint="even"
        )

        assert str(finding) == "my.yaml:7:5: odd. Try: even"


class TestDecoding:
    def test_takes_utf_8_with_and_without_a_mark(self):
        assert decode_utf8(b"\xef\xbb\xbf\xc3\xa5", "x") == decode_utf8(b"\xc3\xa5", "x") == "å"

    @pytest.mark.parametrize(
        ("data", "line", "column"),
        [(b"\xe5", 1, 1), (b"a\nb\xe5", 2, 2), ("åä".encode() + b"\xff", 1, 3)],
    )
    def test_tells_the_place_of_the_first_bytes_that_are_not(self, data, line, column):
        with pytest.raises(InvalidInput) as caught:
            decode_utf8(data, "x")

        [finding] = caught.value.findings
        assert (finding.kind, finding.line, finding.column) == ("encoding", line, column)

    def test_of_an_empty_text_gives_nothing(self):
        assert value_of("") is None
        assert value_of("# a comment\n") is None


class TestTranslation:
    @pytest.fixture(autouse=True)
    def _chosen(self, monkeypatch):
        speak_marked(monkeypatch)

    def test_a_large_number_has_blanks_in_it(self):
        (finding,) = findings_of("x" * 1234, max_length=1000)

        assert translated(finding.message) == (
            "<this is too large: 1\u00a0234 characters, and 1\u00a0000 are read.>"
        )

    def test_what_the_parser_says_is_told_where_it_is_known(self):
        (finding,) = findings_of("a: b: c")

        assert translated(finding.message) == (
            "<this is not valid YAML: <mapping values are not allowed in this context>.>"
        )
        assert translated(finding.hint).startswith("<put texts")
