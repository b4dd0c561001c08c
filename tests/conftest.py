"""What every test has: how hard Hypothesis tries, which tests are slow, and the golden files."""

import compileall
import os
import signal

import pytest
import slowness
from hypothesis import HealthCheck, settings
from paths import GOLDEN, PACKAGE

settings.register_profile(
    "ci", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=3000)
settings.load_profile(os.environ.get("COPROD_HYPOTHESIS", "ci"))


def pytest_configure(config) -> None:
    """Compile coprod once, and let a program that is tested be stopped by signals.

    Each process that a test starts would compile it anew where PYTHONDONTWRITEBYTECODE is set.
    Signals are ignored where the tests run unattended.
    """
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(PACKAGE, quiet=2)
    for name in ("SIGINT", "SIGQUIT", "SIGHUP"):
        number = getattr(signal, name, None)
        # A shell ignores them for what it starts in the background, and each child inherits that.
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(
                number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
            )


def pytest_xdist_auto_num_workers(config) -> int:
    """Return how many processes `-n auto` is: two a processor, as terminals are waited for.

    The fast set waits for nothing, and takes longer with more processes than processors.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return processors if config.option.markexpr == "not slow" else 2 * processors


def pytest_xdist_make_scheduler(config, log):
    """Give each process files of its own: one that has none left takes some of another's.

    By default each has tests of every file, and sets up the fixtures of every module.
    """
    from xdist.scheduler import WorkStealingScheduling  # it is not needed where xdist is not used

    return WorkStealingScheduling(config, log)


def pytest_collection_modifyitems(items) -> None:
    """Mark every test as slow that needs npm or the crash harness, and order them."""
    for item in items:
        if slowness.NEEDED_BY_FIXTURES & set(item.fixturenames):
            item.add_marker("slow")
    items[:] = slowness.spread(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item) -> None:
    """Let only tests that are marked as slow start what is slow; see tests/support/slowness.py."""
    slowness.allowed = item.get_closest_marker("slow") is not None


@pytest.fixture
def golden():
    """Compare with a file in tests/golden/; COPROD_RENEW_GOLDENS=1 writes the files anew."""
    renew = os.environ.get("COPROD_RENEW_GOLDENS") == "1"

    def compare(name, data):
        path = GOLDEN / name
        if renew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        # Decoded, so that pytest shows where the two differ.
        assert data.decode() == path.read_bytes().decode(), "to renew: COPROD_RENEW_GOLDENS=1"

    return compare
