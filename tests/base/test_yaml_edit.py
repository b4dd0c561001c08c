import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.base.yaml_edit import append_item, move_item, remove_key, set_value
from coprod_cli.base.yaml_text import yaml_lines

TEXT = """\
# Ours, since the spring.
id: ours  # never changes
mine: kept

codes:
  # The first one.
  - id: waiting
    name: {en: Waiting, sv: Väntan}  # both
    definition: >-
      Time in which nobody says
      what happens next.
    codes:
      - id: corridor
        x: 1

  # About being told.
  - id: told   # late
    was: [informed]

  - id: heard
# The end.
"""


def data(text):
    return read_yaml(text, "").value


def lines_changed(before, after):
    """The lines that are no longer there, and those that are new."""
    old, new = before.splitlines(), after.splitlines()
    return [x for x in old if x not in new], [x for x in new if x not in old]


class TestSetValue:
    def test_replaces_the_value_and_keeps_the_comment_beside_it(self):
        after = set_value(TEXT, ("codes", 1, "id"), "informed", "")
        assert lines_changed(TEXT, after) == (
            ["  - id: told   # late"], ["  - id: informed   # late"],
        )  # fmt: skip

    def test_replaces_a_text_of_several_lines(self):
        after = set_value(TEXT, ("codes", 0, "definition"), "Short: yes.", "")
        assert '    definition: "Short: yes."\n    codes:\n' in after

    def test_adds_a_key_before_another_one_or_at_the_end(self):
        after = set_value(TEXT, ("codes", 0, "memo"), "M", "", before="codes")
        assert "      what happens next.\n    memo: M\n    codes:\n" in after
        after = set_value(TEXT, ("codes", 2, "memo"), "M", "", before="codes")
        assert after.endswith("  - id: heard\n    memo: M\n# The end.\n")

    def test_of_a_map_only_what_differs_is_written(self):
        after = set_value(TEXT, ("codes", 0, "name"), {"en": "A wait", "fi": "Odotus"}, "")
        assert "    name: {en: A wait, fi: Odotus}  # both\n" in after

    def test_writes_a_list(self):
        after = set_value(TEXT, ("codes", 1, "was"), ["informed", "said"], "")
        assert "    was: [informed, said]\n" in after

    def test_gives_a_value_to_a_key_without_one(self):
        assert set_value("a:\nb: 1\n", ("a",), "x", "") == "a: x\nb: 1\n"

    def test_puts_a_list_below_its_key_on_one_line(self):
        assert set_value("a:\n  - x\n  - y\nb: 1\n", ("a",), ["z"], "") == "a: [z]\nb: 1\n"

    def test_works_in_brackets_too(self):
        text = '{"id": "ours", "codes": [{"id": "a"}]}'
        after = set_value(text, ("codes", 0, "memo"), "m", "")
        assert after == '{"id": "ours", "codes": [{"id": "a", memo: m}]}'

    def test_keeps_the_line_ends_of_windows(self):
        after = set_value("id: a\r\nb: 1\r\n", ("c",), "x", "")
        assert after == "id: a\r\nb: 1\r\nc: x\r\n"

    def test_a_file_without_a_last_line_end_gets_none(self):
        assert set_value("id: a", ("b",), "x", "") == "id: a\nb: x"


