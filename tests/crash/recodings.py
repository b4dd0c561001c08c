"""Changes of codes that are made to fail: no set, coding or note is ever half changed.

Several files change at once. Each is always as it was or as it is to be, to the byte; and after the
next change of codes either all of them are, or none.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from desk import Desk, told_in_one_line
from faults import Plan
from wreckage import not_private

CASE = "20261101-aaaaaa"
OURS = """\
# Ours.
id: ours
codes:
  - id: waiting   # long
  - id: left
  - id: told
"""
OTHERS = "id: others\ncodes:\n  - id: seen\n"
CODING = """\
case: {case}
coder: {coder}
passages:

- id: p1
  at: situation.setting
  quote: "made up"
  codes: [mine/idea, ours/told, ours/waiting]

- id: p2
  at: situation.setting
  quote: "*"
  codes: [ours/waiting]  # all of it
"""
LINES = [{"passage": "p1", "codes": ["ours/left"], "coder": "anna"},
         {"passage": "p2", "codes": ["ours/left", "ours/told"], "coder": "bo"}]  # fmt: skip


@dataclass(frozen=True)
class Recoding:
    """A change of codes by a command, in a notebook with two coders."""

    name: str
    arguments: tuple[str, ...]

    def prepare(self, desk: Desk) -> None:
        """Write the notebook, and learn from a run without faults what it is to be."""
        desk.do("new-case", "--set", "situation.setting=It is made up.", "--tag", "ours/waiting")
        book = desk.notebook
        (book / "codes").mkdir(mode=0o700)
        files = {book / "codes" / "ours.yaml": OURS, book / "codes" / "others.yaml": OTHERS}
        for coder in ("anna", "bo"):
            folder = book / "codings" / coder
            folder.mkdir(mode=0o700, parents=True)
            (book / "codings").chmod(0o700)
            files[folder / f"{CASE}.yaml"] = CODING.format(coder=coder, case=CASE)
        (desk.root / "lines.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in LINES))
        for path, text in files.items():
            path.write_text(text)
            path.chmod(0o600)
        desk.remember(*self.paths(desk), *desk.notes)
        trial = desk.copied_to(desk.root.with_name(f"{desk.root.name}, done"))
        trial.do(*self._arguments(trial))
        desk.expected = json.dumps([each.read_text() for each in self.paths(trial)]).encode()

    def paths(self, desk: Desk) -> list[Path]:
        """Return the files that may change."""
        book = desk.notebook
        codings = [book / "codings" / coder / f"{CASE}.yaml" for coder in ("anna", "bo")]
        return [book / "codes" / "ours.yaml", *codings]

    def is_new(self, desk: Desk, path: Path) -> bool:
        """Tell whether one of the files is as it is to be; notes stay as they were."""
        paths = self.paths(desk)
        return path in paths and path.read_text() == json.loads(desk.expected)[paths.index(path)]

    def perform(self, desk: Desk, plan: Plan) -> list[str]:
        """Run it with the plan's fault; return what is wrong afterwards."""
        desk.arm()
        done = desk.run(*self._arguments(desk), plan=plan)
        if done.returncode < 0:  # killed, as planned
            return []
        if done.returncode == 0:
            return [] if self._is_done(desk) else ["it exits 0, and is not done"]
        return told_in_one_line(done.stderr, code=done.returncode)

    def go_on(self, desk: Desk) -> list[str]:
        """Make another change, after which all files are changed or none; then it once more."""
        wrong = []
        other = desk.run("codes", "edit", "others/seen", "--set", "memo=A thought.")
        if other.returncode != 0:
            wrong.append(f"another change exits {other.returncode}: {other.stderr}")
        is_old = all(path.read_bytes() == data for path, data in desk.old.items())
        if not is_old and not self._is_done(desk):
            wrong.append("it is half done after the next change")
        if is_old:
            once_more = desk.run(*self._arguments(desk))
            if once_more.returncode != 0 or not self._is_done(desk):
                wrong.append(f"once more it exits {once_more.returncode}: {once_more.stderr}")
        log = desk.run("codes", "log", "--json")
        logged = [each["did"] for each in json.loads(log.stdout)]
        if sorted(logged) != sorted(["edit", self.arguments[1]]):
            wrong.append(f"the log has {logged}")
        left = [path.name for path in desk.notebook.rglob("*.tmp")]
        return wrong + [f"left: {name}" for name in left] + not_private(desk.notebook)

    def _is_done(self, desk: Desk) -> bool:
        return all(self.is_new(desk, path) for path in self.paths(desk))

    def _arguments(self, desk: Desk) -> list[str]:
        return [each.format(lines=desk.root / "lines.jsonl") for each in self.arguments]


RECODINGS = (
    Recoding("codes rename", ("codes", "rename", "ours/waiting", "wait")),
    Recoding("codes rename of an undefined code", ("codes", "rename", "mine/idea", "mine/thought")),
    Recoding(
        "codes merge of an undefined code",
        ("codes", "merge", "mine/idea", "--into", "ours/left"),
    ),
    Recoding("codes merge", ("codes", "merge", "ours/waiting", "--into", "ours/told")),
    Recoding(
        "codes split",
        ("codes", "split", "ours/waiting", "--into", "ours/left", "--into", "ours/told", "--data",
         "{lines}"),
    ),
)  # fmt: skip
