"""The places of the coproduction model, at which a template's sections and questions may stand.

The four parts and their words are those of Paul Batalden's figure "Coproducing healthcare service"
(IntJQHC, 2021, 33(S2), 6-7). What matters most in the middle, and which section of a template
stands where, is coprod's own.
"""

from typing import Literal

Place = Literal[
    "patient-person",
    "as-is-system",
    "science-informed-practice",
    "professional-person",
    "matters-most",
]
PLACES: tuple[Place, ...] = (
    "patient-person",
    "as-is-system",
    "science-informed-practice",
    "professional-person",
    "matters-most",
)
"""Every place: the four parts in the order of the figure's text, then what matters most."""
MIDDLE: Place = "matters-most"

PLACE_TITLES: dict[Place, dict[str, str]] = {
    "patient-person": {"en": '"Patient-person"', "sv": '"Patientpersonen"'},
    "as-is-system": {"en": "As is system", "sv": 'Systemet "som det är"'},
    "science-informed-practice": {
        "en": "Science-informed practices",
        "sv": "Vetenskapsgrundad praktik",
    },
    "professional-person": {
        "en": '"Professional-person"',
        "sv": '"Den professionella"',
    },
    "matters-most": {"en": "What matters most", "sv": "Det som är viktigast"},
}
"""The title of each place: in English the figure's own, but for the middle; the Swedish is ours."""
PLACE_WORDS: dict[Place, dict[str, str]] = {
    "patient-person": {
        "en": "aim, lived reality, social support, resources",
        "sv": "mål, levd verklighet, socialt stöd, resurser",
    },
    "as-is-system": {
        "en": "journey, emotions, working/not working",
        "sv": "vägen genom vården, känslor, vad som fungerar och inte",
    },
    "science-informed-practice": {
        "en": "disease, illness, services",
        "sv": "sjukdomen, att vara sjuk, vården",
    },
    "professional-person": {
        "en": "lived reality, support, resources",
        "sv": "levd verklighet, stöd, resurser",
    },
}
"""What the figure says of each part; "working/notworking" is written with a space."""
