import pytest

from coprod_cli.model.code_name import CodeName
from coprod_cli.model.code_set import Code, CodeSet, CodeSets

WAITING = Code(
    id="waiting",
    name={"en": "Waiting", "sv": "Väntan"},
    codes=(Code(id="corridor"), Code(id="phone", codes=(Code(id="queue"),))),
)
OURS = CodeSet(id="ours", codes=(WAITING, Code(id="told", was=("informed",))))
SETS = CodeSets((OURS, CodeSet(id="levels", codes=(Code(id="micro"),))))


def test_a_set_is_walked_from_the_top_each_code_before_those_below_it():
    assert [(each.name, each.above) for each in OURS.placed_codes()] == [
        ("ours/waiting", ()),
        ("ours/corridor", ("waiting",)),
        ("ours/phone", ("waiting",)),
        ("ours/queue", ("waiting", "phone")),
        ("ours/told", ()),
    ]


def test_a_code_is_found_by_its_name_wherever_it_stands_in_its_set():
    found = SETS.find("ours/queue")
    assert found is not None
    assert found.position == (0, 1, 0)
    assert SETS.find("ours/micro") is None
    assert SETS.find("nobody/queue") is None
    assert SETS.find("ours") is None


def test_a_code_stands_for_those_below_it_and_a_set_for_all_its_codes():
    assert SETS.below("ours/phone") == ("ours/phone", "ours/queue")
    assert SETS.below("levels") == ("levels/micro",)
    assert SETS.below("new/code") == ("new/code",)
    assert SETS.below("new") == ()


def test_a_code_without_a_name_is_called_by_its_id():
    assert (WAITING.title("sv"), WAITING.codes[0].title("sv")) == ("Väntan", "corridor")


def test_of_two_sets_with_one_id_the_first_counts():
    assert CodeSets.of([OURS, CodeSet(id="ours")]).sets == (OURS,)


class TestPresentName:
    @pytest.mark.parametrize(
        ("codes", "expected"),
        [
            ([Code(id="b", was=("a",))], "ours/b"),
            ([Code(id="c", was=("b",)), Code(id="b", was=("a",))], "ours/b"),
            ([Code(id="c", was=("b", "a"))], "ours/c"),
            ([Code(id="a", retired="2026-01-01", instead=("b",)), Code(id="b")], "ours/b"),
            ([Code(id="a", retired="2026-01-01", instead=("b", "c")), Code(id="b")], "ours/a"),
            ([Code(id="a", instead=("b",)), Code(id="b")], "ours/a"),
            ([Code(id="a", retired="2026-01-01", instead=("levels/micro",))], "levels/micro"),
            ([Code(id="b", was=("other/a",))], "ours/a"),
            ([], "ours/a"),
        ],
    )
    def test_follows_was_and_what_a_retired_code_was_replaced_by(self, codes, expected):
        assert CodeSets((CodeSet(id="ours", codes=tuple(codes)),)).present_name(
            CodeName("ours/a")
        ) == (expected)

    def test_a_name_that_was_is_known_and_a_retired_code_keeps_its_own(self):
        codes = (Code(id="b", was=("a",)), Code(id="c", retired="2026-01-01", instead=("b",)))
        sets = CodeSets((CodeSet(id="ours", codes=codes),))
        assert sets.known_name(CodeName("ours/a")) == "ours/b"
        assert sets.known_name(CodeName("ours/c")) == "ours/c"
        assert sets.known_name(CodeName("ours/d")) == "ours/d"

    def test_ends_where_two_codes_replace_each_other(self):
        codes = (
            Code(id="a", retired="2026-01-01", instead=("b",)),
            Code(id="b", retired="2026-01-01", instead=("a",)),
        )
        name = CodeSets((CodeSet(id="ours", codes=codes),)).present_name(CodeName("ours/a"))
        assert name in ("ours/a", "ours/b")
