"""Show code sets, one code, and findings about codes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coprod_cli.base.errors import CoprodError, Finding
from coprod_cli.base.i18n import _, current_language, translated
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.document import show_document
from coprod_cli.cli.console.findings import show_findings, show_findings_as_json
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_error,
    show_json,
    show_message,
    show_raw,
)
from coprod_cli.model.code_set import Code, CodeSet, PlacedCode
from coprod_cli.model.wording import worded
from coprod_cli.operations.check_codes import UndefinedCode, use_in_words
from coprod_cli.operations.code_uses import CodeUse
from coprod_cli.operations.read_codes import BUILT_IN, FROM_NOTEBOOK, CodeList, FoundCode, FoundSet


def show_code_list(result: CodeList, *, retired: bool, json: bool) -> None:
    """Print the codes of each set, and errors for sets that cannot be used.

    Args:
        result: the sets.
        retired: whether to print codes that are no longer used, too.
        json: whether to print JSON, with all codes.
    """
    for name, error in result.unusable:
        message = msg(
            'the code set "{name}" cannot be used: {reason}', name=name, reason=error.lines()[0]
        )
        show_error(CoprodError(message))
    if json:
        show_json([set_as_data(each) for each in result.sets])
    elif is_stdout_terminal():
        _show_described(result.sets, retired=retired)
    else:
        rows = (row for each in result.sets for row in _rows(each, retired=retired))
        show_raw("".join("\t".join(map(screen_line, row)) + "\n" for row in rows))
    for name, is_there in result.begun:
        command = f"coprod codes edit {name}" if is_there else f"coprod codes new {name}"
        message = msg(
            "{name} was being written when coprod was stopped. To go on: {command}",
            name=name,
            command=command,
        )
        show_message(message)


def _show_described(sets: Sequence[FoundSet], *, retired: bool) -> None:
    from coprod_cli.cli.console.descriptions import Described, show_descriptions

    language = current_language()
    show_descriptions(
        Described(
            each.code_set.id,
            f"{each.code_set.heading(language)} ({_origin(each)})",
            tuple(
                _code_line(placed, language)
                for placed in _listed(each, retired=retired, as_tree=True)
            )
            or (_("No codes yet."),),
        )
        for each in sets
    )


def _listed(found: FoundSet, *, retired: bool, as_tree: bool = False) -> Iterator[PlacedCode]:
    """Yield the codes to list; in a tree, also a retired one above others, which stand below it."""
    placed = found.code_set.placed_codes()
    return (
        each
        for each in placed
        if retired or not each.code.retired or (as_tree and _has_codes(each.code))
    )


def _has_codes(code: Code) -> bool:
    """Return whether a code that is in use is below another one."""
    return any(not each.retired or _has_codes(each) for each in code.codes)


def _code_line(placed: PlacedCode, language: str) -> str:
    indent = "  " * len(placed.above)
    title = placed.code.title(language)
    name = placed.name if title == placed.code.id else f"{placed.name}  {title}"
    return f"{indent}{name} ({_retired(placed.code)})" if placed.code.retired else indent + name


def _retired(code: Code) -> str:
    """Return since when a code is no longer used, and what is used instead."""
    if code.instead:
        words = msg(
            "retired {day}, instead: {codes}", day=code.retired, codes=_joined(code.instead)
        )
    else:
        words = msg("retired {day}", day=code.retired)
    return translated(words)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)


def _rows(found: FoundSet, *, retired: bool) -> Iterator[tuple[str, ...]]:
    """Yield the fields of each code for other programs."""
    language = current_language()
    for placed in _listed(found, retired=retired):
        code = placed.code
        definition = worded(code.definition, language)
        yield placed.name, code.title(language), definition, code.retired or "", found.origin


def _origin(found: FoundSet) -> str:
    if found.origin == BUILT_IN:
        return _("comes with coprod")
    return _("notebook") if found.origin == FROM_NOTEBOOK else Path(found.origin).name


def set_as_data(found: FoundSet) -> dict[str, Any]:
    """Return a code set as JSON has it, its codes in a flat list."""
    code_set = found.code_set
    return {
        "id": code_set.id,
        "title": code_set.title,
        "description": code_set.description,
        "source": code_set.source.model_dump(mode="json") if code_set.source else None,
        "from": found.origin,
        "extends": code_set.extends,
        "path": found.path,
        "codes": [code_as_data(each) for each in code_set.placed_codes()],
    }


def code_as_data(placed: PlacedCode) -> dict[str, Any]:
    """Return a code as JSON has it: its parts, and the ids of the codes that it is below."""
    parts = placed.code.model_dump(mode="json", exclude={"id", "codes"})
    return {"code": placed.name, "below": list(placed.above), **parts}


def show_code(found: FoundCode, use: CodeUse | None, *, json: bool) -> None:
    """Print what a code means, and how it is used; `use` is None if it is used nowhere."""
    use = use or CodeUse()
    if json:
        below = [f"{found.placed.name.set_id}/{each.id}" for each in found.placed.code.codes]
        data = code_as_data(found.placed)
        show_json({**data, "codes": below, **_use_as_data(use)})
        return
    language = current_language()
    page = "\n".join(_code_page(found, use, language))
    title = found.found_set.code_set.heading(language)
    show_document(f"{page}\n", f"{title} ({_origin(found.found_set)})")


def _use_as_data(use: CodeUse) -> dict[str, Any]:
    return {"passages": len(use.marked), "cases": sorted(use.cases), "tagged": list(use.tagged)}


def _code_page(found: FoundCode, use: CodeUse, language: str) -> Iterator[str]:
    code, name = found.placed.code, found.placed.name
    yield f"# {name}"
    yield ""
    yield code.title(language)
    for heading, text in _parts(code, language):
        yield from ("", f"## {heading}", text)
    if code.codes:
        yield from ("", "## " + _("Codes below it"))
        yield from (f"{name.set_id}/{each.id}  {each.title(language)}" for each in code.codes)
    yield ""
    yield from _facts(found, use)


def _parts(code: Code, language: str) -> Iterator[tuple[str, str]]:
    """Yield the heading and the text of each part of a code that has words."""
    parts = (
        (_("What it means"), worded(code.definition, language)),
        (_("When to use it"), worded(code.include, language)),
        (_("When not to use it"), worded(code.exclude, language)),
        (_("Example"), worded(code.example, language)),
        (_("Memo"), worded(code.memo, language)),
        (_("In the source's own words"), code.source_text or ""),
        (_("About the wording"), worded(code.note, language)),
    )
    return ((heading, text) for heading, text in parts if text)


def _facts(found: FoundCode, use: CodeUse) -> Iterator[str]:
    code = found.placed.code
    if code.colour or code.sign:
        looks = " ".join(filter(None, (code.sign, code.colour)))
        yield _("Sign and colour: {looks}").format(looks=looks)
    if code.changed:
        yield _("Its meaning changed on {day}.").format(day=code.changed)
        if before := use.marked_before(code.changed):
            words = nmsg(
                "{count} passage was marked before its definition changed on {day}.",
                "{count} passages were marked before its definition changed on {day}.",
                before, day=code.changed,
            )  # fmt: skip
            yield translated(words)
    if code.was:
        yield _("Earlier names: {names}").format(names=_joined(code.was))
    if code.retired:
        yield _("No longer used: {how}").format(how=_retired(code))
    yield translated(msg("Use: {use}.", use=use_in_words(use)))


def show_set(found: FoundSet, *, json: bool) -> None:
    """Print what a code set is, where its words come from, and its codes."""
    if json:
        show_json(set_as_data(found))
        return
    language = current_language()
    page = "\n".join(_set_page(found.code_set, language))
    show_document(f"{page}\n", f"{found.code_set.id} ({_origin(found)})")


def _set_page(code_set: CodeSet, language: str) -> Iterator[str]:
    yield f"# {code_set.heading(language)}"
    yield ""
    for text in (code_set.description, code_set.memo):
        if text:
            yield from (worded(text, language), "")
    if code_set.extends:
        yield from (_("It extends: {name}").format(name=code_set.extends), "")
    yield "## " + _("Codes")
    for placed in code_set.placed_codes():
        yield _code_line(placed, language)
        definition = worded(placed.code.definition, language)
        if definition:
            yield from ("  " * len(placed.above) + definition, "")
    if code_set.source:
        yield from ("", "## " + _("Source"), code_set.source.citation)
        yield from filter(None, (code_set.source.url, worded(code_set.source.note, language)))


def show_undefined_codes(found: Sequence[UndefinedCode], *, json: bool) -> None:
    """Print the codes that are used and in no set yet."""
    if json:
        show_json([{"code": each.name, **_use_as_data(each.use)} for each in found])
        return
    for each in found:
        line = f"{each.name}\t{translated(use_in_words(each.use))}"
        show_raw(f"{line}\n" if not is_stdout_terminal() else line.replace("\t", "  ") + "\n")
    if not found:
        show_message(_("Every code in use is in a code set."))
        return
    name = found[0].name
    show_message(_("To define one: {command}").format(command=f"coprod codes new {name}"))
    commands = f"coprod codes rename {name} NAME, coprod codes merge {name} --into CODE"
    show_message(_("To give it another name: {commands}").format(commands=commands))


def show_code_findings(findings: Sequence[Finding], *, json: bool) -> None:
    """Print findings about codes."""
    if json:
        show_findings_as_json(findings)
        return
    show_findings(findings)
    if not findings:
        show_message(_("All is well."))
