import pytest

from coprod_cli.base.errors import InvalidInput, NotFound
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.wording import every_wording
from coprod_cli.templates.code_set_library import CodeSetLibrary, code_set_folders
from coprod_cli.templates.code_set_loader import parse_code_set

LENSES = ["frustrations", "levels", "service", "strategies", "success-factors", "value"]


def loaded(text, find=lambda _name: None):
    return parse_code_set(text, "ours.yaml", "ours", find)


def problems(text, find=lambda _name: None):
    with pytest.raises(InvalidInput) as caught:
        loaded(text, find)
    return [(each.line, each.column, str(each.message)) for each in caught.value.findings]


OURS = """\
id: ours
title: {en: Our codes, sv: Våra koder}
codes:
  - id: waiting
    name: {en: Waiting, sv: Väntan}
    definition: Time in which nobody says what happens next.
    colour: "#CC3311"
    changed: 2026-12-03
    codes:
      - id: corridor
  - id: informed
    retired: 2027-01-12
    instead: told
  - id: told
    was: [informed]
"""


def test_a_set_has_its_codes_and_those_below_them():
    found = loaded(OURS)
    assert [each.name for each in found.code_set.placed_codes()] == [
        "ours/waiting", "ours/corridor", "ours/informed", "ours/told",
    ]  # fmt: skip
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("id: theirs\n", (1, 1), 'calls itself "theirs", and its file "ours"'),
        ("codes: []\n", (1, 1), '"id" is missing'),
        ("id: ours\ncodes: [{id: a}, {id: b, codes: [{id: a}]}]\n", (2, 35), "twice"),
        ("id: ours\ncodes: [{id: Väntan}]\n", (2, 10), "small letters"),
        ("id: ours\ncodes: [{id: a, changed: 2026-13-01}]\n", (2, 17), "a day is written"),
        ("id: ours\ncodes: [{id: a, colour: red}]\n", (2, 17), "a colour is #"),
        ("id: ours\ncodes: [{id: a, instead: b}]\n", (2, 17), 'no code "b"'),
        ("id: ours\ncodes: [{id: a, instead: [a]}]\n", (2, 27), "this code itself"),
        ("id: ours\ncodes: [{id: a, was: b}, {id: b}]\n", (2, 17), '"b" is another code'),
        ("id: ours\ncodes: [{id: a, was: 'x/y/z'}]\n", (2, 17), "set/code"),
        ("id: ours\nextends: nothing\n", (2, 1), 'no code set "nothing" to extend'),
        ("- a\n", (1, 1), "`key: value` lines"),
        ("id: ours\n<<<<<<< HEAD\n=======\n>>>>>>> b\n", (2, 1), "git left two versions"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(text, place, problem):
    ((line, column, message),) = problems(text)
    assert (line, column) == place
    assert problem in message


def test_a_key_that_is_not_known_is_told_and_does_no_harm():
    found = loaded(
        "id: ours\nmine: 1\ncodes:\n  - id: a\n    definiton: x\n    codes: [{id: b, z: 1}]\n"
    )
    assert [(each.line, each.hint) for each in found.findings] == [
        (2, ""), (5, "definition"), (6, ""),
    ]  # fmt: skip
    assert len(list(found.code_set.placed_codes())) == 2


class TestExtends:
    PARENT = loaded(OURS).code_set

    def find(self, name):
        return self.PARENT if name == "parent" else None

    def test_takes_over_leaves_out_rewords_and_adds(self):
        text = (
            "id: ours\nextends: parent\nleave_out: [corridor, informed]\n"
            "reword: {waiting: {definition: Other words.}}\ncodes: [{id: heard}]\n"
        )
        found = loaded(text, self.find).code_set
        assert [each.name for each in found.placed_codes()] == [
            "ours/waiting",
            "ours/told",
            "ours/heard",
        ]
        assert found.codes[0].definition == "Other words."
        assert found.codes[0].name == {"en": "Waiting", "sv": "Väntan"}
        assert found.title == self.PARENT.title

    def test_names_what_the_other_set_does_not_have(self):
        text = "id: ours\nextends: parent\nleave_out: [waitin]\nreword: {x: {memo: m}}\n"
        assert [place for *place, _ in problems(text, self.find)] == [[3, 13], [4, 10]]

    def test_an_own_code_may_not_have_the_id_of_one_taken_over(self):
        text = "id: ours\nextends: parent\ncodes: [{id: told}]\n"
        ((line, column, _),) = problems(text, self.find)
        assert (line, column) == (3, 10)


class TestLibrary:
    def library(self, folder):
        return CodeSetLibrary(code_set_folders(folder, [shipped_prompts()]))

    def write(self, folder, name, text):
        (folder / "codes").mkdir(exist_ok=True)
        (folder / "codes" / f"{name}.yaml").write_text(text, "utf-8")

    def test_six_lenses_come_with_coprod_and_each_has_its_source_in_two_languages(self, tmp_path):
        library = self.library(tmp_path)
        assert [each.id for each in library.all().sets] == LENSES
        for code_set in library.all().sets:
            assert code_set.source
            assert code_set.source.citation
            for wording in (code_set.title, code_set.source.note):
                assert len(every_wording(wording)) == 2
            for each in code_set.placed_codes():
                assert len(every_wording(each.code.name)) == 2
                assert len(every_wording(each.code.definition)) in (0, 2)
            assert library.load(code_set.id).findings == ()

    def test_the_five_success_factors_say_that_their_names_are_unchecked(self, tmp_path):
        codes = list(self.library(tmp_path).load("success-factors").code_set.placed_codes())
        assert len(codes) == 5
        assert {each.code.note["en"] for each in codes} == {"The name is unchecked."}
        assert not any(each.code.definition for each in codes)

    def test_what_the_slides_say_stands_word_by_word(self, tmp_path):
        library = self.library(tmp_path)
        first = library.load("strategies").code_set.codes[0]
        assert first.source_text == (
            "1. Strengthen the inhabitants own resources and contribute to a society that supports "
            "healthy choices in everyday life."
        )
        fourth = library.load("frustrations").code_set.codes[3]
        assert fourth.source_text == (
            "... don't know what I can do for my self and what healtcare will do"
        )

    def test_a_set_of_the_notebook_stands_in_for_a_lens_of_its_name(self, tmp_path):
        self.write(tmp_path, "levels", "id: levels\ncodes: [{id: ward}]\n")
        library = self.library(tmp_path)
        assert [each.name for each in library.load("levels").code_set.placed_codes()] == [
            "levels/ward"
        ]

    def test_a_set_may_extend_a_lens(self, tmp_path):
        self.write(tmp_path, "ours", "id: ours\nextends: levels\nleave_out: [macro]\n")
        names = [each.name for each in self.library(tmp_path).load("ours").code_set.placed_codes()]
        assert names == ["ours/micro", "ours/meso"]

    def test_sets_that_extend_one_another_are_told(self, tmp_path):
        self.write(tmp_path, "a", "id: a\nextends: b\n")
        self.write(tmp_path, "b", "id: b\nextends: a\n")
        assert self.library(tmp_path).invalid().keys() == {"a", "b"}

    def test_an_invalid_set_leaves_the_others_usable(self, tmp_path):
        self.write(tmp_path, "ours", "id: ours\ncodes: 5\n")
        library = self.library(tmp_path)
        assert [each.id for each in library.all().sets] == LENSES
        assert library.invalid().keys() == {"ours"}

    def test_a_set_that_is_not_there_is_told_with_the_nearest_name(self, tmp_path):
        with pytest.raises(NotFound) as caught:
            self.library(tmp_path).load("level")
        assert caught.value.hint == "levels"
