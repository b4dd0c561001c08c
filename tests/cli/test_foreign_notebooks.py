"""Notebooks and files beside notes that another user made beforehand: real users, made by root."""

import json
import os
import shutil
import stat
from functools import partial
from pathlib import Path

import pytest
import warm
from made_up import clean_environment
from people import do_as, team

from coprod_cli.base.atomic import make_private_folder
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.drafts import Drafts, DraftState

SO_WHAT = "reflections.so-what"
NEW = ("new-case", "--template", "reflection", "--set", f"{SO_WHAT}=made up")


@pytest.fixture(scope="module")
def people():
    with team() as made:
        yield made


def here(people, who, folder, *arguments, **more):
    """Run coprod in a folder, where nobody names a notebook."""
    environment = clean_environment(folder, HOME=str(people.folder / who.name), **more)
    return warm.run(list(map(str, arguments)), folder, environment, who.become)


def notebook_of(people, who, mode=0o755):
    folder = people.own_notebook(who)
    do_as(who, partial(os.mkdir, folder / ".coprod"))
    folder.chmod(mode)
    return folder


def refusal(folder, owner):
    return (
        f"coprod: {folder}: this notebook was found above the working folder, and belongs to "
        f"{owner}. Try: --notebook {folder}, or set COPROD_NOTEBOOK, if you want to use it, such "
        "as one that a group shares\n"
    )


class TestFoundUpwards:
    @pytest.mark.parametrize("command", [NEW, ("list",), ("show", "latest"), ("templates", "list")])
    def test_another_user_s_notebook_is_refused_with_what_to_do(self, people, command):
        folder = notebook_of(people, people.ben, 0o777)
        (folder / "deep").mkdir()
        result = here(people, people.anna, folder / "deep", *command)

        assert (result.returncode, result.stdout) == (3, "")
        assert result.stderr == refusal(folder, people.ben.name)
        assert sorted(path.name for path in folder.iterdir()) == [".coprod", "deep"]

    def test_another_user_s_state_folder_in_a_shared_temporary_folder_is_refused(self, people):
        folder = people.own_notebook(people.root)
        folder.chmod(0o1777)
        do_as(people.ben, partial(os.mkdir, folder / ".coprod"))
        result = here(people, people.anna, folder, "list")

        assert result.stderr == refusal(folder, "root")

    def test_a_link_to_one_s_own_notebook_is_refused_too(self, people):
        own = notebook_of(people, people.anna)
        folder = people.own_notebook(people.ben)
        folder.chmod(0o777)
        do_as(people.ben, partial(os.symlink, own / ".coprod", folder / ".coprod"))

        assert here(people, people.anna, folder, "list").returncode == 3

    def test_a_notebook_that_is_named_is_used(self, people):
        folder = people.shared_notebook()
        do_as(people.ben, partial(os.mkdir, folder / ".coprod"))
        for named in (("--notebook", "."), ()):
            variables = {} if named else {"COPROD_NOTEBOOK": str(folder)}
            result = here(people, people.anna, folder, *NEW, *named, **variables)

            assert result.returncode == 0, result.stderr

    def test_help_and_the_version_are_shown_there(self, people):
        folder = notebook_of(people, people.ben, 0o777)
        for command in (("--help",), ("--version",), ("help", "safety"), ("list", "--help")):
            assert here(people, people.anna, folder, *command).returncode == 0, command

    def test_root_by_sudo_works_in_the_notebook_of_the_caller_only(self, people):
        folder = notebook_of(people, people.anna)
        for caller, code in ((people.anna.user, 0), (people.ben.user, 3), ("", 3), ("x", 3)):
            result = here(people, people.root, folder, "list", SUDO_UID=str(caller))
            assert result.returncode == code, caller
        # What others say of themselves is no reason to trust them.
        assert here(people, people.ben, folder, "list", SUDO_UID=str(people.anna.user)).returncode


