"""JSON Schemas of templates and code sets, for editors; from the models that load the files.

Pydantic's own schemas are simplified, so that an editor shows each mistake at its line. A question
is checked only against the kind that its `type` names; pydantic's schema would only report that
none of the nine kinds matches.
"""

import json
from typing import Any

from pydantic import BaseModel

from coprod_cli.model.code_set import CodeSetFile, ExtendingCodeSetFile
from coprod_cli.model.questions import QUESTION_TYPES
from coprod_cli.model.section import Section
from coprod_cli.model.template import TemplateFile
from coprod_cli.templates import code_set_schema
from coprod_cli.templates.extends_schema import ExtendingFile

SCHEMA_NAMES = ("section", "template", "codes")
SCHEMA_FOLDER = "schema"
"""The folder of the schema files, beside the folders of the templates that refer to them."""
_Schema = dict[str, Any]

_DESCRIPTIONS = {
    "add": "Questions that are put in.",
    "after": "The address of the question after which it is asked.",
    "again": "The sections that asked the questions first; the group asks them again later on.",
    "answered_by": "Who answers it, in a few words.",
    "answer": "The answer that is compared with; left out for exists.",
    "before": "The address of the question before which it is asked.",
    "cases_at_least": "How many cases the answer must name by their ids.",
    "choices": "What may be chosen: texts, or a value and a label for each.",
    "consent": "The questions that say whether a case may be told; it has to name people.",
    "column_title": "The question in a few words, above its column where a table has its answers.",
    "columns": "The columns in order; each row is a case.",
    "citation": "Where the wording comes from, as it is cited.",
    "default": "What is suggested: a list starts there, and it is no answer by itself.",
    "description": "What the form is for, in a sentence or two.",
    "description_plain": "The description for people who are not professionals.",
    "earlier_item": "Earlier wordings of the item's name, in any language.",
    "earlier_text": "Earlier wordings of the question, in any language, that mean the same.",
    "earlier_title": "Earlier wordings of the section's title, in any language.",
    "extends": "The id of the template that this one extends.",
    "from": "The address of the question that says when it began.",
    "help": "A sentence that helps to answer, shown below the question.",
    "help_plain": "The help for people who are not professionals.",
    "id": "Small letters, digits and hyphens; part of the address, so it never changes.",
    "in": "The section at whose end it is asked.",
    "intro": "What is said before the section's first question.",
    "intro_plain": "What is said before it to people who are not professionals.",
    "item": "What one item of the group is called; it is numbered.",
    "item_plain": "What one item is called for people who are not professionals.",
    "label": "What is shown for the choice.",
    "label_plain": "What is shown for it to people who are not professionals.",
    "levels": "The address of the question that says on which levels it takes place.",
    "languages": "The languages of all texts, the first one first.",
    "leave_out": "Sections, or addresses of questions, that are not asked.",
    "maximum": "The largest number that is taken.",
    "minimum": "The smallest number that is taken.",
    "minutes": "How long the whole form takes, in minutes: 5, or 60-90.",
    "model": "Where it stands in the coproduction model.",
    "name": "The address of the question that says what it is called.",
    "names_people": "Whether answers name people, as in an agreement.",
    "new": 'A new one, as after "This is": a new contract.',
    "noun_plain": "What it is called for people who are not professionals.",
    "note": "What is to be known about the wording.",
    "noun": "What a case of this form is called, in each language.",
    "one": "The noun alone: contract.",
    "ongoing": "The address of the yes or no question that says whether it still goes on.",
    "operator": "How the answer is compared.",
    "order": "The order of a section's questions, by their ids; the others follow.",
    "owner": "How next steps name whom the choice means; its label where left out.",
    "plain": "Whether what has no plain words is plain as it is.",
    "question": "The address of an earlier question, or the question itself.",
    "questions": "What is asked, in order.",
    "remember": "Whether the answer of one case is offered in the next one.",
    "required": "Whether a case can be finished only with an answer.",
    "reword": "Other words for questions, by their addresses; the earlier text is kept.",
    "same_questions_since": "The earliest version with the same questions, whatever their words.",
    "sections": "The sections in order; each is a file of that name beside this one.",
    "short": "Whether it is asked in the short way, and the others are offered after it.",
    "show": "The addresses of the questions whose answers the column has.",
    "slide_title": "The title that the source itself has for it.",
    "source": "Where the wording comes from.",
    "source_text": "The source's own wording, where the text differs from it.",
    "sourced": "Whether coprod sources --unsourced lists its answers without a reference.",
    "tasks": "How each item is a next step: which of its questions say what, who, when and done.",
    "text": "The question.",
    "text_plain": "The question in short words, for people who are not professionals.",
    "the": "The one that is spoken of: the contract.",
    "tables": "Tables of several cases, for render --layout table.",
    "timeline": "The questions from which coprod timeline draws a bar for each case.",
    "title": "The title.",
    "title_plain": "The title for people who are not professionals.",
    "to": "The address of the question that says when it ended.",
    "type": "The kind of answer; text where it is left out.",
    "until": "The address of the question that says until which day it may be told.",
    "url": "Where the source is found.",
    "value": "What stands for the choice in data, in every language.",
    "version": "Three numbers, such as 1.0.0.",
    "was": "Earlier addresses of the question; of a choice, earlier wordings of its label.",
    "withdrawn": "The address of the question whose answer means that it was withdrawn.",
    "years": "Whether the column has the years of the timeline.",
    "when": "Earlier answers under which it is asked; all must hold.",
}


