"""Embedded options: a parameter of type Workspace or Filters stands for several options."""

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

    Attributes:
        options: typer's annotation of each option, by its parameter name. Their default is None.
        build: returns the parameter's value; takes typer's context and the options' values.
    """

    options: Mapping[str, Any]
    build: Callable[..., Any]


def with_options(run: Callable[..., None], kinds: Mapping[type, Embedded]) -> Callable[..., None]:
    """Return a function whose signature has options in place of each embedded parameter.

    Args:
        run: the function of a command.
        kinds: the parameter types that stand for several options.
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

    # Typer reads the options from these two.
    described: Any = command
    described.__signature__ = signature.replace(parameters=parameters)
    described.__annotations__ = {option.name: option.annotation for option in parameters}
    return command


def _parameter(name: str, hint: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=hint)
