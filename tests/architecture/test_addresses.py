"""Only `model/address.py` takes an address apart; every other module asks an `Address`."""

import re

import pytest
from paths import PACKAGE

SNIFFED = re.compile(
    r"""["'][.\#]["']\ (?:not\ )?in\ \w"""  # "#" in address
    r"""|\b(?:r?partition|r?split|count|r?find|r?index)\(["'][.\#]["']"""  # .partition(".")
    r"""|\b(?:starts|ends)with\(f?["']\{[\w.]+\}[.\#]["']\)"""  # .startswith(f"{item}.")
    r"""|f["']\{[\w.]+\}[.\#]\{[\w.]+\}["']""",  # f"{item}.{question.id}"
    re.VERBOSE,
)
# Module: what its line has, and what that is in place of an address.
OTHERS = [
    ("base/yaml_edit.py", "{indent}#", "a line that is a comment"),
    ("base/settings.py", 'language.strip().partition(".")', "a locale, such as sv_SE.UTF-8"),
    ("notebook/note/next_steps.py", "_id}.{", "a reference to a next step"),
    ("interview/askers/plain/lists.py", "{section_number}.{index}", "the number of a question"),
    ("formats/markdown/written_conditions.py", "{number}.{index}", "the number of a question"),
    ("knowledge/coverage_counter.py", "{number}.{place}", "the number of a question"),
    ("notebook/editor_files.py", 'rest.rpartition(".")', "a folder's name"),
    ("cli/exchange_codes.py", "{code_set}.{file_format}", "a file's name"),
    ("operations/exchange_codes.py", 'rpartition(".")', "a file's name"),
    ("operations/code_fields.py", 'left.strip().partition(".")', "a key and a language"),
    ("model/passage.py", 'coder.partition(".")', "a coder's name"),
    ("privacy/identifiers.py", 'if ":" in plain or "." in plain', "a word of a text"),
    ("privacy/name_pattern.py", '"." not in word', "a word of a text"),
    ("privacy/watch_list.py", 'line.partition("#")', "a line of the watch list"),
]


def lines_that_sniff(path):
    lines = path.read_text("utf-8").splitlines()
    return [line.strip() for line in lines if SNIFFED.search(line)]


def modules():
    paths = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
    del paths["model/address.py"]
    return paths


@pytest.mark.parametrize(
    "line",
    [
        'if "#" in address:', "if '.' not in address:", 'address.partition(".")[0]',
        'section, name = place.split(".")',
        'each.startswith(f"{item}.")', 'f"{item}.{question.id}"',
        'f"{group}#{number}"', 'address.count(".") > 1',
    ],
)  # fmt: skip
def test_a_line_that_takes_an_address_apart_is_found(line):
    assert SNIFFED.search(line)


@pytest.mark.parametrize(("name", "path"), modules().items(), ids=modules().keys())
def test_a_module_takes_no_address_apart(name, path):
    allowed = [text for other, text, _what in OTHERS if other == name]

    assert [
        line for line in lines_that_sniff(path) if not any(text in line for text in allowed)
    ] == []


@pytest.mark.parametrize(("name", "text", "what"), OTHERS)
def test_an_exception_is_one_still(name, text, what):
    assert any(text in line for line in lines_that_sniff(modules()[name])), what
