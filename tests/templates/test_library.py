"""A library of templates loads no more of them than it must."""

import re
from shutil import copytree

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


def test_a_template_that_has_changed_is_loaded_again_once_its_fingerprint_is_known(tmp_path):
    """Else what was computed with it would be stored as if it followed from the new one."""
    folder = copytree(shipped_prompts() / "story", tmp_path / "story")
    library = TemplateLibrary([tmp_path])
    assert library.load("story").version != "9.9.9"
    head = folder / "template.yaml"
    head.write_text(re.sub("(?m)^version:.*", "version: 9.9.9", head.read_text()))

    assert library.fingerprint
    assert library.load("story").version == "9.9.9"
