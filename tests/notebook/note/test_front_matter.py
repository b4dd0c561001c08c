"""Front matter: the fast reader agrees with the YAML parser, and edits change one value only."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.base.yaml_scalars import quote
from coprod_cli.notebook.note.front_matter import (
    FrontMatter,
    apply_replacements,
    read_block,
    read_front_matter,
    read_simple,
    set_values,
    written_value,
)

KEYS = (
    "coprod", "id", "title", "template", "template_version", "language", "status", "created",
    "updated", "tags", "aliases", "rating", "x", "_y", "a-b", "y", "no", "null", "True", "Null",
    "TITLE", "1", "é", "a b", "'id'", '"id"', "<<", "-", "?",
)  # fmt: skip
VALUES = (
    "1", "01", "10", "-1", "1.0", "1.", ".5", "1e3", "0x1", "0o7", "0b1", "1_000", "+1", "1.2.3",
    "true", "True", "TRUE", "tRUE", "false", "null", "Null", "~", "", "yes", "No", "on", "y", "n",
    ".nan", ".inf", "nan", "inf", "12:30", "12:30:45", "190:20:30", "2026-11-24",
    "2026-11-24T09:00:00+01:00", "2026-11-24T09:00:00Z", "2026-11-24 09:00:00",
    "2026-11-24T::::::::Z", "20261124-k7m2q9", "20261124-000001", "20261124", "draft", "a word",
    "two  spaces", "ends in dot.", "(in brackets)", "a (b)", "a/b", "a, b", "a -b", "a- b", "a - b",
    "a # b", "a #", "a#b", "a: b", "a:b", "a:", "- a", "-", "--", "---", "...", "? a", ": a", "|",
    ">",
    ">-", "%a", "@a", "`a", "&a b", "*a", "!a b", "!!str 1", "[]", "[a]", "[a, b]", "[a,b]",
    "[a, true]", "[a, null]", "[ a, b ]", "[a, b", "[a], b", "[a: b]", "[yes, no]", "[a-, b]",
    "[1]",
    "[a b]", "[é]", '["a"]', "{}", "{a: b}", '""', "''", '"a"', "'a'", '"a', 'a"', '"a" b',
    '"a" # b',
    '"a#b"', '"a # b"', '"a: b"', '"a\\nb"', '"\\\\"', '"\\u00e9"', '"\\ud83d\\ude00"', '"é"',
    '"a\tb"',
    '"\x85"', '"\u2028"', '"\ufeff"', '"\x7f"', '"\U0001f600"', '"\ue000"', '"\u200b"', '"\xa0"',
    "'it''s'", "é", "aé", "a\tb", "a\x85b", "a\u2028b", "a\xa0b", "a\ufeffb", "a\x00b", "a\x7fb",
)  # fmt: skip
SEPARATORS = (": ", ": ", ": ", ":  ", ":", " : ", ":\t", "=", "")
ENDINGS = ("", "", "", "", " ", "  ", "\t", " # a comment", "\n  more", "\n- item", "\n\n")

value = st.sampled_from(VALUES) | st.text(max_size=5).map(lambda text: text.replace("\n", ""))
line = st.tuples(
    st.sampled_from(KEYS), st.sampled_from(SEPARATORS), value, st.sampled_from(ENDINGS)
).map("".join)
near_lines = st.tuples(st.sampled_from(KEYS[:14]), st.just(": "), value).map("".join)
quoted_lines = st.tuples(st.sampled_from(KEYS[:14]), st.text(max_size=8)).map(
    lambda pair: f'{pair[0]}: "{pair[1]}"'
)


class TestTheTwoWaysToReadAgree:
    @staticmethod
    def assert_they_agree(block):
        simple = read_simple(block)
        if simple is not None:
            assert written_out(simple) == written_out(read_block(block, "case.md"))
        return simple

    @given(st.lists(line | near_lines | quoted_lines, max_size=4).map("\n".join))
    def test_on_blocks_near_to_what_coprod_writes(self, block):
        self.assert_they_agree(f"{block}\n")

    @pytest.mark.parametrize("key", KEYS)
    def test_on_every_key_with_every_value(self, key):
        for each in VALUES:
            self.assert_they_agree(f"{key}: {each}\n")
            self.assert_they_agree(f"title: A title\n{key}: {each}\n\nlast: word\n")

    @given(st.sampled_from(KEYS[:14]), st.text(alphabet=st.characters(), max_size=6))
    def test_on_any_text_as_a_value(self, key, text):
        self.assert_they_agree(f"{key}: {text}\n")

    @given(
        st.dictionaries(
            st.sampled_from(("id", "title", "status", "created", "updated", "language", "mine")),
            st.text(max_size=12) | st.sampled_from(VALUES),
        )
    )
    def test_on_whatever_coprod_wrote(self, values):
        block = "".join(f"{key}: {written_value(key, text)}\n" for key, text in values.items())

        assert read_block(block, "case.md") == values
        self.assert_they_agree(block)

    def test_and_the_quick_one_reads_what_coprod_writes_on_most_days(self):
        block = (
            "coprod: 1\nid: 20261124-k7m2q9\ntitle: A made-up morning\ntemplate: every-type\n"
            "template_version: 1.2.0\nlanguage: en\nstatus: draft\n"
            "created: 2026-11-24T09:00:00+01:00\nupdated: 2026-11-24T09:00:00Z\n"
            'tags: [one, two-three]\nother: "Quoted: å, #1"\n'
        )

        assert self.assert_they_agree(block) == {
            "coprod": 1,
            "id": "20261124-k7m2q9",
            "title": "A made-up morning",
            "template": "every-type",
            "template_version": "1.2.0",
            "language": "en",
            "status": "draft",
            "created": "2026-11-24T09:00:00+01:00",
            "updated": "2026-11-24T09:00:00Z",
            "tags": ["one", "two-three"],
            "other": "Quoted: å, #1",
        }

    @pytest.mark.parametrize(
        "line",
        [
            "title: yes: no", "title: 'a'", 'title: "a\\n"', "title: a #b", "title: [a b]",
            "title: true", "tags: [true]", "tags: [1]", "tags:", "tags:\n  - a", "# comment",
            "rating: 5", "shared: false", "title: a\ntitle: b", "null: a", "no colon",
            "title: a\n  and more", "title: a ", "title:  a", "title: 2026", "a.b: c", "x: é",
        ],
    )  # fmt: skip
    def test_and_the_quick_one_leaves_the_unusual_to_the_parser(self, line):
        assert read_simple(f"id: x\n{line}\n") is None


def written_out(values):
    """Values with their types, and with NaN equal to itself."""
    return repr(sorted(values.items()))


def with_values(block, changes):
    return apply_replacements(block, set_values(block, changes, "case.md"))


class TestSettingAValue:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("status: draft\n", "status: final\n"),
            ("status: draft # mine\n", "status: final # mine\n"),
            ("status:   draft   \n", "status:   final   \n"),
            ("status: 'draft'\n", "status: final\n"),
            ('status: "draft"  # mine\n', "status: final  # mine\n"),
            ("'status': draft\n", "'status': final\n"),
            ("status:\n", "status: final\n"),
            ("status: \n", "status: final \n"),
            ("status: # mine\n", "status: final # mine\n"),
            ("status: ~\n", "status: final\n"),
            ("status:\n  draft\n", "status:\n  final\n"),
            ("status: draft\n  and more\nid: x\n", "status: final\nid: x\n"),
            ("status: 'draft\n\n  and more'\nid: x\n", "status: final\nid: x\n"),
            ("status: |\n  draft\n  more\nid: x\n", "status: final\nid: x\n"),
            ("status: >-\n  draft\n\n# mine\nid: x\n", "status: final\n\n# mine\nid: x\n"),
            ("status: |+\n  draft\n\n\nid: x\n", "status: final\n\n\nid: x\n"),
            ("status: [draft]\nid: x\n", "status: final\nid: x\n"),
            ("status:\n  - draft\nid: x\n", "status:\n  final\nid: x\n"),
            ("? status\n: draft\n", "? status\n: final\n"),
            ("id: x\n", "id: x\nstatus: final\n"),
            ("# only a comment\n", "# only a comment\nstatus: final\n"),
            ("", "status: final\n"),
            ("mine: {status: draft}\nstatus: draft\n", "mine: {status: draft}\nstatus: final\n"),
            ("mine:\n  status: draft\n", "mine:\n  status: draft\nstatus: final\n"),
            ("Status: draft\n", "Status: draft\nstatus: final\n"),
            ("rating: .nan\nstatus: draft\n", "rating: .nan\nstatus: final\n"),
            ("mine: 'a\u2028b\x85c' # \u2029\nstatus: draft\n",
             "mine: 'a\u2028b\x85c' # \u2029\nstatus: final\n"),
        ],
    )  # fmt: skip
    def test_changes_the_value_and_nothing_else(self, before, after):
        assert with_values(before, {"status": "final"}) == after

    def test_changes_several_at_once_and_adds_the_missing_ones_in_their_order(self):
        before = "# a\nupdated: 2026-01-01 # b\nmine: [1, 2]\nstatus: draft\n"
        changes = {"status": "final", "zeta": "one", "updated": "2026-11-24", "alpha": "1"}

        assert with_values(before, changes) == (
            '# a\nupdated: "2026-11-24" # b\nmine: [1, 2]\nstatus: final\nzeta: one\nalpha: "1"\n'
        )

    @pytest.mark.parametrize(
        "block",
        [
            "{id: x, title: y}\n",
            "{id: x,\nstatus: draft\n}\n# a\n",
            'x: "\\ud83d\\ude00"\nstatus: a\n',
            "title: &a b\n",
            "title: [\n",
            "- a\n",
            "id: x\nid: y\n",
        ],
    )
    def test_is_refused_where_it_cannot_be_done_with_certainty(self, block):
        with pytest.raises(InvalidInput):
            with_values(block, {"one": "1", "status": "final", "two": "2"})

    @given(
        st.lists(line | near_lines | quoted_lines, max_size=5).map("\n".join),
        st.dictionaries(st.sampled_from(("title", "status", "updated")), st.text(max_size=8)),
    )
    @example("a: 'x\u2028y'\ntitle: b", {"title": "c"})
    @example("title: |\n  x\n\n# c", {"title": "\u2028"})
    def test_of_any_block_gives_those_values_and_keeps_the_others_or_is_refused(
        self, block, changes
    ):
        block = f"{block}\n"
        try:
            after = with_values(block, changes)
        except InvalidInput:
            return
        wanted = {**read_block(block, "case.md"), **changes}
        assert written_out(read_block(after, "case.md")) == written_out(wanted)

    @given(
        st.lists(
            st.sampled_from(("# c", "mine: [a, 'b']", 'x: "y"  # z', "m:\n  n: 1", "", "l: |\n  k"))
        ),
        st.text(),
    )
    def test_moves_no_byte_of_the_lines_around(self, lines, title):
        lines = list(dict.fromkeys(lines))
        before = "".join(f"{each}\n" for each in lines)
        after = "".join(f"{each.upper()}\n" for each in lines)
        block = f"{before}title: one # two\n{after}"
        changed = with_values(block, {"title": title})

        assert changed == f"{before}title: {quote(title)} # two\n{after}"


class TestAQuotedText:
    @given(st.text() | st.sampled_from(VALUES))
    @example("NO")
    @example("Null")
    @example("\x7f\x85\u2028\ufeff\uffff")
    @example("\U0001f600 \\ud83d\\ude00")
    @example("a\\")
    @example(" ")
    @example("=")
    @example("<<")
    def test_is_the_same_word_to_every_reader_of_yaml(self, text):
        written = f"key: {quote(text)}\n"

        for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            assert yaml.load(written, Loader=loader) == {"key": text}  # noqa: S506 - a safe one
        assert read_yaml(written, "case.md").value == {"key": text}
        assert "\n" not in quote(text)

    @given(st.lists(st.text() | st.sampled_from(VALUES), min_size=1))
    @example(["a, b", "c"])
    def test_is_one_word_in_a_list_on_one_line_too(self, texts):
        written = f"tags: [{', '.join(quote(text) for text in texts)}]\n"

        assert yaml.safe_load(written) == {"tags": texts}
        assert read_yaml(written, "case.md").value == {"tags": texts}

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("A made-up morning", "A made-up morning"), ("Åsa 2 (b)", "Åsa 2 (b)"), ("a, b",
            '"a, b"'),
            ("yes", '"yes"'), ("No", '"No"'), ("null", '"null"'), ("12:30", '"12:30"'), ("1",
            '"1"'),
            ("a: b", '"a: b"'), ("a #b", '"a #b"'), ('say "hi"', '"say \\"hi\\""'), ("", '""'),
            ("2026-11-24", '"2026-11-24"'), ("a\nb", '"a\\nb"'), ("- a", '"- a"'), ("a ", '"a "'),
        ],
    )  # fmt: skip
    def test_stays_plain_where_that_is_safe(self, text, written):
        assert quote(text) == written

    @pytest.mark.parametrize(
        ("key", "text", "written"),
        [
            ("updated", "2026-11-24T09:00:00+01:00", "2026-11-24T09:00:00+01:00"),
            ("template_version", "1.2.0", "1.2.0"),
            ("template_version", "1.2", '"1.2"'),
            ("id", "20261124-k7m2q9", "20261124-k7m2q9"),
            ("title", "20261124-k7m2q9", '"20261124-k7m2q9"'),
            ("updated", "yesterday: noon", '"yesterday: noon"'),
        ],
    )
    def test_stays_plain_where_it_is_a_time_an_id_or_a_version(self, key, text, written):
        assert written_value(key, text) == written


class TestTheBlock:
    @given(st.text(), st.sampled_from(("\n", "x")))
    def test_spans_the_lines_between_the_two_dashes(self, mine, after):
        block = f"mine: {quote(mine)}\n"
        front = read_front_matter(f"---\n{block}---\n{after}", "case.md")

        assert isinstance(front, FrontMatter)
        assert front.values == {"mine": mine}
        assert f"---\n{block}---\n{after}"[front.start : front.end] == block

    def test_that_is_too_large_is_not_read(self):
        text = "---\n" + "# a comment\n" * 20_000 + "id: x\n---\n"

        assert "longer than the 100,000 characters" in read_front_matter(text, "case.md").message

    def test_may_be_empty(self):
        assert read_front_matter("---\n---\n", "case.md") == FrontMatter({}, 4, 4)
