"""Codings are copies of words: where they are looked for, and who is told of them."""

import json

import pytest
from commands import done
from made_up import CASE_ID, add_note, coprod
from paths import TEMPLATES

STORY = "We met on a Tuesday. Ring 070-174 06 05 tomorrow. Then it was over."


@pytest.fixture
def note(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path / "book"))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    monkeypatch.setenv("COPROD_CODER", "anna")
    return add_note(tmp_path / "book", answers={"second.story": STORY})


def mark(words, memo=""):
    option = ("--memo", memo) if memo else ()
    done("mark", CASE_ID, "--set", f"second.story={words}", "--code", "ours/told", *option)


def found_in(path):
    data = json.loads(done("check", "--privacy", "--json", code=1).stdout)
    return [(each["kind"], each["line"]) for each in data if each["source"] == str(path)]


def coding_of(note):
    return note.parent / "codings" / "anna" / f"{CASE_ID}.yaml"


def test_quotes_memos_and_what_stands_around_are_looked_at(note):
    mark("Ring 070-174 06 05 tomorrow", memo="Ask berg@example.org.")
    lines = coding_of(note).read_text().splitlines()
    quote = next(number for number, line in enumerate(lines, 1) if "quote:" in line)
    memo = next(number for number, line in enumerate(lines, 1) if "memo:" in line)
    assert ("phone", quote) in found_in(coding_of(note))
    assert ("email", memo) in found_in(coding_of(note))


def test_what_coprod_writes_of_its_own_tells_of_nobody(note):
    mark("Then it was over")
    text = coding_of(note).read_text()
    coding_of(note).write_text(text.replace("070-174 06 05", "x"))
    assert found_in(coding_of(note)) == []


def test_the_due_days_of_next_steps_tell_of_nobody_as_in_the_note(note):
    steps = ["Call (owner: nurse, due: 2026-12-01)", "Ask 📅 2026-12-02", "Seen on 2026-12-03"]
    text = "\n".join(f"- [ ] {step}" for step in steps)
    add_note(note.parent, answers={"second.story": text})
    for words in ("Call", *steps[1:]):
        mark(words)
    kinds = [kind for kind, _line in found_in(coding_of(note))]
    assert kinds == ["date", "date"]  # in the quote, and behind the one before
    assert (
        "1 of 1 case may tell who somebody is (date 2)"
        in done("export", "csv", "--passages").stderr
    )


def test_code_sets_of_the_notebook_are_looked_at(note):
    path = note.parent / "codes" / "ours.yaml"
    path.parent.mkdir()
    path.write_text("id: ours\ncodes:\n  - id: told\n    memo: Ask berg@example.org.\n")
    assert found_in(path) == [("email", 4)]


def test_reasons_in_the_logs_are_looked_at_and_what_else_stands_there_tells_of_nobody(note):
    mark("Then it was over")
    done("codes", "new", "ours/other", "--why", "On 2026-11-24, at noon")
    reason = 'Said "by": Ask berg@example.org, or 070-174 06 05'
    done("codes", "merge", "ours/told", "--into", "ours/other", "--why", reason, code=0)
    sets, coder = note.parent / "codes" / "log.jsonl", coding_of(note).with_name("log.jsonl")
    assert found_in(coder) == [("email", 1), ("phone", 1)]
    assert [each for each in found_in(sets) if each[1] == 2] == [("email", 2), ("phone", 2)]
    (place,) = [
        each["column"]
        for each in json.loads(done("check", "--privacy", "--json", code=1).stdout)
        if each["source"] == str(coder) and each["kind"] == "email"
    ]
    assert coder.read_text()[place - 1 :].startswith("berg@example.org")


def test_only_notes_are_counted(note):
    mark("Then it was over")
    assert "1 note looked at" in done("check", "--privacy", code=1).stderr
    assert note.exists()


def test_who_clears_a_history_hears_which_passages_still_have_its_words(note):
    mark("Ring 070-174 06 05 tomorrow")
    mark("Then it was over")
    done("edit", CASE_ID, "--set", "second.story=We met on a Tuesday. Then it was over.")
    result = done("history", CASE_ID, "--clear")
    assert "2 passages that anna marked still have words of them" in result.stderr
    assert not (note.parent / ".coprod" / "coded" / CASE_ID).exists()


def test_to_mark_again_refreshes_what_stands_around_a_passage(note):
    mark("Then it was over")
    new = "We met on a Tuesday. It was warm, and then we went. Then it was over."
    done("edit", CASE_ID, "--set", f"second.story={new}")
    assert "070-174" in coding_of(note).read_text()
    result = coprod("mark", CASE_ID, "--plain", given=":q\n")
    assert result.exit_code == 0
    assert "070-174" not in coding_of(note).read_text()


def test_who_removes_a_case_hears_that_its_codings_have_words_of_it(note):
    mark("Then it was over")
    assert "1 coding of it has words of it" in done("remove", CASE_ID).stderr
    assert not coding_of(note).exists()
    assert note.parent.joinpath(".coprod", "bin").exists()
    done("purge", CASE_ID, "--yes")
    left = [path for path in note.parent.rglob("*") if path.is_file()]
    assert not [path for path in left if "over" in path.read_text(errors="replace")]
