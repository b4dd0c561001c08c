"""The text of a coding: how coprod writes it, and a reader for exactly that, which is fast.

The quote `*` is a whole answer; with `whole: false` behind it, the sign itself.

A file that a person changed is read by `coding_reader`; both read the same of the same text. The
strings are JSON strings, which are YAML too: no reader takes a Norwegian `no` for a false.

```yaml
# Passages that anna marked in 20261124-a397kr. Written by coprod; may be edited by hand.
case: 20261124-a397kr
coder: anna
done: "2026-11-25"
passages:

- id: xqh8b0
  at: emotions.what-helps
  quote: "Familjen fick inget svar"
  codes: [levels/micro, ours/waiting]
  memo: "Third case with no answer in the waiting room."
  found: {before: "", after: " i väntrummet", start: 0, said: "2745748cec82e799", when: "2026..."}
```
"""

import json
import re

from coprod_cli.base.yaml_scalars import quote, quoted
from coprod_cli.model.address import Address
from coprod_cli.model.case_id import is_case_id
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import WHOLE, Coding, Found, Passage

_COMMENT = "Written by coprod; may be edited by hand."
_STRING = r'"(?:[^"\\\n]|\\.)*"'
_HEAD = re.compile(
    r"# Passages that [^\n]*\n"
    r"case: (?P<case>[0-9]{8}-[0-9a-z]{6})\n"
    r"coder: (?P<coder>[a-zåäö][a-zåäö.]*[0-9]*)\n"
    r'(?:done: "(?P<done>[0-9-]*)"\n)?'
    r"passages:(?P<none> \[\])?\n"
)
_PASSAGE = re.compile(
    rf"\n- id: (?P<id>[a-z][a-z0-9]*|{_STRING})\n"
    r"  at: (?P<at>[a-z0-9-]+\.[a-z0-9-]+(?:#[0-9]+)?(?:\.[a-z0-9-]+)?)\n"
    rf"(?:  voice: (?P<voice>{_STRING})\n)?"
    rf"  quote: (?P<quote>{_STRING})\n"
    r"(?:  whole: (?P<whole>false)\n)?"
    r"  codes: \[(?P<codes>[a-z0-9/, -]*)\]\n"
    rf"(?:  memo: (?P<memo>{_STRING})\n)?"
    rf"(?:  found: \{{before: (?P<before>{_STRING}), after: (?P<after>{_STRING}), "
    rf"start: (?P<start>[0-9]{{1,9}}), said: (?P<said>{_STRING}), when: (?P<when>{_STRING})\}}\n)?"
)


def coding_text(coding: Coding) -> str:
    """Return the text of a coding as coprod writes it."""
    case_id = coding.case_id if is_case_id(coding.case_id) else quote(coding.case_id)
    lines = [
        f"# Passages that {coding.coder} marked in {coding.case_id}. {_COMMENT}\n",
        f"case: {case_id}\n",
        f"coder: {quote(coding.coder)}\n",
    ]
    if coding.done:
        lines.append(done_line(coding.done))
    lines.append("passages:\n" if coding.passages else "passages: []\n")
    return "".join([*lines, *(f"\n{passage_text(each)}" for each in coding.passages)])


def done_line(day: str) -> str:
    """Return the line that says on which day a coder had gone through the case."""
    return f"done: {quoted(day)}\n"


def passage_text(passage: Passage) -> str:
    """Return the lines of a passage: an item of the list of passages."""
    lines = "".join(f"  {name}: {value}\n" for name, value in passage_values(passage).items())
    return f"-{lines[1:]}"


def passage_values(passage: Passage) -> dict[str, str]:
    """Return the keys of a passage, each with its value in YAML; those without one are left out."""
    values = {"id": quote(passage.id), "at": _written_address(passage.at)}
    if passage.voice is not None:
        values["voice"] = quoted(passage.voice)
    values["quote"] = quoted(passage.quote)
    if passage.is_words:
        values["whole"] = "false"
    values["codes"] = f"[{', '.join(passage.codes)}]"
    if passage.memo:
        values["memo"] = quoted(passage.memo)
    if passage.found is not None:
        values["found"] = _found_value(passage.found)
    return values


def _written_address(address: Address) -> str:
    # A `#` behind a letter is no remark in YAML.
    return str(address) if address.is_well_formed and address.question else quoted(address)


def _found_value(found: Found) -> str:
    before, after, said, when = map(quoted, (found.before, found.after, found.said, found.when))
    return f"{{before: {before}, after: {after}, start: {found.start}, said: {said}, when: {when}}}"


def read_written(text: str) -> Coding | None:
    """Return the coding of a text that is exactly as coprod writes it; None for any other text."""
    head = _HEAD.match(text)
    if head is None:
        return None
    place, passages = head.end(), []
    while place < len(text):
        match = _PASSAGE.match(text, place)
        if match is None or (passage := _passage(match)) is None:
            return None
        passages.append(passage)
        place = match.end()
    ids = {each.id for each in passages}
    if len(ids) < len(passages) or bool(head["none"]) == bool(passages):
        return None
    return Coding(head["case"], head["coder"], head["done"] or "", tuple(passages))


def _passage(match: re.Match[str]) -> Passage | None:
    """Return the passage that the lines of an item say; None if they are not as coprod's own."""
    part = match.groupdict()
    try:
        codes = tuple(CodeName(each) for each in part["codes"].split(", ") if each)
        name, voice, words, memo = (
            None if part[key] is None else _string(part[key])
            for key in ("id", "voice", "quote", "memo")
        )
        found = None
        if part["before"] is not None:
            before, after, said, when = (
                _string(part[key]) for key in ("before", "after", "said", "when")
            )
            found = Found(before, after, int(part["start"]), said, when)
    except ValueError:
        return None
    is_words = words == WHOLE and part["whole"] is not None
    return Passage(
        name or "", Address(part["at"]), voice, words or "", codes, memo or "", found, is_words
    )


def _string(written: str) -> str:
    return str(json.loads(written)) if written[0] == '"' else written
