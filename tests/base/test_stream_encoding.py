"""Terminals that are not UTF-8: what their encoding does not have is replaced, on every stream."""

import io
import sys

import pytest

from coprod_cli.base.stream_encoding import replace_unencodable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("å, ä och ö", "å, ä och ö"), ("“quoted” — it\u2019s…", '"quoted" - it\'s...'),
        ("Ōsaka", "Osaka"), ("a → b", "a -> b"), ("████▒", "####+"), ("☃ 日本", "? ??"),
        ("a\u030a", "a?"), ("\udce5", "?"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_the_nearest_that_the_encoding_has_is_written(monkeypatch, name, text, shown):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="iso-8859-1", errors="strict")
    monkeypatch.setattr(sys, name, stream)

    replace_unencodable()
    print(text, end="", file=stream, flush=True)

    assert stream.buffer.getvalue().decode("iso-8859-1") == shown


def test_a_stream_in_utf_8_stays_as_it_is(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape")
    monkeypatch.setattr(sys, "stdout", stream)

    replace_unencodable()

    assert stream.errors == "surrogateescape"
