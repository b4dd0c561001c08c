"""A class made by the cheap decorator behaves as one that the standard decorator makes."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field
from typing import ClassVar

import pytest

from coprod_cli.base import values


def point(dataclass):
    @dataclass(frozen=True)
    class Point:
        """A frozen value."""

        kind: ClassVar[str] = "point"
        x: int
        y: int = 0
        tags: list[str] = field(default_factory=list)
        secret: str = field(default="", repr=False, compare=False)
        size: int = field(default=1, kw_only=True)

        @property
        def sum(self):
            return self.x + self.y

    return Point


def named_point(dataclass):
    @dataclass(frozen=True)
    class NamedPoint(point(dataclass)):
        """Inherits fields and gives one another default."""

        name: str = ""
        y: int = 7

    return NamedPoint


def counter(dataclass):
    @dataclass
    class Counter:
        """A value that changes, with a field that is no parameter."""

        start: int
        counts: list[int] = field(default_factory=list, init=False)
        step: int = field(default=1, init=False)

        def __post_init__(self):
            self.counts.append(self.start)

    return Counter


def lone(dataclass):
    @dataclass(frozen=True)
    class Lone:
        """One field, and methods of its own."""

        name: str

        def __eq__(self, other):
            return isinstance(other, type(self)) and self.name.lower() == other.name.lower()

        def __hash__(self):
            return hash(self.name.lower())

        def __repr__(self):
            return "lone"

    return Lone


def empty(dataclass):
    @dataclass(frozen=True)
    class Empty:
        """Nothing."""

    return Empty


EXAMPLES = [
    (point, (1,), {}),
    (point, (1, 2, ["a"]), {"size": 3, "secret": "b"}),
    (named_point, (1,), {"name": "c"}),
    (counter, (5,), {}),
    (lone, ("A",), {}),
    (empty, (), {}),
]


@pytest.fixture(params=EXAMPLES, ids=lambda each: each[0].__name__)
def pair(request):
    """The same class made by both decorators, with the arguments of a value."""
    define, arguments, named = request.param
    return (
        define(values.dataclass), define(dataclasses.dataclass),
        lambda cls: cls(*arguments, **named),
    )  # fmt: skip


def test_it_takes_the_same_arguments(pair):
    cheap, standard, _ = pair
    assert str(inspect.signature(cheap)) == str(inspect.signature(standard))


def test_it_has_the_same_fields(pair):
    cheap, standard, make = pair
    assert dataclasses.asdict(make(cheap)) == dataclasses.asdict(make(standard))
    assert cheap.__match_args__ == standard.__match_args__
    assert repr(make(cheap)) == repr(make(standard))


def test_it_is_equal_to_values_of_its_own_class_only(pair):
    cheap, standard, make = pair
    assert make(cheap) == make(cheap)
    assert make(cheap) != make(standard)


def test_two_equal_values_are_one_key(pair):
    cheap, standard, make = pair
    assert (cheap.__hash__ is None) == (standard.__hash__ is None)
    if cheap.__hash__ and cheap.__name__ not in {"Point", "NamedPoint"}:  # which hold lists
        assert hash(make(cheap)) == hash(make(standard))


def test_copies_are_equal(pair):
    cheap, _, make = pair
    value = make(cheap)
    assert copy.copy(value) == copy.deepcopy(value) == value


def test_a_frozen_value_stays_as_it_was_made():
    value = point(values.dataclass)(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        value.x = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del value.x
    assert dataclasses.replace(value, x=2).x == 1 + value.x


def test_a_list_that_is_a_default_belongs_to_one_value():
    counted = counter(values.dataclass)
    assert counted(1).counts is not counted(1).counts


def test_a_value_is_pickled_by_its_fields():
    assert pickle.loads(pickle.dumps(KEPT)) == KEPT  # noqa: S301 - made here


@values.dataclass(frozen=True)
class Kept:
    """A value that another process can read."""

    name: str
    parts: tuple[str, ...] = ()


KEPT = Kept("a", ("b",))
