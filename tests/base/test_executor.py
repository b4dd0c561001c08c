"""The executor: results in order, with any number of processors, and no process left behind."""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base import executor
from coprod_cli.base.errors import CoprodError
from coprod_cli.base.executor import PART_SIZE, Part, run_in_parts, split_into_parts

OTHERS = pytest.mark.parametrize("processors", [2, 3, 16], indirect=True)
INCOMPLETE = "a part of the work stopped before it was done. Try: once more, with fewer cases"
PATHS = [f"{number}.md" for number in range(5 * PART_SIZE + 3)]


def part_result(paths):
    return Part("".join(paths).encode(), len(paths) - 1, tuple(paths[:1]))


def process_id_result(paths):
    time.sleep(0.02)  # long enough that each process gets a part
    return Part(str(os.getpid()).encode(), len(paths))


@pytest.fixture(params=[1, 2, 3, 16], ids="{} processors".format)
def processors(request, monkeypatch):
    """Set the number of processors, and use them for any number of notes."""
    monkeypatch.setattr(executor, "_MIN_NOTES_TO_FORK", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(request.param)), raising=False)
    return request.param


@pytest.fixture(autouse=True)
def _no_process_is_left():
    yield
    assert multiprocessing.active_children() == []
    assert gc.isenabled()


class TestSplitIntoParts:
    @given(st.integers(0, 5 * PART_SIZE))
    def test_hold_each_path_once_and_in_order(self, count):
        paths = PATHS[:count]

        parts = list(split_into_parts(paths))

        assert [path for part in parts for path in part] == paths
        assert all(0 < len(part) <= PART_SIZE for part in parts)


class TestRunInParts:
    @pytest.mark.usefixtures("processors")
    @pytest.mark.parametrize("count", [0, 1, PART_SIZE, PART_SIZE + 1, len(PATHS)])
    def test_comes_back_in_order(self, count):
        paths = PATHS[:count]

        assert list(run_in_parts(part_result, paths)) == [
            part_result(part) for part in split_into_parts(paths)
        ]

    def test_is_done_by_other_processes_where_there_are_processors(self, processors):
        made = {part.data for part in run_in_parts(process_id_result, PATHS)}

        assert (str(os.getpid()).encode() in made) == (processors == 1)
        assert len(made) > 1 or processors == 1
        assert len(made) <= processors

    def test_of_few_notes_is_done_in_this_process(self, monkeypatch):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)

        made = {part.data for part in run_in_parts(process_id_result, PATHS)}

        assert made == {str(os.getpid()).encode()}

    @OTHERS
    @pytest.mark.usefixtures("processors")
    def test_is_done_in_this_process_where_none_can_be_forked(self, monkeypatch):
        monkeypatch.setattr(executor, "get_all_start_methods", lambda: ["spawn"])

        made = {part.data for part in run_in_parts(process_id_result, PATHS)}

        assert made == {str(os.getpid()).encode()}

    def test_is_prepared_once_and_before_there_are_other_processes(self, processors):
        seen = []

        def prepare():
            seen.append(multiprocessing.active_children())

        list(run_in_parts(part_result, PATHS, prepare=prepare))

        assert seen == ([] if processors == 1 else [[]])

    @pytest.mark.usefixtures("processors")
    def test_may_be_large(self):
        def large(paths):
            return Part(paths[0].encode() * 400_000, len(paths))

        made = list(run_in_parts(large, PATHS))

        assert made == [large(part) for part in split_into_parts(PATHS)]

    @pytest.mark.usefixtures("processors")
    def test_that_nobody_wants_any_more_ends(self):
        made = run_in_parts(part_result, PATHS)

        assert next(made) == part_result(PATHS[:PART_SIZE])
        made.close()

    @pytest.mark.usefixtures("processors")
    def test_that_nobody_wants_any_more_ends_while_large_results_are_sent(self):
        def large(paths):
            return part_result(paths)._replace(data=bytes(300_000))

        def abandon_some():
            for _ in range(10):
                made = run_in_parts(large, PATHS)
                next(made)
                made.close()

        abandoning = threading.Thread(target=abandon_some, daemon=True)
        abandoning.start()
        abandoning.join(60)

        assert not abandoning.is_alive()

    @pytest.mark.usefixtures("processors")
    def test_that_nobody_wants_any_more_is_not_waited_for(self):
        here, began = os.getpid(), time.monotonic()

        def stay(paths):
            if os.getpid() != here and paths[0] != PATHS[0]:
                signal.alarm(30)  # so that it would end at last
                signal.pause()
            return part_result(paths)

        made = run_in_parts(stay, PATHS)
        next(made)
        made.close()

        assert time.monotonic() - began < 20


class CountingExecutor(Executor):
    """Runs a task when its result is requested, and counts the submitted tasks."""

    def __init__(self):
        self.most = self.pending = 0

    def submit(self, work, /, *arguments):
        self.pending += 1
        self.most = max(self.most, self.pending)
        future = Future()
        exception = future.exception

        def late():
            self.pending -= 1
            future.set_result(work(*arguments))
            return exception()

        future.exception = late
        return future


