"""A library of templates loads no more of them than it must."""

import pytest

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.templates.library import TemplateLibrary


@pytest.fixture
def loaded():
    """The names of the templates that were loaded."""
    return []


@pytest.fixture
def library(loaded):
    return TemplateLibrary([shipped_prompts()], loaded.append)


@pytest.mark.parametrize("section", ["emotions", "situation", "agreement", "nothing", "../x"])
def test_a_section_is_found_in_each_template_that_has_it(library, section):
    found = [each.id for each in library.with_section(section)]

    assert found == [each.id for each in library.all() if section in sections(each)]


def sections(template):
    return [section.id for section in template.sections]


def test_a_section_is_looked_for_where_it_may_be(library, loaded):
    assert list(library.with_section("agreement"))
    assert "patient-contract" in loaded
    assert not {"story", "initiative", "primary-care"} & set(loaded)
