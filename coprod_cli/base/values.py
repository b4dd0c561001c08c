"""Dataclasses that cost little to define, so that a program of many classes starts soon.

The standard decorator writes and compiles six methods for each class, which takes a fifth of the
time until the first question is on the screen. Here a class gets its `__init__` when its first
value is made, and the other methods are made without a compiler. In all else it is a dataclass:
`replace`, `fields`, pattern matching and type checkers know no difference. For a class with slots,
use the standard decorator.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414, TID251 - as type checkers see it
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False) -> Any:
        """Make a class a dataclass.

        Args:
            cls: the class; without it, a decorator is returned.
            frozen: whether its values cannot be changed, and so can be keys.
        """
        if cls is None:
            return lambda decorated: _as_dataclass(decorated, frozen=frozen)
        return _as_dataclass(cls, frozen=frozen)


_Fields = tuple[Field[Any], ...]
_Method = Callable[..., Any]


def _as_dataclass(cls: Any, *, frozen: bool) -> Any:
    dataclasses.dataclass(init=False, repr=False, eq=False)(cls)  # noqa: TID251 - finds the fields
    fields = dataclasses.fields(cls)
    compared = _values_of([each.name for each in fields if each.compare])
    methods = {
        "__init__": _FirstInit(cls, fields, frozen=frozen),
        "__repr__": _repr([each.name for each in fields if each.repr]),
        "__eq__": _eq(compared),
        "__hash__": _hash(compared) if frozen else None,
    }
    if frozen:
        methods |= {"__setattr__": _refuse_to_assign, "__delattr__": _refuse_to_delete}
    own = set(vars(cls))
    for name in methods.keys() - own:
        setattr(cls, name, methods[name])
    return cls


# --- making a value ---


class _Made:
    """Stands for the default of a parameter that is made anew for each value."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE = _Made()


class _FirstInit:
    """Stands for the `__init__` of a class, and writes it when it is first looked for."""

    def __init__(self, cls: type, fields: _Fields, *, frozen: bool) -> None:
        self._cls = cls
        self._fields = fields
        self._frozen = frozen

    def __get__(self, instance: object, owner: type) -> _Method:
        method = _write_init(self._cls, self._fields, frozen=self._frozen)
        type.__setattr__(self._cls, "__init__", method)
        bound: _Method = method.__get__(instance, owner)
        return bound


def _write_init(cls: type, fields: _Fields, *, frozen: bool) -> Any:
    known: dict[str, Any] = {"_assign": object.__setattr__, "_made": _MADE}
    lines: list[str] = []
    by_place, by_name = ["self"], ["*"]
    for each in fields:
        parameter, value = _parameter_and_value(each, known)
        (by_name if each.kw_only else by_place).extend(parameter)
        if value:
            name = each.name
            lines.append(
                f"_assign(self, {name!r}, {value})" if frozen else f"self.{name} = {value}"
            )
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*by_place, *(by_name if len(by_name) > 1 else ())])
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({parameters}):\n {body}", known)  # noqa: S102 - the names of fields alone
    method = known["__init__"]
    method.__qualname__ = f"{cls.__qualname__}.__init__"
    method.__annotations__ = {each.name: each.type for each in fields if each.init}
    method.__annotations__["return"] = None
    return method


def _parameter_and_value(field: Field[Any], known: dict[str, Any]) -> tuple[list[str], str]:
    """Return the parameter of a field, if it has one, and what is assigned; add the default."""
    name, default = field.name, f"_default_{field.name}"
    if field.default_factory is not MISSING:
        known[default] = field.default_factory
        if not field.init:
            return [], f"{default}()"
        return [f"{name}=_made"], f"{default}() if {name} is _made else {name}"
    if not field.init:
        return [], ""  # the class has the default
    if field.default is MISSING:
        return [name], name
    known[default] = field.default
    return [f"{name}={default}"], name


# --- using a value ---


def _values_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that returns a value's fields of these names."""
    if len(names) > 1:
        return attrgetter(*names)  # returns a tuple, and fast, if there are several
    return lambda value: tuple(getattr(value, name) for name in names)


def _repr(names: Sequence[str]) -> _Method:
    @recursive_repr()
    def method(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return method


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> _Method:
    def method(self: object, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return method


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> _Method:
    return lambda self: hash(values(self))


def _refuse_to_assign(self: object, name: str, value: object) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")
