"""Footnote and link reference definitions are recognized as CommonMark and GitHub do."""

import pytest

from coprod_cli.notebook.note.definitions import find_definitions, referred_labels


def defined(text):
    """The label and the text of each definition."""
    lines = text.split("\n")
    found = find_definitions(lines, 0, len(lines))
    return [(each.label, "\n".join(lines[each.first : each.after])) for each in found]


def referred(text):
    lines = text.split("\n")
    return referred_labels(lines, 0, len(lines))


class TestADefinition:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("[study]: https://example.org/a", "study"),
            ("   [Other\tStudy]: <https://example.org/a b>  ", "other study"),
            ("[study]: /a 'A title'", "study"),
            ('[study]: /a "A \\"title\\""', "study"),
            ("[study]: /a (A title)", "study"),
            ("[study]:\n/a", "study"),
            ('[study]: /a\n  "A title"', "study"),
            ("[a \\] b]: /a", "a \\] b"),
            ("[^1]: A footnote", "^1"),
            ("[^Long]:\n    A footnote", "^long"),
            ("[^1]: A footnote\nthat goes on", "^1"),
            ("[^1]: A footnote\n\n    goes on\n\n\tand on", "^1"),
        ],
    )
    def test_has_a_label_that_is_folded_and_all_its_lines(self, text, label):
        assert defined(text) == [(label, text)]
        assert defined(f"Made up\n\n{text}\n\nMade up") == [(label, text)]

    @pytest.mark.parametrize(
        "text",
        [
            "[study] https://example.org/a", "[study]: two words", "[study]:", "[ ]: /a",
            "    [study]: /a", "- [study]: /a", "Then [study]: /a", "[^a b]: ", "[study]: <a",
            "```\n[study]: /a\n```", "~~~~ text\n[^1]: A footnote\n~~~", "\\[study]: /a",
        ],
    )  # fmt: skip
    def test_is_not_what_only_looks_like_one(self, text):
        assert defined(text) == []

    def test_ends_where_another_block_begins(self):
        text = "[^1]: A\n[^2]: B\n[a]: /a\n[b]: /b\n[^3]: C\n### Heading\n[^4]: D\n\nMade up"

        assert [text for _, text in defined(text)] == [
            "[^1]: A", "[^2]: B", "[a]: /a", "[b]: /b", "[^3]: C", "[^4]: D",
        ]  # fmt: skip

    def test_never_takes_a_marker_in(self):
        assert defined("[^1]: A\n<!-- coprod:a.b -->\n\n    More")[0][1] == "[^1]: A"

    def test_is_found_behind_a_closed_code_block(self):
        assert defined("```\n[a]: /a\n```\n[b]: /b") == [("b", "[b]: /b")]


class TestALabel:
    @pytest.mark.parametrize(
        ("text", "labels"),
        [
            ("A [study], [text][Other\nStudy] and [third][].", {"study", "other study", "third"}),
            ("![image][picture] and [![x][badge]][site]", {"picture", "badge", "site"}),
            ("One[^1][^Two](see)", {"^1", "^two"}),
            ("\\[study] and \\[^1]", set()),
            ("[study](https://example.org) and `[code] [^1]`", set()),
            ("A stray ` here\n\nand [study] ` there", {"study"}),
            ("``[a] ` [b]`` and [c] ``` [d]", {"c", "d"}),
            ("```\n[study]\n```\n[after]", {"after"}),
            ("[^1]: See [study]\n[study]: /a", {"study"}),
        ],
    )
    def test_is_referred_to_outside_of_code(self, text, labels):
        assert referred(text) == labels
