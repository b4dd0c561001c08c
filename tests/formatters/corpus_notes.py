"""Makes the notes of the corpus: every form, type and piece of Markdown, from a fixed seed."""

import random
from collections.abc import Iterator

from corpus_pieces import LINES, PIECES, STEPS
from golden_cases import note_of
from made_up import EVERY_TYPE, SHIPPED, STAMP
from made_up_plan import PLAN

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.templates.loader import load_template

FORMS = {name: load_template(shipped_prompts() / name) for name in SHIPPED}
FORMS |= {"every-type": EVERY_TYPE, "plan": PLAN}
VOICES = ("patient", "family", "professional")
_SEED = 20261124
_MIXED = 24
_END = "<!-- coprod:end -->"


def made_up_notes() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each note."""
    for form in FORMS:
        for language in ("en", "sv"):
            yield f"form-{form}-{language}", _Writer(f"{form}-{language}").filled(form, language)
    for index, piece in enumerate(PIECES):
        yield f"piece-{piece}", _Writer(piece).around(piece, "en" if index % 3 else "sv")
    for index in range(_MIXED):
        yield f"mixed-{index:02}", _Writer(f"mixed-{index}").mixed()
    yield from _by_hand()


class _Writer:
    """Writes notes in which each ¤ has become a word that stands nowhere else in the note."""

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"{_SEED} {name}")  # noqa: S311 - nothing is kept secret
        self._name = name
        self._words: set[str] = set()
        self._pieces = self._random.sample(list(PIECES.values()), len(PIECES))

    def filled(self, form: str, language: str) -> str:
        """Return a note with an answer to most questions, some by several voices."""
        answers: list[Answer] = []
        for number, (address, question) in enumerate(FORMS[form].questions.items()):
            if isinstance(question, GroupQuestion):
                answers.append(Answer(address, self._said("A remark ¤.")))
                answers += [
                    Answer(address.item_at(item).child(part.id), self._answer(part, language))
                    for item in (1, 2)
                    for part in question.questions
                ]
            elif number % 7 == 3:
                answers.append(Answer(address, "", unknown=True))
            elif number % 7 == 5 and question.type == "text":
                answers += self._by_voices(address)
            elif number % 7 != 6:
                evidence = "reported" if number % 5 == 1 else None
                answers.append(Answer(address, self._answer(question, language), evidence=evidence))
        return self._note(form, language, answers)

    def around(self, piece: str, language: str) -> str:
        """Return a short note with a piece between other answers, before open ones, and last."""
        texts = list(FORMS["reflection"].questions)
        answers = [
            Answer(texts[0], self._said(PIECES[piece])),
            Answer(texts[1], self._said(PIECES[piece]), voice="family", evidence="reported"),
            Answer(texts[1], self._said("¤ saw ¤."), voice="professional"),
            Answer(texts[3], self._said(PIECES[piece])),
        ]
        return self._note("reflection", language, answers)

    def with_references(self) -> str:
        """Return a note with references below answers: of all shapes, and of two voices."""
        texts = list(FORMS["reflection"].questions)
        answers = [
            Answer(texts[0], self._said("The ¤ said no."), sources=self._references()),
            Answer(
                texts[1], self._said("- ¤\n- and ¤"), voice="family", sources=self._references()
            ),
            Answer(texts[1], voice="professional", unknown=True, sources=self._references()),
            Answer(texts[2], sources=self._references()[:1]),
            Answer(texts[3], self._said("See ¤:\n\n**Sources**\n\n- ¤, by hand")),
        ]
        return self._note("reflection", "en", answers)

    def _references(self) -> tuple[str, ...]:
        return (
            self._said("A made-up study of ¤, 2020, pp. 3-5"),
            self._said("https://example.org/¤"),
            "ISBN 978-0-306-40615-7",
            self._said(
                "A *¤* guideline with_underscores [draft] <2024> & more words than fit on one "
                "line, so that a program which fills paragraphs wraps the ¤ reference"
            ),
        )

    def mixed(self) -> str:
        """Return a note with anything in it."""
        form = self._random.choice(["every-type", "plan", "reflection", "persona", "team-meeting"])
        language = self._random.choice(["en", "sv"])
        answers = []
        for address, question in FORMS[form].questions.items():
            chance = self._random.random()
            if isinstance(question, GroupQuestion) or chance < 0.2:
                continue
            if chance < 0.3:
                text = self._said("¤") if question.type == "text" else ""
                answers.append(Answer(address, text, unknown=True))
            elif chance < 0.5 and question.type == "text":
                answers += self._by_voices(address)
            else:
                answers.append(Answer(address, self._answer(question, language)))
        return self._note(form, language, answers)

    def _by_voices(self, address: Address) -> list[Answer]:
        said = [Answer(address, self._text(), voice=voice) for voice in VOICES[:2]]
        return [*said, Answer(address, "", unknown=True, voice=VOICES[2])]

    def _text(self) -> str:
        self._pieces.append(self._pieces.pop(0))
        return self._said(self._pieces[-1])

    def _answer(self, question, language: str) -> str:  # noqa: PLR0911 - one of each type
        match question.type:
            case "line":
                return self._said(self._random.choice(LINES))
            case "choice":
                return self._random.choice(question.labels(language))
            case "choices":
                return "\n".join(f"- {label}" for label in question.labels(language)[::2])
            case "yes_no":
                return self._random.choice({"en": ["Yes", "No"], "sv": ["Ja", "Nej"]}[language])
            case "date":
                return f"2026-11-{self._random.randrange(10, 30)}"
            case "number":
                return self._random.choice(["12", "3,5", "0"])
            case "tasks":
                return self._said(self._random.choice(STEPS))
        return self._text()

    def _said(self, text: str) -> str:
        first, *others = text.split("¤")
        return first + "".join(self._word() + part for part in others)

    def _word(self) -> str:
        while True:
            pairs = zip(self._random.choices("bdfgklmnprstv", k=4),
                        self._random.choices("aeiouåäö", k=4), strict=True)  # fmt: skip
            word = "".join(map("".join, pairs))
            if word not in self._words:
                self._words.add(word)
                return word

    def _note(self, form: str, language: str, answers: list[Answer]) -> str:
        case = Case(
            id=f"20261124-{self._random.randrange(10**6):06}",
            title=self._said(self._random.choice(["A ¤ case", "Made up: ¤", '¤ "and" *¤* #1'])),
            template=form,
            template_version=FORMS[form].version,
            language=language,
            status=self._random.choice(["draft", "final"]),
            created=STAMP,
            updated=STAMP,
            tags=("made-up", self._name) if self._random.random() < 0.5 else (),
        )
        return note_of(case, answers, FORMS[form]).original


def _by_hand() -> Iterator[tuple[str, str]]:
    """Yield the notes that no interview leaves, but people and earlier versions do."""
    text = _Writer("by hand").around("paragraphs", "en")
    yield "hand-after-the-end", f"{text}\nMy own remarks nobodyelses.\n\n- a list belowit\n"
    yield "hand-crlf", text.replace("\n", "\r\n")
    yield "hand-carriage-returns", text.replace("\n", "\r")
    yield "hand-byte-order-mark", f"\ufeff{text}"
    yield "hand-no-final-line-end", text.rstrip("\n")
    keys = "aliases:\n  - An alias\n  - \"2\"\ncssclasses: []\npublish: false\ncolour: '#fff'\n"
    yield "hand-foreign-keys", text.replace("\n---\n", f"\n{keys}---\n", 1)
    yield (
        "hand-quoted-values",
        text.replace("status: ", 'status: "').replace("\ncreated:", '"\ncreated:', 1),
    )
    yield "hand-no-fingerprints", _without_words(text, "asked=")
    yield "hand-no-blank-lines", text.replace(" -->\n\n", " -->\n").replace("\n\n###", "\n###")
    yield "hand-blank-line-above-markers", text.replace("\n<!--", "\n\n<!--")
    yield "hand-own-headings", text.replace("### So what?", "### What it meant to me")
    yield "hand-lower-headings", text.replace("\n## ", "\n### ").replace("\n### ", "\n#### ")
    yield (
        "hand-no-headings",
        "\n".join(line for line in text.split("\n") if not line.startswith("##")),
    )
    added = (
        "### An older question\n<!-- coprod:what.older removed=1.0.0 -->\n\nStill hereithas.\n\n"
    )
    yield "hand-removed-question", text.replace(_END, added + _END)
    yield "hand-new-question", text.replace("matters-most asked=", "matters-most new=1.0.0 asked=")
    yield "hand-text-above", text.replace("\n## ", "\nA remark aboveall of it.\n\n## ", 1)
    yield "hand-odd-words", text.replace(" -->", " mine=1 -->", 3)
    yield "hand-references", _Writer("references").with_references()
    every = _Writer("everything unknown")
    for form in ("every-type", "reflection"):
        unknown = [Answer(address, "", unknown=True) for address in FORMS[form].questions]
        yield f"hand-all-unknown-{form}", every._note(form, "en", unknown)
        yield f"hand-all-open-{form}", every._note(form, "sv", [])


def _without_words(text: str, beginning: str) -> str:
    return "\n".join(
        " ".join(word for word in line.split(" ") if not word.startswith(beginning))
        if line.startswith("<!-- coprod:")
        else line
        for line in text.split("\n")
    )
