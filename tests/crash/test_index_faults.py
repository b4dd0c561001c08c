"""The index is killed, and its system calls fail: results stay right, and notes untouched."""

import pytest
from index_faults import COMMANDS, Desk, Fault, is_possible

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_possible(), reason="needs strace"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize("is_built", [True, False], ids=["brought up to date", "built"])
@pytest.mark.parametrize("effect", ["signal=SIGKILL", "error=ENOSPC"])
def test_a_write_that_kills_or_fails_changes_no_result(desk, effect, is_built):
    fault = Fault("pwrite64", effect, 4 if is_built else 9)
    before = desk.met
    assert list(desk.play(fault, COMMANDS[:1], is_built=is_built)) == []
    assert desk.met == before + 1


@pytest.mark.parametrize("call", ["pread64", "unlink", "openat"])
def test_a_call_that_fails_changes_no_result(desk, call):
    before = desk.met
    assert list(desk.play(Fault(call, "error=EIO", 1), COMMANDS[1:], is_built=True)) == []
    assert desk.met == before + 1