class TestStateFiles:
    @pytest.fixture
    def planted(self, people):
        """A notebook that all may write to, with drafts that Ben made for a case of Anna's."""
        folder = people.own_notebook(people.anna)
        folder.chmod(0o777)
        result = people.done(people.anna, *NEW, notebook=folder)
        note = folder / Path(result.stdout.strip()).name
        state = folder / ".coprod"
        shutil.rmtree(state)

        def plant():
            os.umask(0)
            for name in ("", "drafts", "history", "locks", f"history/{note.stem}"):
                (state / name).mkdir()
                (state / name).chmod(0o2777)
            drafts = {"at": SO_WHAT, "texts": {SO_WHAT: "PLANTED"}, "bases": {}}
            (state / "drafts" / f"{note.stem}.json").write_text(json.dumps(drafts))
            (state / "locks" / f"{note.stem}.lock").write_text("")
            entry = f"<!-- coprod:{SO_WHAT} -->\n\nPLANTED"
            name = f"20261124T090000.000000Z_{SO_WHAT}.md"
            (state / "history" / note.stem / name).write_text(entry)

        do_as(people.ben, plant)
        return note

    def test_are_private_whatever_was_there_before(self, people, planted):
        edited = ("edit", planted.stem, "--set", f"{SO_WHAT}=another text")
        people.done(people.anna, *edited, notebook=planted.parent)

        own = [path for path in planted.parent.glob(".coprod/*/**/*") if path.is_file()
               and path.stat().st_uid == people.anna.user]  # fmt: skip
        assert {path.parent.name for path in own} >= {"locks", planted.stem}
        for path in own:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path

    def test_of_another_user_are_not_taken_for_one_s_own(self, people, planted):
        shown = people.done(people.anna, "history", planted.stem, notebook=planted.parent)
        assert "PLANTED" not in shown.stdout

        def read():
            drafts = Drafts(planted.parent / ".coprod" / "drafts" / f"{planted.stem}.json")
            state = drafts.read()
            assert not state.texts
            assert "another user made this half-typed text" in str(drafts.notices[0])
            drafts.write(DraftState(None, {AnswerKey(SO_WHAT): "one's own"}))
            assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600
            assert drafts.read().texts == {AnswerKey(SO_WHAT): "one's own"}

        do_as(people.anna, read)

    def test_of_the_user_are_trusted_by_root_and_in_a_group(self, people):
        shared = people.shared_notebook()
        for folder, writer, reader in (
            (people.own_notebook(people.anna), people.anna, people.root),
            (shared, people.anna, people.ben),
        ):
            do_as(writer, partial(make_private_folder, folder / ".coprod" / "drafts"))
            path = folder / ".coprod" / "drafts" / "x.json"
            state = DraftState(None, {AnswerKey(SO_WHAT): "half"})
            do_as(writer, partial(Drafts(path).write, state))

            def read(path=path, state=state):
                assert Drafts(path).read().texts == state.texts

            do_as(reader, read)

    def test_that_are_links_are_replaced_and_not_written_through(self, people):
        folder = people.own_notebook(people.anna)
        drafts = Drafts(folder / ".coprod" / "drafts" / "x.json")

        def write():
            make_private_folder(drafts.path.parent)
            (folder / "target").write_text("mine")
            drafts.path.symlink_to(folder / "target")
            drafts.write(DraftState(None, {AnswerKey(SO_WHAT): "half"}))
            assert (folder / "target").read_text() == "mine"
            assert not drafts.path.is_symlink()

        do_as(people.anna, write)


class TestOwnTemplates:
    TOLD = (
        '{folder}: this notebook\'s own form "reflection" is asked, in place of the one that comes '
        "with coprod.\n"
    )

    def test_are_told_once_to_each_user(self, people):
        folder = people.shared_notebook()
        own = folder / "prompts" / "reflection"
        shutil.copytree(shipped_prompts() / "reflection", own)
        do_as(people.anna, partial(os.mkdir, folder / ".coprod", 0o770))
        (folder / ".coprod").chmod(0o2770)
        for who, said in (
            (people.anna, self.TOLD), (people.anna, ""), (people.ben, self.TOLD), (people.ben, ""),
        ):  # fmt: skip
            result = people.done(who, *NEW, notebook=folder)
            assert (
                result.stderr.replace(str(own), "{folder}").count(said) == 1
                if said
                else ("own form" not in result.stderr)
            )

    def test_of_names_of_their_own_are_not_told(self, people):
        folder = people.own_notebook(people.anna)
        shutil.copytree(shipped_prompts() / "reflection", folder / "prompts" / "ours")
        os.chown(folder / "prompts", people.anna.user, people.anna.group)
        head = folder / "prompts" / "ours" / "template.yaml"
        head.write_text(head.read_text().replace("id: reflection", "id: ours"))
        new = ("new-case", "--template", "ours", "--set", f"{SO_WHAT}=made up")

        assert "own form" not in people.done(people.anna, *new, notebook=folder).stderr