def json_schema(kind: str) -> _Schema:
    """Return a JSON Schema as data.

    Args:
        kind: one of SCHEMA_NAMES: `section` for the file of a section, `template` for
            template.yaml, `codes` for that of a code set.
    """
    if kind == "section":
        schema = _simplified(Section.model_json_schema())
        definitions = schema.pop("$defs")
    elif kind == "codes":
        schema, definitions = _one_of_two(ExtendingCodeSetFile, CodeSetFile)
        for part in definitions.values():
            _describe(part, code_set_schema.DESCRIPTIONS)
    else:
        schema, definitions = _one_of_two(ExtendingFile, TemplateFile)
    definitions["Wording"] = _WORDING
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"coprod: {kind}",
        **schema,
        "$defs": dict(sorted(definitions.items())),
    }


def _one_of_two(extending: type[BaseModel], plain: type[BaseModel]) -> tuple[_Schema, _Schema]:
    """Return the schema of a file that may extend another one, and its definitions."""
    schemas = {model.__name__: model.model_json_schema() for model in (extending, plain)}
    definitions: _Schema = {}
    for name, schema in schemas.items():
        simplified = _simplified(schema)
        definitions |= simplified.pop("$defs", {})
        definitions[name] = simplified
    return {
        "if": {"required": ["extends"]},
        "then": _reference(extending.__name__),
        "else": _reference(plain.__name__),
    }, definitions


def _describe(schema: _Schema, descriptions: dict[str, str]) -> None:
    """Give the keys of a part their descriptions in a file of another kind."""
    for name, value in schema.get("properties", {}).items():
        value["description"] = descriptions[name]


def schema_text(kind: str) -> str:
    """Return the content of a schema file; `kind` is one of SCHEMA_NAMES."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def modeline(kind: str) -> str:
    """Return the first line of a template's file: a comment from which editors find its schema."""
    return f"# yaml-language-server: $schema=../{SCHEMA_FOLDER}/{kind}.json"


_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_TEXT = {"type": "string", "maxLength": 4000, "pattern": r"\S"}
_WORDING = {
    "description": "A text in one language, or a map of language to text.",
    "type": ["string", "object"],
    "maxLength": 4000,
    "pattern": r"\S",
    "minProperties": 1,
    "patternProperties": {_LANGUAGE: _TEXT},
    "additionalProperties": False,
}


def _reference(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _simplified(schema: Any) -> Any:
    """Return a pydantic schema, or a part of one, simplified for editors."""
    if isinstance(schema, list):
        return [_simplified(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "oneOf" in schema:
        return _by_type(schema["oneOf"])
    if "anyOf" in schema:
        return _any_of(schema)
    kept = {
        key: {name: _simplified(each) for name, each in value.items()}
        if key in ("properties", "patternProperties", "$defs")
        else _simplified(value)
        for key, value in schema.items()
        if key not in ("title", "default")
    }
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    for name, value in kept.get("properties", {}).items():
        kept["properties"][name] = _described(name, _with_other_kinds(name, value))
    return kept


def _any_of(schema: _Schema) -> _Schema:
    """Return a union without null, because a person leaves the key out instead."""
    kinds = [each for each in schema["anyOf"] if each != {"type": "null"}]
    if len(kinds) > 1 and any("patternProperties" in each for each in kinds):
        return _reference("Wording")
    if len(kinds) == 1:
        return _simplified(kinds[0])  # type: ignore[no-any-return] # a schema gives a schema
    return {"type": [each["type"] for each in kinds]}


def _by_type(kinds: list[_Schema]) -> _Schema:
    """Return the schema of a question: that of the kind which its `type` names."""
    names = {each["$ref"].rpartition("/")[2] for each in kinds}
    types = [name for name in QUESTION_TYPES if _model_name(name) in names]
    branches = [
        {
            "if": {
                "properties": {"type": {"const": name}},
                # A question without a type has the type text.
                **({} if name == "text" else {"required": ["type"]}),
            },
            "then": _reference(_model_name(name)),
        }
        for name in types
    ]
    by_type = {"properties": {"type": {"enum": types}}, "allOf": branches}
    return {"type": "object", "if": {"type": "object"}, "then": by_type}


def _model_name(question_type: str) -> str:
    """Return the name of a type's model: YesNoQuestion for yes_no."""
    return "".join(part.capitalize() for part in question_type.split("_")) + "Question"


def _with_other_kinds(name: str, schema: _Schema) -> _Schema:
    """Return the schema of a key that accepts data of another kind, too, as the loader does."""
    items = schema.get("items")
    if name == "minutes":
        return {**schema, "type": ["integer", "string"], "minimum": 1, "maximum": 999}
    if schema.get("type") != "array" or items is None:
        return schema
    if name == "choices":
        return {**schema, "items": {"if": {"type": "object"}, "then": items, "else": _TEXT}}
    if name == "when":
        return {"if": {"type": "array"}, "then": schema, "else": items}
    if name in ("again", "was", "default", "who", "show", "instead"):
        return {**schema, **items, "type": ["string", "array"]}
    return schema


def _described(name: str, schema: _Schema) -> _Schema:
    """Return the schema of a key with the key's description, if it has one."""
    return {"description": _DESCRIPTIONS[name], **schema} if name in _DESCRIPTIONS else schema