class TestRemoveKey:
    def test_takes_its_lines_out(self):
        after = remove_key(TEXT, ("codes", 0, "definition"), "")
        assert "  # both\n    codes:\n" in after
        assert data(after)["codes"][0].keys() == {"id", "name", "codes"}

    def test_takes_the_first_key_of_an_item_out(self):
        assert remove_key("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "") == "a:\n  - c: 2\n"

    def test_a_key_that_is_not_there_changes_nothing(self):
        assert remove_key(TEXT, ("codes", 0, "memo"), "") == TEXT

    def test_the_only_key_of_an_item_stays(self):
        with pytest.raises(InvalidInput):
            remove_key("a:\n  - b: 1\n", ("a", 0, "b"), "")


class TestAppendItem:
    def test_adds_it_below_the_last_one_as_far_apart_as_the_others(self):
        after = append_item(
            TEXT, ("codes",), {"id": "new", "name": {"en": "No-one", "sv": "Ö"}}, ""
        )
        assert after.endswith(
            "  - id: heard\n\n  - id: new\n    name: {en: No-one, sv: Ö}\n# The end.\n"
        )

    def test_makes_the_list(self):
        after = append_item(TEXT, ("codes", 1, "codes"), {"id": "new"}, "")
        assert "    was: [informed]\n    codes:\n      - id: new\n" in after

    @pytest.mark.parametrize("text", ["id: a\ncodes:\n", "id: a\ncodes: []\n"])
    def test_fills_an_empty_list(self, text):
        assert append_item(text, ("codes",), {"id": "b"}, "") == "id: a\ncodes:\n  - id: b\n"

    def test_a_list_in_brackets_is_left_alone(self):
        with pytest.raises(InvalidInput):
            append_item("codes: [{id: a}]\n", ("codes",), {"id": "b"}, "")


class TestMoveItem:
    def test_takes_comments_and_what_is_below_along(self):
        after = move_item(TEXT, ("codes", 1), ("codes", 0, "codes"), "")
        assert "        x: 1\n      # About being told.\n      - id: told   # late\n" in after
        assert "        was: [informed]\n" in after
        assert [each["id"] for each in data(after)["codes"]] == ["waiting", "heard"]

    def test_out_of_a_list_that_has_nothing_else(self):
        after = move_item(TEXT, ("codes", 0, "codes", 0), ("codes",), "")
        assert after.endswith("  - id: heard\n\n  - id: corridor\n    x: 1\n# The end.\n")
        assert "codes" not in data(after)["codes"][0]

    def test_below_a_code_that_has_none(self):
        after = move_item(TEXT, ("codes", 0), ("codes", 2, "codes"), "")
        assert data(after)["codes"][1]["codes"][0]["codes"] == [{"id": "corridor", "x": 1}]


def codes(ids):
    words = st.text("abö:#'\"-{}[]?!&* \n\t,|>%@`é", min_size=1, max_size=12)
    wording = words | st.fixed_dictionaries({"en": words, "sv": words})

    @st.composite
    def made(draw, depth=0):
        code = {"id": f"c{next(ids)}"}
        for key in draw(st.lists(st.sampled_from(["name", "memo", "mine"]), unique=True)):
            code[key] = draw(wording)
        if depth < 2 and (below := draw(st.lists(made(depth + 1), max_size=2))):
            code["codes"] = below
        return code

    return st.lists(made(), min_size=1, max_size=3)


def places(listed, path=("codes",)):
    for index, code in enumerate(listed):
        yield (*path, index)
        yield from places(code.get("codes", ()), (*path, index, "codes"))


@given(st.data())
def test_whatever_is_changed_the_data_are_those_that_are_expected(drawn):
    whole = {"id": "ours", "codes": drawn.draw(codes(iter(range(100))))}
    text = "\n".join(["# above", *yaml_lines(whole), "# below", ""])
    assert data(text) == whole
    paths = list(places(whole["codes"]))
    path = drawn.draw(st.sampled_from(paths))
    words = drawn.draw(st.text("aö:#'\" \n", min_size=1, max_size=9))

    after = set_value(text, (*path, "memo"), words, "", before="codes")
    after = append_item(after, (*path, "codes"), {"id": "new"}, "")
    others = [each for each in paths if each[: len(path)] != path]
    to = drawn.draw(st.sampled_from([("codes",), *((*each, "codes") for each in others)]))
    after = move_item(after, path, to, "")

    assert after.startswith("# above\n")
    assert after.endswith("# below\n")
    assert sorted(ids_in(data(after))) == sorted([*ids_in(whole), "new"])


def ids_in(value):
    below = (each for code in value.get("codes", ()) for each in ids_in(code))
    return [value["id"], *below]
