"""The JSON Schemas of a template's files match the models."""

import json

import pytest

from coprod_cli.model.section import Section
from coprod_cli.model.template import TemplateFile
from coprod_cli.templates.extends_schema import ExtendingFile
from coprod_cli.templates.json_schema import SCHEMA_NAMES, json_schema, modeline, schema_text


def parts(schema):
    """Every part of a schema that describes a map of known keys."""
    if isinstance(schema, list):
        for each in schema:
            yield from parts(each)
    elif isinstance(schema, dict):
        if "additionalProperties" in schema and "properties" in schema:
            yield schema
        for each in schema.values():
            yield from parts(each)


@pytest.mark.parametrize("of", SCHEMA_NAMES)
class TestSchema:
    def test_says_which_kind_of_schema_it_is(self, of):
        assert json_schema(of)["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_allows_no_other_keys_anywhere(self, of):
        assert all(each["additionalProperties"] is False for each in parts(json_schema(of)))

    def test_tells_of_each_key_and_of_each_kind_of_question(self, of):
        for part in parts(json_schema(of)):
            assert all(each.get("description") for each in part["properties"].values())

    def test_refers_to_nothing_that_is_not_in_it(self, of):
        schema = json_schema(of)
        text = schema_text(of)

        referred = {part.partition('"')[0] for part in text.split('"#/$defs/')[1:]}
        assert referred <= schema["$defs"].keys()
        assert json.loads(text) == schema


def test_a_section_has_the_keys_of_its_model():
    assert json_schema("section")["properties"].keys() == Section.model_fields.keys()


@pytest.mark.parametrize(
    ("branch", "model"), [("then", ExtendingFile), ("else", TemplateFile)], ids=["extends", "plain"]
)
def test_a_template_has_the_keys_of_its_model(branch, model):
    schema = json_schema("template")

    assert schema["if"] == {"required": ["extends"]}
    name = schema[branch]["$ref"].rpartition("/")[2]
    assert schema["$defs"][name]["properties"].keys() == model.model_fields.keys()


def test_the_first_line_of_a_file_names_the_schema_beside_its_folder():
    assert modeline("section") == "# yaml-language-server: $schema=../schema/section.json"
