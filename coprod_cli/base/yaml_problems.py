"""Findings about texts that are not YAML, or that are nested too deep."""

import yaml

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import N_, Message, msg
from coprod_cli.base.yaml_loader import problem_of

MAX_DEPTH = 30
"""How deep a text may be nested."""


def character_finding(text: str, offset: int, source: str) -> Finding:
    """Make the finding for a character that YAML does not allow; `offset` is in characters."""
    code = f"U+{ord(text[offset]):04X}"
    message = msg("YAML does not allow the character {code}.", code=code)
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Finding("syntax", message, source, line, column, msg("take it out"))


def syntax_finding(error: yaml.YAMLError, source: str) -> Finding:
    """Make the finding for an error of PyYAML, without any text that it quotes."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = problem_of(error)
    if problem == "exceeded maximum nesting depth":
        # Newer versions of libyaml look far ahead, and reach their own bound first.
        return Finding("depth", too_deep(), source, line, column)
    message = msg("this is not valid YAML.")
    # PyYAML's message may quote the text, which may be an answer; such a message is dropped.
    if problem and "'" not in problem and '"' not in problem:
        message = msg("this is not valid YAML: {problem}.", problem=msg(problem))
    hint = msg("put texts that hold : # or quotation marks in quotes")
    return Finding("syntax", message, source, line, column, hint)


# libyaml's messages are English; marking the likely ones puts them in the catalogues.
_LIKELY_PROBLEMS = (
    N_("block sequence entries are not allowed in this context"),
    N_("did not find expected <document start>"),
    N_("did not find expected alphabetic or numeric character"),
    N_("did not find expected comment or line break"),
    N_("did not find expected key"),
    N_("did not find expected node content"),
    N_("did not find expected whitespace or line break"),
    N_("found a tab character that violates indentation"),
    N_("found a tab character where an indentation space is expected"),
    N_("found character that cannot start any token"),
    N_("found unexpected document indicator"),
    N_("found unexpected end of stream"),
    N_("found unknown escape character"),
    N_("mapping keys are not allowed in this context"),
    N_("mapping values are not allowed in this context"),
)


def too_deep() -> Message:
    """Return the message about a text that is nested over `MAX_DEPTH` deep."""
    return msg("this is nested over {depth} deep.", depth=MAX_DEPTH)
