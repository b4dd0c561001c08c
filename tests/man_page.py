"""The man page coprod.1, made from the command tree and from tables of the manual.

`python tests/man_page.py` writes the page anew; the wheel installs it as share/man/man1.
"""

import re
from pathlib import Path

import typer

from coprod_cli.base.i18n import choose_language
from coprod_cli.cli import app
from coprod_cli.cli.examples import examples_of
from coprod_cli.operations.read_manual import MANUAL, list_topics

CHECKOUT = Path(__file__).parent.parent
PAGE = MANUAL / "coprod.1"
# Typer adds these options, and words their help as its version likes.
OWN_HELP = {
    "install_completion": "Install completion for the current shell.",
    "show_completion": "Print the completion for the current shell.",
}
HELP = ("-h, --help", "Show the options of a command.")


def man_page() -> str:
    """The whole page, in English."""
    choose_language("en")
    root = typer.main.get_command(app)
    lines = [
        '.\\" Made by tests/man_page.py from the command tree.',
        ".TH COPROD 1",
        ".SH NAME",
        escaped("coprod - ask about one real case of healthcare, and keep the answers as a note"),
        ".SH SYNOPSIS",
        ".B coprod",
        escaped("[OPTIONS] COMMAND [ARGS]..."),
        ".SH DESCRIPTION",
        *paragraphs(introduction()),
        ".SH OPTIONS",
        *options(root),
        ".SH COMMANDS",
        *commands(root, "coprod"),
        ".SH EXIT STATUS",
        *tagged(rows(section("safety", "Exit codes"))),
        ".SH ENVIRONMENT",
        *tagged(items(section("settings", ""))),
        ".SH FILES",
        *tagged(items(section("notebook", "What lies in it"))),
        ".PP",
        escaped("In .coprod:"),
        *tagged((name, about) for name, about, _ in rows(section("notebook", "What lies in it"))),
        ".SH SEE ALSO",
        inline("`coprod help` lists the topics of the manual, and `coprod help TOPIC` shows one:"),
        escaped(f"{', '.join(topic.name for topic in list_topics())}."),
    ]
    return "\n".join([*lines, ""])


def introduction() -> str:
    """The first paragraph of the README."""
    return (CHECKOUT / "README.md").read_text("utf-8").split("\n\n")[1]


# --- the command tree ---


def commands(group, name):
    for word, command in group.commands.items():
        words = f"{name} {word}"
        yield f".SS {escaped(words)}"
        if hasattr(command, "commands"):
            yield from paragraphs(command.help)
            yield from options(command)
            yield from examples(words)
            yield from commands(command, words)
            continue
        arguments = [metavar(each) for each in command.params if is_argument(each)]
        yield escaped(" ".join([words, "[OPTIONS]", *arguments]))
        yield from paragraphs(command.help)
        yield from tagged_lines(
            (metavar(each), each.help) for each in command.params if is_argument(each)
        )
        yield from options(command)
        yield from examples(words)


def examples(words):
    yield from (".PP", "Examples:", ".PP", ".nf", ".RS")
    yield from map(escaped, examples_of(words.partition(" ")[2]))
    yield from (".RE", ".fi")


def options(command):
    shown = [each for each in command.params if not is_argument(each) and not each.hidden]
    known = [(option_names(each), OWN_HELP.get(each.name, each.help)) for each in shown]
    return tagged_lines([*known, HELP])


def option_names(option) -> str:
    names = ", ".join(option.opts)
    if option.secondary_opts:
        names += f" / {', '.join(option.secondary_opts)}"
    return names if option.is_flag or not option.metavar else f"{names} {option.metavar}"


def is_argument(parameter) -> bool:
    return parameter.param_type_name == "argument"


def metavar(argument) -> str:
    return argument.metavar or argument.name.upper()


def tagged_lines(pairs):
    for name, about in pairs:
        yield from (".TP", f"\\fB{escaped(name)}\\fR", escaped(about or ""))


# --- what the manual says already ---


def section(page: str, title: str) -> str:
    """The text under a heading of a page; with no title, what stands before the first one."""
    text = (MANUAL / "en" / f"{page}.md").read_text("utf-8")
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)
    return dict(zip(["", *parts[1::2]], parts[::2], strict=True))[title]


def rows(text: str) -> list[list[str]]:
    """The rows of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def items(text: str) -> list[list[str]]:
    """The items of a list: what stands before the first colon or comma of code, and the rest."""
    found = re.findall(r"^- ((?:.+\n)(?:  .+\n)*)", text, re.MULTILINE)
    return [re.sub(r"\s+", " ", each).strip().split(": ", 1) for each in found]


def tagged(pairs):
    for name, about in pairs:
        yield from (".TP", f"\\fB{inline(name.replace('`', ''))}\\fR", inline(about))


def paragraphs(text: str):
    for part in text.strip().split("\n\n"):
        yield from (".PP", inline(re.sub(r"\s+", " ", part)))


def inline(text: str) -> str:
    """Markdown within a line, as roff has it: code and strong words are bold."""
    return re.sub(r"(`|\*\*)(.+?)\1", r"\\fB\2\\fR", escaped(text))


def escaped(text: str) -> str:
    r"""Text that roff takes as it is: `\` and `-` are escaped, and no line starts as a request."""
    text = re.sub(r"\s+", " ", text).replace("\\", "\\e").replace("-", "\\-")
    text = text.replace('"', "\\(dq").replace("~", "\\(ti").replace("'", "\\(aq")
    return f"\\&{text}" if text[:1] == "." else text


def main():
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(man_page(), "utf-8")


if __name__ == "__main__":
    main()
