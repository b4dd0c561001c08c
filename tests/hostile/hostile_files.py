"""Notes and templates in which every text is hostile, as a stranger may hand them over."""

import json

from made_up import CASE_ID, PRIMARY_CARE, note_text
from strings import HOSTILE, UNSEEN

ONE_LINE = " ".join(UNSEEN.values())
LINES = "\n".join(text for name, text in HOSTILE.items() if name != "return")


def write_note(folder, answer=LINES, **front):
    """Write a note of the primary-care template, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    text = note_text({"situation.setting": "Made up"}, PRIMARY_CARE)
    head, mark, tail = text.partition("\nMade up\n")
    assert mark
    # By hand, and not by coprod, which would put the answer's line ends in order.
    text = f"{head}\n{answer}\n{tail}"
    for key, value in front.items():
        lines = [line for line in text.split("\n") if not line.startswith(f"{key}: ")]
        text = "\n".join([lines[0], f"{key}: {json.dumps(value)}", *lines[1:]])
    path = folder / f"{CASE_ID}.md"
    path.write_bytes(text.encode())
    return path


def write_template(folder, name="hostile", **head):
    """Write a template in which every text that a person reads is hostile."""
    place = folder / name
    place.mkdir(parents=True)
    words = {"text": f"Made up? {ONE_LINE}", "help": ONE_LINE, "source_text": ONE_LINE}
    choices = [{"value": f"v{at}", "label": text} for at, text in enumerate(UNSEEN.values())]
    section = {
        "id": "one", "title": ONE_LINE, "intro": ONE_LINE,
        "questions": [
            {"id": "story", **words},
            {"id": "pick", "type": "choice", "choices": choices, **words},
            {"id": "picks", "type": "choices", "choices": choices, **words},
        ],
    }  # fmt: skip
    top = {
        "id": name, "version": "1.0.0", "title": ONE_LINE, "description": ONE_LINE,
        "languages": ["en"], "sections": ["one"],
        "source": {"citation": ONE_LINE, "url": "https://example.org"}, **head,
    }  # fmt: skip
    (place / "template.yaml").write_text(json.dumps(top))
    (place / "one.yaml").write_text(json.dumps(section))
    return place