class TestGivenExecutor:
    @pytest.mark.parametrize("count", [0, 1, PART_SIZE, len(PATHS)])
    def test_gives_the_same_parts_in_order(self, count):
        paths = PATHS[:count]
        with ThreadPoolExecutor(3) as threads:
            assert list(run_in_parts(part_result, paths, executor=threads)) == [
                part_result(part) for part in split_into_parts(paths)
            ]

    def test_is_left_open(self):
        with ThreadPoolExecutor(1) as threads:
            list(run_in_parts(part_result, PATHS, executor=threads))

            assert threads.submit(int, "3").result() == 3

    def test_has_few_parts_under_way_however_many_there_are(self, monkeypatch):
        monkeypatch.setattr(os, "cpu_count", lambda: 2)
        counted = CountingExecutor()
        list(
            run_in_parts(
                part_result, [str(number) for number in range(200 * PART_SIZE)], executor=counted
            )
        )

        assert counted.most == 2 * executor._PARTS_PER_WORKER


class TestAccounting:
    @pytest.mark.usefixtures("processors")
    @pytest.mark.parametrize(
        "part",
        [Part(b"", PART_SIZE - 1), Part(b"", PART_SIZE + 1), Part(b"", PART_SIZE, ("a.md",)),
         Part(b"", PART_SIZE - 1, ("a.md",), 1), Part(b"", 0)],
    )  # fmt: skip
    def test_of_cases_that_is_not_what_was_asked_for_is_an_error(self, part):
        with pytest.raises(CoprodError) as caught:
            list(run_in_parts(lambda _: part, PATHS[:PART_SIZE]))

        assert caught.value.lines() == [INCOMPLETE]

    @pytest.mark.usefixtures("processors")
    @pytest.mark.parametrize(
        "part",
        [
            Part(b"", PART_SIZE),
            Part(b"", PART_SIZE - 1, ("a.md",)),
            Part(b"", PART_SIZE - 3, ("a.md",), 2),
        ],
    )
    def test_of_cases_left_out_and_passed_over_is_what_was_asked_for(self, part):
        assert list(run_in_parts(lambda _: part, PATHS[:PART_SIZE])) == [part]


class TestFailures:
    @pytest.mark.parametrize("processors", [1], indirect=True)
    @pytest.mark.usefixtures("processors")
    def test_in_the_work_of_this_process_is_told(self):
        def fail(paths):
            raise CoprodError(f"made up {paths[0]}")

        with pytest.raises(CoprodError, match="made up 0"):
            list(run_in_parts(fail, PATHS))

    @OTHERS
    @pytest.mark.usefixtures("processors")
    def test_with_another_process_is_one_line(self):
        def die(_paths):
            os.kill(os.getpid(), signal.SIGKILL)

        with pytest.raises(CoprodError) as caught:
            next(run_in_parts(die, PATHS))

        assert caught.value.lines() == [INCOMPLETE]

    @OTHERS
    @pytest.mark.usefixtures("processors")
    @pytest.mark.parametrize("error", [ValueError, CoprodError, KeyboardInterrupt, SystemExit])
    def test_in_another_process_is_one_line_and_no_traceback(self, capfd, error):
        def fail(paths):
            if paths[0] != PATHS[0]:
                raise error("a made-up answer")
            return part_result(paths)

        with pytest.raises(CoprodError) as caught:
            list(run_in_parts(fail, PATHS))

        assert caught.value.lines() == [INCOMPLETE]
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None
        assert capfd.readouterr() == ("", "")

    def test_is_not_said_when_a_person_interrupts(self):
        """Ctrl-C reaches every process of the terminal's group."""
        script = textwrap.dedent(
            """
            import os, time
            from coprod_cli.base import executor
            executor._MIN_NOTES_TO_FORK = 1
            os.sched_getaffinity = lambda _: {0, 1}
            forks = []
            # The second process is still at its beginning when the first has done its part.
            os.register_at_fork(
                before=lambda: forks.append(1),
                after_in_child=lambda: len(forks) == 2 and time.sleep(2),
            )

            def slow(paths):
                if paths[0] != "0":
                    time.sleep(30)
                return executor.Part(b"", len(paths))

            try:
                for part in executor.run_in_parts(slow, [str(n) for n in range(200)]):
                    print("begun", flush=True)
            except KeyboardInterrupt:
                print("interrupted", flush=True)
            """
        )
        began = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        ) as started:  # fmt: skip
            assert started.stdout.readline() == b"begun\n"
            os.killpg(started.pid, signal.SIGINT)
            out, errors = started.communicate(timeout=25)

        assert (out, errors, started.returncode) == (b"interrupted\n", b"", 0)
        assert time.monotonic() - began < 25
        with pytest.raises(ProcessLookupError):
            os.killpg(started.pid, 0)
