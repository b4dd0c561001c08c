"""Threads that a system does not allow are found out before they are needed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from coprod_cli.base import executor
from coprod_cli.base.executor import Part, run_in_parts
from coprod_cli.base.threads import is_out_of_threads, may_start, submit_or_run


@pytest.fixture
def allowed(monkeypatch):
    """Let the system allow so many threads more."""
    start = threading.Thread.start

    def allow(count):
        left = iter(range(count))

        def starting(thread):
            if next(left, None) is None:
                raise RuntimeError("can't start new thread")
            start(thread)

        monkeypatch.setattr(threading.Thread, "start", starting)

    return allow


@pytest.mark.parametrize(("count", "most", "enough"), [(2, 2, True), (3, 2, False), (1, 0, False)])
def test_whether_threads_may_be_started_is_known(allowed, count, most, enough):
    before = threading.active_count()
    allowed(most)

    assert may_start(count) is enough
    assert threading.active_count() == before


@pytest.mark.parametrize("most", [0, 1])
def test_work_is_done_with_a_thread_or_without(allowed, most):
    allowed(most)
    with ThreadPoolExecutor(1) as pool:
        assert submit_or_run(pool, lambda: "done").result() == "done"


def test_what_the_work_raises_without_a_thread_is_kept(allowed):
    allowed(0)
    with ThreadPoolExecutor(1) as pool:
        assert isinstance(submit_or_run(pool, lambda: 1 // 0).exception(), ZeroDivisionError)


def test_the_error_of_a_system_without_threads_is_known():
    assert is_out_of_threads(RuntimeError("can't start new thread"))
    assert not is_out_of_threads(RuntimeError("another one"))


def test_many_notes_are_worked_on_in_this_process_where_there_are_no_threads(allowed, monkeypatch):
    monkeypatch.setattr(executor, "_MIN_NOTES_TO_FORK", 1)
    monkeypatch.setattr(executor, "_processors", lambda: 2)
    allowed(3)

    def work(paths):
        return Part("".join(paths).encode(), len(paths))

    assert b"".join(part.data for part in run_in_parts(work, ["a", "b"])) == b"ab"
