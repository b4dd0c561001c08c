"""A made-up template whose every text has plain words, and that says what one of it is called."""

from coprod_cli.model.template import Template


def both(english, swedish):
    return {"en": english, "sv": swedish}


PLAIN_WORDS = {
    "title": (both("Ward round", "Rond"), both("A talk", "Ett samtal")),
    "description": (both("A round.", "En rond."), both("Made up.", "Påhittat.")),
    "section": (both("Participation", "Delaktighet"), both("Who came", "Vem som kom")),
    "intro": (both("State roles.", "Ange roller."), both("No names.", "Inga namn.")),
    "text": (both("Modality?", "Modalitet?"), both("How did you meet?", "Hur sågs ni?")),
    "help": (both("As registered.", "Som registrerat."), both("Any way.", "Hur som helst.")),
    "physical": (both("On site", "Fysiskt"), both("In a room", "I ett rum")),
    "digital": (both("Remote", "Digitalt"), both("On a screen", "På en skärm")),
    "group": (both("Participants?", "Deltagare?"), both("Who was there?", "Vilka var där?")),
    "item": (both("Participant", "Deltagare"), both("Person", "Människa")),
    "part": (both("Function?", "Funktion?"), both("What do they do?", "Vad gör de?")),
}  # fmt: skip


def _worded(usual_key, name):
    usual, plain = PLAIN_WORDS[name]
    return {usual_key: usual, f"{usual_key}_plain": plain}


ROUND = Template.model_validate(
    {
        "id": "round",
        "version": "1.0.0",
        **_worded("title", "title"),
        **_worded("description", "description"),
        "languages": ["en", "sv"],
        "noun": {
            "en": {"one": "round", "the": "the round", "new": "a new round"},
            "sv": {"one": "rond", "the": "ronden", "new": "en ny rond"},
        },
        "sections": [
            {
                "id": "who",
                **_worded("title", "section"),
                **_worded("intro", "intro"),
                "questions": [
                    {
                        "id": "way",
                        "type": "choice",
                        "short": True,
                        **_worded("text", "text"),
                        **_worded("help", "help"),
                        "choices": [
                            {"value": "site", **_worded("label", "physical")},
                            {"value": "remote", **_worded("label", "digital")},
                        ],
                    },
                    {
                        "id": "people",
                        "type": "group",
                        **_worded("text", "group"),
                        **_worded("item", "item"),
                        "questions": [{"id": "does", "type": "line", **_worded("text", "part")}],
                    },
                ],
            }
        ],
    }
)
