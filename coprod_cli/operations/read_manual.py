"""Read the manual: its topics, and the Markdown page of a topic in a language.

The pages are files in the folder `manual` beside this module, one folder for each language. Every
topic has a page in English.
"""

from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.message import SOURCE_LANGUAGE, Message, msg

MANUAL = Path(__file__).parent / "manual"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the manual.

    Attributes:
        name: the word after `coprod help`.
        summary: one line about the topic.
        languages: the languages that have a page on it.
    """

    name: str
    summary: Message
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the manual.

    Attributes:
        topic: the page's topic.
        language: the page's language.
        markdown: the page's text.
    """

    topic: Topic
    language: str
    markdown: str


def list_topics() -> tuple[Topic, ...]:
    """Return the topics, in the order in which a new user needs them."""
    languages = sorted(folder.name for folder in MANUAL.iterdir())
    return tuple(
        Topic(
            name,
            summary,
            tuple(language for language in languages if _path(name, language).is_file()),
        )
        for name, summary in _summaries().items()
    )


def read_page(topic: Topic, language: str) -> Page:
    """Return a topic's page in a language, or in English if that language has none."""
    found = language if language in topic.languages else SOURCE_LANGUAGE
    return Page(topic, found, _path(topic.name, found).read_text("utf-8"))


def _path(name: str, language: str) -> Path:
    return MANUAL / language / f"{name}.md"


def _summaries() -> dict[str, Message]:
    return {
        "begin": msg("Install coprod, and answer a first case."),
        "keys": msg("Keys and commands while you answer."),
        "voices": msg("Several people in one case: who speaks."),
        "sources": msg("How an answer is known, and references."),
        "many-cases": msg("Many cases, read together."),
        "codes": msg("Codes and lenses, and sets of your own."),
        "marking": msg("Mark passages with codes."),
        "passages": msg("Passages: what people marked."),
        "steps": msg("Next steps: list them, and tick them off."),
        "forms": msg("The forms, and where they come from."),
        "coproduction": msg("What coproduction is, with sources."),
        "privacy": msg("What may tell who somebody is."),
        "templates": msg("Write a form of your own, or change one."),
        "updates": msg("When a form changes that has cases."),
        "notebook": msg("Files and folders, and sharing them."),
        "notes": msg("The note: one case as a Markdown file."),
        "other-programs": msg("When other programs change a note."),
        "exports": msg("JSON Lines, CSV, and Markdown to read."),
        "data": msg("Answers from a file; JSON, cron, make."),
        "python": msg("Use coprod from Python."),
        "languages": msg("English, Swedish, and plain words."),
        "safety": msg("What is kept safe, and how; exit codes."),
        "places": msg("Disks, systems, users: what was tried."),
        "settings": msg("Environment variables."),
        "developing": msg("Work on coprod: tests, benchmarks."),
    }
