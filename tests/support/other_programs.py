"""What other programs do to a note, by rule; each takes a note's text and returns it changed."""

import re
from collections.abc import Callable

NBSP = "\u00a0"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKER = re.compile(r"^<!-- coprod:.*-->$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}) +(.*)$", re.MULTILINE)
_FRONT = re.compile(r"\A\ufeff?---\n(.*?\n)---\n", re.DOTALL)


def _below_front_matter(change: Callable[[str], str]) -> Callable[[str], str]:
    def changed(text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        match = _FRONT.match(text)
        end = match.end() if match else 0
        return text[:end] + change(text[end:])

    return changed


def _in_markers(change: Callable[[str], str]) -> Callable[[str], str]:
    return _below_front_matter(lambda body: _MARKER.sub(lambda match: change(match[0]), body))


def _smart(text: str) -> str:
    """Quotes, dashes and ellipses as word processors and phones make them."""
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”")
    text = re.sub(r"(\w)'(\w)", r"\1’\2", text).replace("...", "…")
    return re.sub(r"(?<!-)--(?!-)", "—", text)


def _bullets(body: str, mark: str = "- ", indent: str = "\t") -> str:
    """An outliner's export: each line is an item, deeper below its heading."""
    lines, depth = [], 0
    for line in body.split("\n"):
        if heading := _HEADING.match(line):
            depth = len(heading[1])
            lines.append(f"{indent * (depth - 1)}{mark}{heading[2]}")
        elif line.strip():
            lines.append(f"{indent * depth}{mark}{line.strip()}")
    return "\n".join((*lines, ""))


def _setext(body: str) -> str:
    def underlined(match: re.Match[str]) -> str:
        if len(match[1]) > 2:
            return match[0]
        return f"{match[2]}\n{('=' if len(match[1]) == 1 else '-') * max(3, len(match[2]))}"

    return _HEADING.sub(underlined, body)


def _marker_above_heading(body: str) -> str:
    return re.sub(r"^(#{1,6} .*)\n(<!-- coprod:.*-->)$", r"\2\n\1", body, flags=re.MULTILINE)


def _obsidian(text: str) -> str:
    """The properties written anew: fewer quotes, lists over several lines."""
    match = _FRONT.match(text.replace("\r\n", "\n").replace("\r", "\n"))
    if match is None:
        return text
    lines = []
    for line in match[1].split("\n")[:-1]:
        key, _, value = line.partition(": ")
        if value.startswith("[") and value != "[]":
            items = [item.strip().strip('"') for item in value[1:-1].split(",")]
            lines += [f"{key}:", *(f"  - {item}" for item in items)]
        elif re.fullmatch(r'"[\w ]+"', value):
            lines.append(f"{key}: {value[1:-1]}")
        else:
            lines.append(line)
    added = ("aliases: []", "cssclasses:", "due: 2026-12-01", "checked: false")
    lines += [line for line in added if f"\n{line.partition(':')[0]}:" not in f"\n{match[1]}"]
    return "\n".join(("---", *lines, "---", text[match.end() :]))


def _wrapped(body: str, width: int = 72) -> str:
    """Each paragraph filled anew, as `fmt` and `gq` do: lines are joined whatever they are."""
    import textwrap

    return "\n\n".join(
        "\n".join(textwrap.wrap(part, width, break_long_words=False, break_on_hyphens=False))
        for part in re.split(r"\n{2,}", body)
    )


def _capitals(body: str) -> str:
    """A phone's keyboard: a capital at the start of each line, and after a stop."""
    return re.sub(
        r"(^\W*|[.?!] +)([a-zåäö])", lambda match: match[1] + match[2].upper(), body,
        flags=re.MULTILINE,
    )  # fmt: skip


def _without_indents(body: str) -> str:
    return re.sub(r"^[ \t]+", "", body, flags=re.MULTILINE)


RULES: dict[str, Callable[[str], str]] = {
    # git and editors
    "crlf": lambda text: re.sub(r"\r\n|\r|\n", "\r\n", text),
    "carriage returns": lambda text: re.sub(r"\r\n|\r|\n", "\r", text),
    "byte-order mark": lambda text: "\ufeff" + text.removeprefix("\ufeff"),
    "trailing blanks stripped": lambda text: re.sub(r"[ \t]+(?=\r?\n|\Z)", "", text),
    "final line end": lambda text: text.rstrip("\r\n") + "\n",
    "no final line end": lambda text: text.rstrip("\r\n"),
    "blank lines at the end": lambda text: text + "\n\n\n",
    "tabs to blanks": lambda text: text.replace("\t", "    "),
    "blanks to tabs": lambda text: re.sub(r"^(?:    )+", "\t", text, flags=re.MULTILINE),
    "indents removed": _below_front_matter(_without_indents),
    "indented": _below_front_matter(lambda body: re.sub(r"^(?=.)", "  ", body, flags=re.MULTILINE)),
    "indented as code": _below_front_matter(
        lambda body: re.sub(r"^(?=.)", "    ", body, flags=re.MULTILINE)
    ),
    "paragraphs filled": _below_front_matter(_wrapped),
    "blank lines squeezed": _below_front_matter(lambda body: re.sub(r"\n{2,}", "\n", body)),
    "blank lines doubled": _below_front_matter(lambda body: body.replace("\n", "\n\n")),
    "form feeds": _below_front_matter(lambda body: body.replace("\n\n## ", "\n\f\n## ")),
    "line separators": _below_front_matter(lambda body: body.replace("\n\n", "\u2028\n")),
    # mail and other wrappings
    "quoted": _below_front_matter(lambda body: re.sub(r"^", "> ", body, flags=re.MULTILINE)),
    "quoted whole": lambda text: re.sub(r"^", "> ", text, flags=re.MULTILINE),
    "forwarded": lambda text: f"From a mail:\n\n{text}\n-- \nA signature\n",
    "in a fence": lambda text: f"```markdown\n{text}```\n",
    "markers in fences": _in_markers(lambda marker: f"`{marker}`"),
    # search and replace, and keyboards
    "dashes replaced": _below_front_matter(lambda body: body.replace("-", "–")),
    "dashes replaced everywhere": lambda text: text.replace("-", "–"),
    "smart punctuation": _below_front_matter(_smart),
    "smart markers": _in_markers(_smart),
    "em dash and blank": _in_markers(lambda marker: marker.replace("--", "— ")),
    "en dash": _in_markers(lambda marker: marker.replace("--", "–")),
    "no-break spaces in markers": _in_markers(lambda marker: marker.replace(" ", NBSP)),
    "no-break spaces": _below_front_matter(lambda body: body.replace(" ", NBSP)),
    "no blanks in markers": _in_markers(
        lambda m: m.replace("<!-- ", "<!--").replace(" -->", "-->")
    ),
    "more blanks in markers": _in_markers(lambda marker: marker.replace(" ", "  ")),
    "markers on two lines": _in_markers(lambda marker: marker.replace(" coprod", "\ncoprod")),
    "capitals at line starts": _below_front_matter(_capitals),
    "capital markers": _in_markers(lambda marker: marker.replace("coprod:", "Coprod:")),
    "upper-case markers": _in_markers(str.upper),
    "upper case": _below_front_matter(str.upper),
    "zero-width spaces": _in_markers(lambda marker: f"\u200b{marker}\u200b"),
    # escaping
    "escaped markers": _in_markers(lambda marker: f"\\{marker}"),
    "escaped angles": _in_markers(lambda marker: marker.replace("<!--", "\\<!--")),
    "escaped exclamation": _in_markers(lambda marker: marker.replace("<!--", "<\\!--")),
    "escaped hashes": _below_front_matter(
        lambda body: re.sub(r"^#", r"\\#", body, flags=re.MULTILINE)
    ),
    "entities in markers": _in_markers(
        lambda marker: marker.replace("<", "&lt;").replace(">", "&gt;")
    ),
    # outliners
    "outliner": _below_front_matter(_bullets),
    "outliner with stars": _below_front_matter(lambda body: _bullets(body, "* ", "  ")),
    "outliner, headings kept": _below_front_matter(
        lambda body: re.sub(r"^(?=\S)(?!#|<!--)", "- ", body, flags=re.MULTILINE)
    ),
    "outliner, markers as items": _in_markers(lambda marker: f"- {marker}"),
    "outliner, headings as items": _below_front_matter(
        lambda body: re.sub(r"^(?=#)", "- ", body, flags=re.MULTILINE)
    ),
    # headings
    "setext": _below_front_matter(_setext),
    "bold headings": _below_front_matter(lambda body: _HEADING.sub(r"**\2**", body)),
    "plain headings": _below_front_matter(lambda body: _HEADING.sub(r"\2", body)),
    "closed headings": _below_front_matter(lambda body: _HEADING.sub(r"\1 \2 \1", body)),
    "headings without blanks": _below_front_matter(lambda body: _HEADING.sub(r"\1\2", body)),
    "headings with colons": _below_front_matter(lambda body: _HEADING.sub(r"\1 \2:", body)),
    "lower headings": _below_front_matter(lambda body: _HEADING.sub(r"##\1 \2", body)),
    "all headings equal": _below_front_matter(lambda body: _HEADING.sub(r"## \2", body)),
    "headings removed": _below_front_matter(lambda body: _HEADING.sub("", body)),
    "numbered headings": _below_front_matter(lambda body: _HEADING.sub(r"\1 1.2 \2", body)),
    "headings with anchors": _below_front_matter(lambda body: _HEADING.sub(r"\1 \2 {#it}", body)),
    "bold in headings": _below_front_matter(lambda body: _HEADING.sub(r"\1 **\2**", body)),
    "markers above headings": _below_front_matter(_marker_above_heading),
    "blank line above markers": _below_front_matter(lambda body: _MARKER.sub(r"\n\g<0>", body)),
    "markers behind headings": _below_front_matter(lambda body: body.replace("\n<!--", " <!--")),
    # word processors
    "comments stripped": _below_front_matter(lambda body: _COMMENT.sub("", body)),
    "comments stripped, headings plain": _below_front_matter(
        lambda body: _COMMENT.sub("", _HEADING.sub(r"\2", body))
    ),
    "comments stripped, headings bold": _below_front_matter(
        lambda body: _smart(_COMMENT.sub("", _HEADING.sub(r"**\2**", body)))
    ),
    "comments stripped, setext": _below_front_matter(lambda body: _COMMENT.sub("", _setext(body))),
    "comments stripped, outliner": _below_front_matter(
        lambda body: _bullets(_COMMENT.sub("", body))
    ),
    "comments stripped, front matter too": lambda text: _COMMENT.sub("", _FRONT.sub("", text)),
    # front matter
    "Obsidian's properties": _obsidian,
    "front matter stripped": lambda text: _FRONT.sub("", text),
    "blank line above": lambda text: "\n" + text,
    "text above": lambda text: "Made by a program\n\n" + text,
    "a second front matter on top": lambda text: f"---\ntags: [new]\n---\n\n{text}",
    "front matter as a table": lambda text: _FRONT.sub(
        lambda match: "".join(
            f"| {line.replace(': ', ' | ', 1)} |\n" for line in match[1].splitlines()
        ),
        text,
    ),
    "front matter as a heading": lambda text: _FRONT.sub(
        lambda match: f"***\n\n## {' '.join(match[1].split())}\n", text
    ),
    "front matter with stars": lambda text: text.replace("---\n", "***\n", 2),
    "front matter in capitals": lambda text: _FRONT.sub(
        lambda match: re.sub(r"^\w", lambda m: m[0].upper(), match[0], flags=re.MULTILINE), text
    ),
    "everything quoted": lambda text: _FRONT.sub(
        lambda match: re.sub(r"^(\w+): ([^\"\[\n]*)$", r'\1: "\2"', match[0], flags=re.MULTILINE),
        text,
    ),
    "the end removed": lambda text: re.sub(r"^<!-- coprod:end -->$", "", text, flags=re.MULTILINE),
}
"""Below each name, a change; line ends are read as one where they do not matter."""
