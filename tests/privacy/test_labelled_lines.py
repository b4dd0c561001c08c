"""Floors for the recall and the precision on the labelled lines."""

import pytest
from labels import (
    HELD_OUT,
    LABELLED,
    THIRD,
    Score,
    Span,
    differences,
    read_lines,
    score,
    unmarked,
)

from coprod_cli.privacy.identifiers import Kind

PATHS = [LABELLED, HELD_OUT, THIRD]
SETS = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
# The third set was written without knowledge of the rules, which first found 0.83 of it. Its floor
# is below today's score, because a higher one would only keep the rules tuned to this set.
FLOORS = {LABELLED: 0.98, HELD_OUT: 0.98, THIRD: 0.95}


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
