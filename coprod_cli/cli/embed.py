"""Embedded options: a command takes a Workspace or Filters, and gets their options on its line."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

import typer

_CONTEXT = "context"


@dataclass(frozen=True)
class Embedded:
    """A parameter type that stands for several options.

    `options` gives the annotation of each option by its parameter name; all are None where the
    line does not name them. `build` makes the value from the context and the options' values.
    """

    options: Mapping[str, Any]
    build: Callable[..., Any]


def spelled_out(run: Callable[..., None], kinds: Mapping[type, Embedded]) -> Callable[..., None]:
    """Return a command function in whose signature each embedded parameter is its options.

    Typer reads options from a signature: those of an embedded parameter stand in its place.
    """
    signature = inspect.signature(run)
    embedded = {
        name: kinds[parameter.annotation]
        for name, parameter in signature.parameters.items()
        if isinstance(parameter.annotation, type) and parameter.annotation in kinds
    }
    if not embedded:
        return run
    parameters = [_parameter(_CONTEXT, typer.Context)]
    for name, parameter in signature.parameters.items():
        if name in embedded:
            options = embedded[name].options.items()
            parameters += [_parameter(option, hint, None) for option, hint in options]
        else:
            parameters.append(parameter.replace(kind=parameter.KEYWORD_ONLY))

    @wraps(run)
    def command(**values: Any) -> None:
        context = values.pop(_CONTEXT)
        for name, kind in embedded.items():
            options = {option: values.pop(option) for option in kind.options}
            values[name] = kind.build(context, **options)
        run(**values)

    made: Any = command
    made.__signature__ = signature.replace(parameters=parameters)
    made.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def _parameter(name: str, hint: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=hint)
