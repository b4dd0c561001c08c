"""The words of a rendered page itself, in the case's language, whatever the user's language is."""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod_cli.model.wording import every_wording, worded


@dataclass(frozen=True)
class PageWords:
    """The fixed words and sentences of some pages, in each language that coprod speaks.

    Attributes:
        texts: by a key, the text in each language; `{name}` in it is a value to put in.
    """

    texts: Mapping[str, dict[str, str]]

    def word(self, key: str, language: str, **values: object) -> str:
        """Return a word or a sentence in a language, or else in English, with values put in."""
        return worded(self.texts[key], language).format(**values)

    def remark(self, key: str, language: str, **values: object) -> str:
        """Return a sentence as Markdown that tells it from what people wrote: slanted."""
        return f"*{self.word(key, language, **values)}*"

    def every_remark(self, *keys: str) -> list[str]:
        """Return the remarks of some keys in all languages."""
        return [f"*{text}*" for key in keys for text in every_wording(self.texts[key])]


SHARED = PageWords({
    "not-known": {"en": "Not known yet.", "sv": "Vet inte än."},
    "not-answered": {"en": "Not answered.", "sv": "Inte besvarad."},
    "not-asked": {
        "en": "Not asked, as the other answers stand.",
        "sv": "Frågan ställs inte, så som de andra svaren ser ut.",
    },
    "voice": {"en": "Voice: {voice}", "sv": "Röst: {voice}"},
    "no-voice": {"en": "nobody named", "sv": "ingen angiven"},
    "has-not-answered": {"en": "Has not answered.", "sv": "Har inte svarat."},
    "have-not-answered": {"en": "Has not answered: {voices}", "sv": "Har inte svarat: {voices}"},
    "evidence": {"en": "How it is known: {evidence}", "sv": "Hur man vet det: {evidence}"},
    "not-asked-now": {"en": "not asked now", "sv": "frågan ställs inte nu"},
    "quoted": {"en": "\u201c{text}\u201d", "sv": "\u201d{text}\u201d"},
    "no-words": {"en": "No words here yet.", "sv": "Inga ord här än."},
    "more": {"en": "+{count} more", "sv": "+{count} till"},
    "model-note": {
        "en": "The four parts and the words in brackets are those of Paul Batalden's figure "
        '"Coproducing healthcare service" (IntJQHC, 2021, 33(S2), 6-7). What matters most in the '
        "middle, and which section stands where, is ours. Each quotation is the first sentence of "
        "an answer.",
        "sv": "De fyra delarna och orden inom parentes är från Paul Bataldens figur "
        '"Coproducing healthcare service" (IntJQHC, 2021, 33(S2), 6-7); svenskan är vår. Att det '
        "som är viktigast står i mitten, och vilket avsnitt som står var, är också vårt. Varje "
        "citat är första meningen i ett svar.",
    },
    "sources": {"en": "Sources:", "sv": "Källor:"},
    "other": {"en": "Other", "sv": "Övrigt"},
    "source": {"en": "Source: {citation}", "sv": "Källa: {citation}"},
    "answered-by": {"en": "Answered by: {who}", "sv": "Besvaras av: {who}"},
    "names-nobody": {
        "en": "Write no real names, and nothing else by which someone could be recognised. This is "
        "not the medical record.",
        "sv": "Skriv inga riktiga namn, och inget annat som någon kan bli igenkänd på. Det här är "
        "inte journalen.",
    },
    "names-people": {
        "en": "This paper names people: keep it apart from other notes. It is not the medical "
        "record.",
        "sv": "Det här papperet innehåller namn: förvara det för sig, skilt från andra "
        "anteckningar. Det är inte journalen.",
    },
    "paper-title": {"en": "What to call it:", "sv": "Vad det ska heta:"},
    "paper-day": {"en": "Day:", "sv": "Dag:"},
    "paper-voice": {"en": "Who is speaking?", "sv": "Vem är det som talar?"},
    "paper-other": {"en": "another role:", "sv": "en annan roll:"},
    "tick-one": {"en": "Tick one.", "sv": "Kryssa för ett."},
    "tick-several": {"en": "Tick all that fit.", "sv": "Kryssa för allt som stämmer."},
    "more-items": {
        "en": "If there are more, go on with another sheet.",
        "sv": "Finns det fler, fortsätt på ett nytt papper.",
    },
    "day-form": {"en": "(year-month-day)", "sv": "(år-månad-dag)"},
    "at-least": {"en": "at least {number}", "sv": "minst {number}"},
    "at-most": {"en": "at most {number}", "sv": "högst {number}"},
    "only-if": {"en": "Only if {conditions}.", "sv": "Bara om {conditions}."},
    "and": {"en": "and", "sv": "och"},
    "if-equals": {
        "en": 'you answered "{answer}" to {question}',
        "sv": 'du svarade "{answer}" på {question}',
    },
    "if-not-equals": {
        "en": 'you did not answer "{answer}" to {question}',
        "sv": 'du inte svarade "{answer}" på {question}',
    },
    "if-includes": {
        "en": 'you ticked "{answer}" at {question}',
        "sv": 'du kryssade för "{answer}" vid {question}',
    },
    "if-exists": {"en": "you answered {question}", "sv": "du svarade på {question}"},
    "if-not-exists": {
        "en": "you did not answer {question}",
        "sv": "du inte svarade på {question}",
    },
    "if-greater-than": {
        "en": "your answer to {question} is over {answer}",
        "sv": "ditt svar på {question} är över {answer}",
    },
    "if-less-than": {
        "en": "your answer to {question} is under {answer}",
        "sv": "ditt svar på {question} är under {answer}",
    },
    "if-at-least": {
        "en": "your answer to {question} is {answer} or more",
        "sv": "ditt svar på {question} är {answer} eller mer",
    },
    "if-at-most": {
        "en": "your answer to {question} is {answer} or less",
        "sv": "ditt svar på {question} är {answer} eller mindre",
    },
    "overview": {"en": "Overview", "sv": "Översikt"},
    "cases-of": {
        "en": "{title}: cases: {cases}, drafts among them: {drafts}",
        "sv": "{title}: fall: {cases}, utkast bland dem: {drafts}",
    },
    "question": {"en": "Question", "sv": "Fråga"},
    "answered": {"en": "Answered", "sv": "Besvarad"},
    "unknown": {"en": "Not known yet", "sv": "Vet inte än"},
    "left-open": {"en": "Left open", "sv": "Lämnad öppen"},
    "only-in": {"en": "only in {templates}", "sv": "bara i {templates}"},
})  # fmt: skip
"""The words that several layouts have."""

page_word = SHARED.word
remark = SHARED.remark
every_remark = SHARED.every_remark
