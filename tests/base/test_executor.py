"""Work on many notes: in order, however many processors there are, and nobody is left behind."""

import gc
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base import executor as workers
from coprod_cli.base.errors import CoprodError
from coprod_cli.base.executor import PART, Part, parts_of, work_on

OTHERS = pytest.mark.parametrize("processors", [2, 3, 16], indirect=True)
STOPPED = "a part of the work stopped before it was done. Try: once more, with fewer cases"
PATHS = [Path(f"{number}.md") for number in range(5 * PART + 3)]


def nothing():
    pass


def named(paths):
    return Part("".join(path.stem for path in paths).encode(), len(paths), tuple(paths[:1]))


def processes(paths):
    return Part(str(os.getpid()).encode(), len(paths))


@pytest.fixture(params=[1, 2, 3, 16], ids="{} processors".format)
def processors(request, monkeypatch):
    """Each batch is worth a process, and there are so many processors."""
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(request.param)), raising=False)
    return request.param


@pytest.fixture(autouse=True)
def _nobody_is_left():
    yield
    assert multiprocessing.active_children() == []
    assert gc.isenabled()


class TestParts:
    @given(st.integers(0, 5 * PART))
    def test_hold_each_path_once_and_in_order(self, count):
        paths = PATHS[:count]

        parts = parts_of(paths)

        assert [path for part in parts for path in part] == paths
        assert all(0 < len(part) <= PART for part in parts)


class TestWork:
    @pytest.mark.usefixtures("processors")
    @pytest.mark.parametrize("count", [0, 1, PART, PART + 1, len(PATHS)])
    def test_comes_back_in_order(self, count):
        paths = PATHS[:count]

        assert list(work_on(named, paths, prepare=nothing)) == [
            named(part) for part in parts_of(paths)
        ]

    def test_is_done_by_as_many_processes_as_there_are_processors(self, processors):
        made = {part.data for part in work_on(processes, PATHS, prepare=nothing)}

        assert len(made) == min(processors, len(parts_of(PATHS)))
        assert str(os.getpid()).encode() in made

    def test_of_few_notes_is_done_in_this_process(self, monkeypatch):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)

        made = {part.data for part in work_on(processes, PATHS, prepare=nothing)}

        assert made == {str(os.getpid()).encode()}

    def test_is_done_in_this_process_where_none_can_be_forked(self, processors, monkeypatch):
        monkeypatch.setattr(workers, "get_all_start_methods", lambda: ["spawn"])

        made = {part.data for part in work_on(processes, PATHS, prepare=nothing)}

        assert (made, processors > 0) == ({str(os.getpid()).encode()}, True)

    def test_is_prepared_once_and_before_there_are_other_processes(self, processors):
        seen = []

        def prepare():
            seen.append(multiprocessing.active_children())

        list(work_on(named, PATHS, prepare=prepare))

        assert seen == ([] if processors == 1 else [[]])

    @pytest.mark.usefixtures("processors")
    def test_may_be_large(self):
        def large(paths):
            return Part(paths[0].stem.encode() * 400_000, len(paths))

        made = list(work_on(large, PATHS, prepare=nothing))

        assert made == [large(part) for part in parts_of(PATHS)]

    @pytest.mark.usefixtures("processors")
    def test_that_nobody_wants_any_more_ends(self):
        made = work_on(named, PATHS, prepare=nothing)

        assert next(made) == named(PATHS[:PART])
        made.close()

    @pytest.mark.usefixtures("processors")
    def test_that_nobody_wants_any_more_is_not_waited_for(self):
        here, began = os.getpid(), time.monotonic()

        def stay(paths):
            if os.getpid() != here:
                signal.alarm(30)  # so that it would end at last
                signal.pause()
            return named(paths)

        made = work_on(stay, PATHS, prepare=nothing)
        next(made)
        made.close()

        assert time.monotonic() - began < 20

    @pytest.mark.usefixtures("processors")
    def test_waits_for_whoever_takes_it(self):
        begun = []

        def counted(paths):
            begun.append(paths)
            return named(paths)

        made = work_on(counted, PATHS, prepare=nothing)
        next(made)

        assert len(begun) == 1
        made.close()


class TestWhatGoesWrong:
    @pytest.mark.usefixtures("processors")
    def test_in_the_work_of_this_process_is_told(self):
        def fail(paths):
            raise CoprodError(f"made up {paths[0].stem}")

        with pytest.raises(CoprodError, match="made up 0"):
            list(work_on(fail, PATHS, prepare=nothing))

    @OTHERS
    @pytest.mark.usefixtures("processors")
    def test_with_another_process_is_one_line(self):
        here = os.getpid()

        def die(paths):
            if os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)
            return named(paths)

        made = work_on(die, PATHS, prepare=nothing)
        assert next(made) == named(PATHS[:PART])

        with pytest.raises(CoprodError) as caught:
            next(made)

        assert caught.value.lines() == [STOPPED]

    @OTHERS
    @pytest.mark.usefixtures("processors")
    def test_in_another_process_is_one_line_and_no_traceback(self, capfd):
        here = os.getpid()

        def fail(paths):
            if os.getpid() != here:
                raise ValueError("a made-up answer")
            return named(paths)

        with pytest.raises(CoprodError) as caught:
            list(work_on(fail, PATHS, prepare=nothing))

        assert caught.value.lines() == [STOPPED]
        assert capfd.readouterr() == ("", "")
