"""What only tests with the marker `slow` may start, so that the fast set stays fast.

`pytest -m "not slow"` is the fast set. A test that opens a pseudo-terminal or starts npm without
the marker fails, and says so, instead of making the fast set slower unnoticed.
"""

NEEDED_BY_FIXTURES = {"server"}
"""Fixtures whose tests are marked as slow without saying so: the editor's language server."""
allowed = True
"""Whether slow things may start; `conftest.py` sets it before each test."""


def starts(what: str) -> None:
    """Refuse to start something slow in a test that is not marked as slow."""
    assert allowed, f"mark this test with @pytest.mark.slow: it starts {what}"
