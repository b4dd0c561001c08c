"""Filters: which cases a command reads. A new filter is one more field of `Filters`.

Each field says how its option is described and completed, which values it refuses, and which cases
match it; the command line builds the options of every command from it. A field may also say which
values a case has: then `unmatched_filters` tells of a value that no case has.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from coprod_cli.base.clock import is_day
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import N_, Message, msg
from coprod_cli.base.text import looks_like_name
from coprod_cli.model.case_id import day_begun
from coprod_cli.notebook.filter_values import (
    addresses_in,
    addresses_of,
    is_at,
    labelled_voices,
    read_voice_label,
    refuse_address,
    refuse_voice,
    voices_in,
)

if TYPE_CHECKING:
    from coprod_cli.model.case_like import AnswerLike, CaseHead, CaseLike
    from coprod_cli.templates.library import TemplateLibrary


class ValueCheck(NamedTuple):
    """How to find a value that no case has, such as a misspelt one.

    `values_of` returns the values that a case has. `unknown` returns a notice for a value that no
    case has, or raises WrongUsage; its arguments are the value and the nearest one that exists, or
    "". `installed` returns the values that exist without any case; `elsewhere` returns more, which
    take long to find, and is called only if no case has the value.
    """

    values_of: Callable[["CaseLike"], Collection[str]]
    unknown: Callable[[str, str], Message]
    installed: Callable[["TemplateLibrary"], Collection[str]] = lambda _library: ()
    elsewhere: Callable[["TemplateLibrary"], Collection[str]] = lambda _library: ()


class FilterSpec(NamedTuple):
    """The description of one filter.

    `help` is untranslated. `matches` returns whether a case matches a value; `takes` returns it of
    one given answer, by its address and voice alone, and a case matches if one answer fits all such
    filters. `values` names the list that the shell completes from: "templates", "statuses",
    "voices", "sections", or none. `refuse` raises WrongUsage for a value that can match no case;
    its arguments are the filter's name and the value. `check` finds a value that no case has;
    without it, such a value just matches nothing. `is_unclear` returns whether nobody can tell if a
    case matches, since its front matter says something that is not understood. `read` returns what
    a typed value means.
    """

    metavar: str
    help: str
    matches: Callable[["CaseHead", str], bool] | None = None
    takes: Callable[["AnswerLike", str], bool] | None = None
    values: str = ""
    refuse: Callable[[str, str], None] | None = None
    check: ValueCheck | None = None
    is_unclear: Callable[["CaseHead"], bool] = lambda _case: False
    read: Callable[[str], str] = str


def _filter(spec: FilterSpec) -> Any:
    return field(default=None, metadata={"spec": spec})


_STATUSES = ("draft", "final")


def _refuse_status(_name: str, value: str) -> None:
    if value not in _STATUSES:
        message = msg('there is no status "{name}".', name=value)
        raise WrongUsage(message, hint=msg("draft or final"))


def _refuse_day(name: str, value: str) -> None:
    if not is_day(value):
        option = f"--{name}"
        message = msg("{option} takes a day, year first.", option=option)
        raise WrongUsage(message, hint=f"{option} 2026-11-24")


def _refuse_template(value: str, nearest: str) -> Message:
    message = msg("there is no template of that name.")
    if looks_like_name(value):
        message = msg('there is no template "{name}".', name=value)
    raise WrongUsage(message, hint=nearest or "coprod templates list")


def _no_case_has_tag(value: str, nearest: str) -> Message:
    if nearest:
        return msg('0 cases have the tag "{tag}". Did you mean "{name}"?', tag=value, name=nearest)
    return msg('0 cases have the tag "{tag}".', tag=value)


@dataclass(frozen=True)
class Filters:
    """The filters of all commands that read cases; None matches every case.

    Raises:
        WrongUsage: a value can match no case.
    """

    template: str | None = _filter(
        FilterSpec(
            "ID",
            N_("Only cases of this template."),
            lambda case, value: case.template == value,
            values="templates",
            check=ValueCheck(
                lambda case: (case.template,), _refuse_template, lambda library: library.locations()
            ),
        )
    )
    status: str | None = _filter(
        FilterSpec(
            "STATUS",
            N_("Only draft or only final cases."),
            lambda case, value: case.status == value,
            values="statuses",
            refuse=_refuse_status,
            is_unclear=lambda case: case.status not in _STATUSES,
        )
    )
    tag: str | None = _filter(
        FilterSpec(
            "WORD",
            N_("Only cases with this tag."),
            lambda case, value: value in case.tags,
            values="tags",
            check=ValueCheck(lambda case: case.tags, _no_case_has_tag),
        )
    )
    since: str | None = _filter(
        FilterSpec(
            "DAY",
            N_("Only cases begun on this day or later."),
            lambda case, value: day_begun(case) >= value,
            refuse=_refuse_day,
            is_unclear=lambda case: not day_begun(case),
        )
    )
    until: str | None = _filter(
        FilterSpec(
            "DAY",
            N_("Only cases begun on this day or earlier."),
            lambda case, value: "" < day_begun(case) <= value,
            refuse=_refuse_day,
            is_unclear=lambda case: not day_begun(case),
        )
    )
    voice: str | None = _filter(
        FilterSpec(
            "WORD",
            N_("Only cases in which this voice answered."),
            takes=lambda answer, value: answer.voice == value,
            values="voices",
            check=ValueCheck(voices_in, refuse_voice, elsewhere=labelled_voices),
            read=read_voice_label,
        )
    )
    at: str | None = _filter(
        FilterSpec(
            "ADDRESS",
            N_("Only cases with an answer at this question, group or section."),
            takes=is_at,
            values="sections",
            check=ValueCheck(addresses_of, refuse_address, elsewhere=addresses_in),
        )
    )

    def __post_init__(self) -> None:
        """Take values as they are meant, and refuse those that can match no case."""
        for name, spec in filter_specs().items():
            value = getattr(self, name)
            if value is None:
                continue
            if spec.refuse is not None:
                spec.refuse(name, value)
            if (meant := spec.read(value)) != value:
                object.__setattr__(self, name, meant)

    @property
    def is_set(self) -> bool:
        """Whether any filter is set."""
        return bool(_set_in(self))

    def answer_filter(self) -> Callable[["AnswerLike"], bool] | None:
        """Return what tells whether one answer fits all filters of answers that are set.

        None if no such filter is set.
        """
        return _answer_filter(self)

    def case_filter(self) -> Callable[["CaseHead"], bool] | None:
        """Return what tells whether a case matches all filters that are set but those of answers.

        None if no such filter is set.
        """
        filters = [(each.matches, value) for each, value in _set_in(self) if each.matches]
        if not filters:
            return None
        return lambda case: all(matches(case, value) for matches, value in filters)

    def match(self, case: "CaseLike") -> bool:
        """Return whether a case matches all filters that are set."""
        return self._fits(case)

    def may_match(self, case: "CaseLike", *, is_damaged: bool = False) -> bool:
        """Return whether a case matches all filters but those that nobody can apply to it.

        Those of answers cannot be applied to a damaged case.
        """
        return self._fits(case, or_may=True, is_damaged=is_damaged)

    def _fits(self, case: "CaseLike", *, or_may: bool = False, is_damaged: bool = False) -> bool:
        if not self.is_set:
            return True
        for spec, value in _set_in(self):
            if or_may and spec.is_unclear(case):
                continue
            if spec.matches is not None and not spec.matches(case, value):
                return False
        fits = None if is_damaged else self.answer_filter()
        return fits is None or any(map(fits, case.given_answers()))


@lru_cache(maxsize=16)
def _set_in(filters: Filters) -> tuple[tuple[FilterSpec, str], ...]:
    """Return the filters that are set, with their values; cached, since each note asks for them."""
    values = ((spec, getattr(filters, name)) for name, spec in filter_specs().items())
    return tuple((spec, value) for spec, value in values if value is not None)


@lru_cache(maxsize=16)
def _answer_filter(filters: Filters) -> Callable[["AnswerLike"], bool] | None:
    """Return what tells whether an answer fits; it knows by now what was asked of others before."""
    wanted = [(spec.takes, value) for spec, value in _set_in(filters) if spec.takes is not None]
    if not wanted:
        return None
    known: dict[tuple[str, str | None], bool] = {}

    def fits(answer: "AnswerLike") -> bool:
        key = (answer.address, answer.voice)
        found = known.get(key)
        if found is None:
            found = all(takes(answer, value) for takes, value in wanted)
            if len(known) < _MOST_KNOWN:
                known[key] = found
        return found

    return fits


_MOST_KNOWN = 20_000
_SPECS: dict[str, FilterSpec] = {}


def filter_specs() -> dict[str, FilterSpec]:
    """Return the description of each filter by its name, in the order of the help text."""
    if not _SPECS:
        _SPECS.update({filter_.name: filter_.metadata["spec"] for filter_ in fields(Filters)})
    return _SPECS


def is_clear(case: "CaseHead") -> bool:
    """Return whether anybody can tell if a case matches filters, whichever are set."""
    return not any(spec.is_unclear(case) for spec in filter_specs().values())


NO_FILTERS = Filters()
