"""Owner, group, access list and attributes of files, which stay when a file is replaced."""

import errno
import os
import stat
import struct

import pytest

from coprod_cli.base.atomic import make_private_folder, write_atomically, write_new
from coprod_cli.base.errors import CannotSave
from coprod_cli.base.permissions import unkept_permissions

ACL, DEFAULT_ACL = "system.posix_acl_access", "system.posix_acl_default"
USER_OBJ, USER, GROUP_OBJ, MASK, OTHER = 1, 2, 4, 16, 32
NOBODY = 0xFFFFFFFF
SOMEBODY, A_GROUP = 54321, 54322
"""Numbers of no user and no group."""
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away"
)


def acl(*entries):
    """An access list as Linux keeps it: (tag, permissions, number) for each entry."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


FOR_SOMEBODY = acl(
    (USER_OBJ, 6, NOBODY), (USER, 6, SOMEBODY), (GROUP_OBJ, 0, NOBODY), (MASK, 6, NOBODY),
    (OTHER, 0, NOBODY),
)  # fmt: skip
FOR_SOMEBODY_IN_FOLDERS = acl(
    (USER_OBJ, 7, NOBODY), (USER, 7, SOMEBODY), (GROUP_OBJ, 0, NOBODY), (MASK, 7, NOBODY),
    (OTHER, 0, NOBODY),
)  # fmt: skip


def set_attribute(path, name, value):
    """Set an extended attribute; skip the test where there are none."""
    if not hasattr(os, "setxattr"):
        pytest.skip("Python knows no extended attributes here")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        if error.errno not in (errno.ENOTSUP, errno.EPERM):
            raise
        pytest.skip(f"this file system has no {name}")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"before")
    path.chmod(0o640)
    return path


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


class TestReplacedFile:
    @as_root
    @pytest.mark.usefixtures("umask")
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
    def test_stays_its_owner_s_and_its_group_s(self, note, mode):
        os.chown(note, SOMEBODY, A_GROUP)
        note.chmod(mode)
        write_atomically(note, b"after")

        status = note.stat()
        assert (status.st_uid, status.st_gid) == (SOMEBODY, A_GROUP)
        assert mode_of(note) == mode
        assert unkept_permissions(note) == []

    def test_keeps_its_access_list(self, note):
        set_attribute(note, ACL, FOR_SOMEBODY)
        write_atomically(note, b"after")

        assert os.getxattr(note, ACL) == FOR_SOMEBODY
        assert mode_of(note) == 0o660  # as the system shows the mask of the list

    def test_is_given_no_access_list_by_its_folder(self, note):
        set_attribute(note.parent, DEFAULT_ACL, FOR_SOMEBODY_IN_FOLDERS)
        write_atomically(note, b"after")

        assert ACL not in os.listxattr(note)
        assert mode_of(note) == 0o640

    def test_keeps_its_attributes(self, note):
        wanted = {"user.tags": b"made up", "user.empty": b"", "user.bytes": bytes(range(256))}
        for name, value in wanted.items():
            set_attribute(note, name, value)
        write_atomically(note, b"after")

        assert {name: os.getxattr(note, name) for name in os.listxattr(note)} == wanted
        assert unkept_permissions(note) == []

    def test_that_cannot_be_given_its_attributes_is_saved_all_the_same(self, note, monkeypatch):
        set_attribute(note, "user.tags", b"made up")

        def refuse(*_):
            raise OSError(errno.ENOTSUP, "Operation not supported")

        monkeypatch.setattr(os, "setxattr", refuse)
        (message,) = unkept_permissions(note)
        write_atomically(note, b"after")

        assert message == "note.md: saved by you, this file loses the attribute user.tags."
        assert note.read_bytes() == b"after"

    @as_root
    def test_of_another_group_lets_that_of_the_writer_do_no_more_than_everybody(
        self, note, monkeypatch
    ):
        os.chown(note, 0, A_GROUP)
        note.chmod(0o664)

        def refuse(*_):
            raise PermissionError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "fchown", refuse)
        (message,) = unkept_permissions(note)
        write_atomically(note, b"after")

        assert message == f"note.md: saved by you, this file is no longer the group {A_GROUP}'s."
        assert mode_of(note) == 0o644

    def test_without_its_access_list_gives_the_group_no_more_than_everybody(
        self, note, monkeypatch
    ):
        set_attribute(note, ACL, FOR_SOMEBODY)

        def refuse(*_):
            raise OSError(errno.ENOTSUP, "Operation not supported")

        monkeypatch.setattr(os, "setxattr", refuse)
        (message,) = unkept_permissions(note)
        write_atomically(note, b"after")

        assert message.endswith("this file loses its list of those who may use it (ACL).")
        assert mode_of(note) == 0o600  # the mask was 0660

    def test_is_told_of_before_if_it_has_another_name(self, note):
        os.link(note, note.with_name("other.md"))
        (message,) = unkept_permissions(note)

        assert "hard link" in message
        assert note.read_bytes() == b"before"

    def test_is_looked_at_without_a_trace(self, note):
        set_attribute(note, "user.tags", b"made up")
        unkept_permissions(note)

        assert [path.name for path in note.parent.iterdir()] == ["note.md"]

    def test_that_is_not_there_loses_nothing(self, tmp_path):
        assert unkept_permissions(tmp_path / "none.md") == []

    def test_that_is_write_protected_is_refused(self, note, monkeypatch):
        note.chmod(0o444)
        monkeypatch.setattr(os, "access", lambda *_: False)  # root may write whatever the mode says

        with pytest.raises(CannotSave, match="write-protected"):
            unkept_permissions(note)


class TestNewFile:
    @pytest.mark.usefixtures("umask")
    @pytest.mark.parametrize(
        ("folder_mode", "file_mode", "subfolder_mode"),
        [
            (0o700, 0o600, 0o700),
            (0o777, 0o600, 0o700),  # not one group's
            (0o2750, 0o600, 0o700),  # the group may not write there
            (0o2770, 0o660, 0o2770),
            (0o2775, 0o660, 0o2770),  # others never may
        ],
        ids=oct,
    )
    def test_is_shared_as_its_folder_is(self, tmp_path, folder_mode, file_mode, subfolder_mode):
        tmp_path.chmod(folder_mode)
        write_new(tmp_path / "new.md", b"x")
        write_atomically(tmp_path / "other.md", b"x")
        make_private_folder(tmp_path / "one" / "two")

        assert mode_of(tmp_path / "new.md") == file_mode
        assert mode_of(tmp_path / "other.md") == file_mode
        assert mode_of(tmp_path / "one") == subfolder_mode
        assert mode_of(tmp_path / "one" / "two") == subfolder_mode

    @pytest.mark.usefixtures("umask")
    def test_lets_those_in_whom_its_folder_s_access_list_names(self, tmp_path):
        set_attribute(tmp_path, DEFAULT_ACL, FOR_SOMEBODY_IN_FOLDERS)
        make_private_folder(tmp_path / "one")
        write_new(tmp_path / "one" / "new.md", b"x")

        inherited = acl(
            (USER_OBJ, 6, NOBODY), (USER, 7, SOMEBODY), (GROUP_OBJ, 0, NOBODY), (MASK, 6, NOBODY),
            (OTHER, 0, NOBODY),
        )  # fmt: skip
        assert os.getxattr(tmp_path / "one" / "new.md", ACL) == inherited
        assert mode_of(tmp_path / "one") == 0o770

    @as_root
    def test_that_root_makes_is_its_folder_s_owner_s(self, tmp_path):
        os.chown(tmp_path, SOMEBODY, A_GROUP)
        make_private_folder(tmp_path / "one" / "two")
        path = tmp_path / "one" / "two" / "new.md"
        write_new(path, b"x")

        for each in (path, *path.parents[:2]):
            status = each.stat()
            assert (status.st_uid, status.st_gid) == (SOMEBODY, A_GROUP)
        assert mode_of(path) == 0o600
