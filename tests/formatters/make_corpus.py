"""Makes the corpus: the notes, and what other programs really make of each.

Run it where a form, the note's format or a program's version has changed; it wants npm, pip and the
network, which the tests do not:

    PYTHON tests/formatters/make_corpus.py [PROGRAM ...]

`notes/` has the notes. `after/PROGRAM.diff` has what the program made of those that it changed: the
numbers of the lines that it replaced, and the new lines.
"""

import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

NOTES, AFTER = HERE / "notes", HERE / "after"
TOOLS = Path(tempfile.gettempdir()) / "coprod-formatters"
NODE, PYTHON = TOOLS / "node_modules" / ".bin", TOOLS / "venv" / "bin"

Run = Callable[[Path], None]


def command(*words: str, may_fail: bool = False) -> Run:
    """A program that changes all notes of the folder in which it runs."""

    def run(folder: Path) -> None:
        names = sorted(path.name for path in folder.glob("*.md"))
        done = subprocess.run([*words, *names], cwd=folder, capture_output=True, check=False)
        if done.returncode and not may_fail:
            sys.exit(f"{' '.join(words)}: {done.stderr.decode()[-2000:]}")

    return run


def there_and_back(*formats: str) -> Run:
    """Pandoc, from the first format to the next, and so on."""

    def run(folder: Path) -> None:
        import pypandoc

        for path in sorted(folder.glob("*.md")):
            current = path
            for number, (source, target) in enumerate(pairwise(formats)):
                following = folder / f"{number}.tmp"
                pypandoc.convert_file(
                    str(current), target, format=source, outputfile=str(following),
                    extra_args=["--standalone"],
                )  # fmt: skip
                current = following
            shutil.copyfile(current, path)

    return run


MDFORMAT = str(PYTHON / "mdformat")
PROGRAMS: dict[str, Run] = {
    "prettier": command(str(NODE / "prettier"), "--write"),
    "prettier-wrap": command(str(NODE / "prettier"), "--write", "--prose-wrap", "always"),
    # It ends with 1 where a rule is broken that it cannot mend itself.
    "markdownlint": command(str(NODE / "markdownlint-cli2"), "--fix", may_fail=True),
    "remark": command(str(NODE / "remark"), "--output", "--quiet"),
    "remark-plugins": command(
        str(NODE / "remark"), "--use", "remark-frontmatter", "--use", "remark-gfm", "--output",
        "--quiet",
    ),
    "mdformat": command(MDFORMAT, "--no-extensions"),
    "mdformat-plugins": command(MDFORMAT, "--extensions", "gfm", "--extensions", "frontmatter"),
    "mdformat-wrap": command(
        MDFORMAT, "--wrap", "80", "--number", "--extensions", "gfm", "--extensions", "frontmatter"
    ),
    "pandoc": there_and_back("markdown", "markdown"),
    "pandoc-gfm": there_and_back("gfm", "gfm"),
    "pandoc-docx": there_and_back("markdown", "docx", "gfm"),
}  # fmt: skip


def diff(name: str, before: str, after: str) -> Iterable[str]:
    """Yield where lines are replaced, as in a unified diff, and by which."""
    old, new = before.split("\n"), after.split("\n")
    yield f"=== {name}"
    for tag, start, end, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield f"@@ -{start},{end - start} +{first},{last - first} @@"
            yield from (f"+{line}" for line in new[first:last])


def run_on_all(run: Run) -> str:
    """Return the diffs of all notes."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "package.json").symlink_to(TOOLS / "package.json")
        (folder / "node_modules").symlink_to(TOOLS / "node_modules")
        for path in NOTES.glob("*.md"):
            shutil.copyfile(path, folder / path.name)
        run(folder)
        for path in sorted(NOTES.glob("*.md")):
            before, after = (each.read_bytes().decode() for each in (path, folder / path.name))
            if before != after:
                lines += diff(path.stem, before, after)
    return "\n".join((*lines, ""))


def install() -> None:
    """Install the programs, of the versions in package.json and requirements.txt."""
    TOOLS.mkdir(exist_ok=True)
    shutil.copyfile(HERE / "package.json", TOOLS / "package.json")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=TOOLS, check=True)
    if not PYTHON.exists():
        venv.create(TOOLS / "venv", with_pip=True)
    requirements = str(HERE / "requirements.txt")
    subprocess.run([PYTHON / "pip", "install", "--quiet", "-r", requirements], check=True)
    sys.path += map(str, (TOOLS / "venv" / "lib").glob("python*/site-packages"))


def main() -> None:
    """Write the notes and what the programs make of them, all or the named ones."""
    from corpus_notes import made_up_notes

    NOTES.mkdir(exist_ok=True)
    AFTER.mkdir(exist_ok=True)
    made = {f"{name}.md": text for name, text in made_up_notes()}
    for path in NOTES.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (NOTES / name).write_bytes(text.encode())
    install()
    for name in sys.argv[1:] or PROGRAMS:
        (AFTER / f"{name}.diff").write_bytes(run_on_all(PROGRAMS[name]).encode())


if __name__ == "__main__":
    main()
