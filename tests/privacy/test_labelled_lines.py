"""Floors for the recall and the precision on the labelled lines."""

import re

import pytest
from labels import (
    HELD_OUT,
    LABELLED,
    MENDING,
    THIRD,
    UNSEEN,
    Overlap,
    Score,
    Span,
    differences,
    overlap,
    read_lines,
    score,
    unmarked,
)

from coprod_cli.operations.read_manual import MANUAL
from coprod_cli.privacy.identifiers import Kind

PATHS = [LABELLED, HELD_OUT, THIRD, MENDING]
SETS = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
# The third set was written without knowledge of the rules, which first found 0.83 of it. Its floor
# is below today's score, because a higher one would only keep the rules tuned to this set.
FLOORS = {LABELLED: 0.98, HELD_OUT: 0.98, THIRD: 0.95, MENDING: 0.98}
MANUALS = sorted(MANUAL.glob("*/privacy.md"))


def test_labels_are_read_as_spans():
    assert unmarked("Dr {name|Berg} and {age|47 år}.") == (
        "Dr Berg and 47 år.",
        {Span(3, 7, Kind.NAME), Span(12, 17, Kind.AGE)},
    )


def test_a_score_counts_what_is_missed_and_what_is_false(tmp_path):
    path = tmp_path / "three.txt"
    lines = ["en Dr {name|Ek} came", "en {name|He} left Dr Ek", "en {name|Dr Ek} came"]
    path.write_text("\n".join(lines), "utf-8")

    assert score(read_lines(path)) == {("en", Kind.NAME): Score(found=1, missed=2, false=2)}
    assert len(list(differences(read_lines(path)))) == 4


def test_there_are_enough_lines_in_both_languages():
    lines = [line for path in PATHS for line in read_lines(path)]
    by_language = {name: [x for x in lines if x.language == name] for name in ("sv", "en")}

    assert sum(map(len, by_language.values())) == len(lines) >= 460
    for mine in by_language.values():
        assert len(mine) >= 220
        assert sum(not line.spans for line in mine) >= 90, "near misses"
    assert len({line.text for line in lines}) == len(lines)


@SETS
def test_recall_and_precision_do_not_fall(path):
    lines = read_lines(path)
    whole = sum(score(lines).values(), Score())

    assert whole.recall >= FLOORS[path], list(differences(lines))
    assert whole.precision >= FLOORS[path], list(differences(lines))


@SETS
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_kind_is_left_behind_in_either_language(path, language):
    for (each, kind), one in score(read_lines(path)).items():
        if each == language:
            assert min(one.recall, one.precision) >= 0.8, kind


class TestUnseenLines:
    """Only figures are compared, and no line is printed: rules must not be mended with them."""

    def test_are_at_least_two_hundred_and_in_no_other_set(self):
        unseen = read_lines(UNSEEN)
        others = {line.text for path in PATHS for line in read_lines(path)}

        assert len(unseen) >= 200
        assert sum(not line.spans for line in unseen) >= 100, "near misses"
        assert others.isdisjoint(line.text for line in unseen)

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_are_found_as_well_as_is_promised_in_each_language(self, language):
        figures = overlap(read_lines(UNSEEN))[language]

        assert figures.recall >= 0.85
        assert figures.precision >= 0.90

    @pytest.mark.parametrize("path", MANUALS, ids=lambda path: path.parent.name)
    def test_have_the_figures_that_the_manual_tells(self, path):
        """The English page tells shares, as 0.92, and the Swedish one percent, as people say it."""
        figures = sum(overlap(read_lines(UNSEEN)).values(), Overlap())
        told = re.findall(r"\b0\.[0-9]{2}\b|\b[0-9]+ procent\b", path.read_text("utf-8"))

        assert told == [
            f"{100 * figure:.0f} procent" if path.parent.name == "sv" else f"{figure:.2f}"
            for figure in (figures.recall, figures.precision)
        ]


def test_an_overlap_counts_what_is_found_in_part_and_in_whole(tmp_path):
    path = tmp_path / "three.txt"
    lines = ["en Dr {name|Ek} came", "en {name|Dr Ek} came", "en {name|He} left Dr Ek"]
    path.write_text("\n".join(lines), "utf-8")

    assert overlap(read_lines(path)) == {"en": Overlap(marks=3, found=2, whole=1, finds=3, true=2)}
