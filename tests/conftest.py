"""What every test has: how hard Hypothesis tries, and the golden files."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

GOLDEN = Path(__file__).parent / "golden"

settings.register_profile(
    "ci", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=3000)
settings.load_profile(os.environ.get("COPROD_HYPOTHESIS", "ci"))


def pytest_addoption(parser):
    parser.addoption(
        "--renew-goldens", action="store_true", help="write tests/golden/ anew from what comes out"
    )


@pytest.fixture
def golden(request):
    """Compare with a file in tests/golden/; `pytest --renew-goldens` writes the files anew."""
    renew = request.config.getoption("--renew-goldens")

    def compare(name, data):
        path = GOLDEN / name
        if renew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        # Decoded, so that pytest shows where the two differ.
        assert data.decode() == path.read_bytes().decode(), "to renew: pytest --renew-goldens"

    return compare
