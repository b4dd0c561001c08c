"""The word files of the privacy check: names, medicines and capitalised common words.

They are read when the first text is searched, and not before.
"""

import pkgutil
from functools import cache


@cache
def safe_names() -> frozenset[str]:
    """Return names, in lower case, that are no other word in Swedish or English."""
    return _words_of("names.txt")


@cache
def double_names() -> frozenset[str]:
    """Return names, in lower case, that are other words, too: "will", "björn"."""
    return _words_of("names_and_words.txt")


@cache
def common_capitals() -> frozenset[str]:
    """Return words, in lower case, that are no names though they have a capital: medicines, too."""
    return _words_of("capitals.txt") | _words_of("drugs.txt")


def _words_of(file: str) -> frozenset[str]:
    # The files are part of the program, so that reading them depends on nothing outside.
    content = pkgutil.get_data("coprod_cli.privacy", f"data/{file}") or b""
    lines = content.decode().splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
