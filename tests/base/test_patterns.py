"""A pattern that is compiled when it is first used."""

import re

import pytest

from coprod_cli.base.patterns import lazy_pattern


def test_it_is_used_as_a_compiled_one():
    pattern = lazy_pattern("(a+)b", re.IGNORECASE)

    assert pattern.fullmatch("AAb").group(1) == "AA"
    assert pattern.sub("c", "aab ab") == "c c"
    assert pattern.pattern == "(a+)b"


def test_it_is_compiled_when_it_is_used():
    pattern = lazy_pattern("(")

    with pytest.raises(re.error):
        pattern.match("")
