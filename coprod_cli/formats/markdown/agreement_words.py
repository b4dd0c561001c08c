"""The fixed words of the patient contract layout."""

from coprod_cli.formats.markdown.page_words import PageWords

AGREEMENT_WORDS = PageWords({
    "untitled": {"en": "Our agreement", "sv": "Vår överenskommelse"},
    "opening": {
        "en": "A **patient contract** by healthcare and me. It is not legally binding; it belongs "
        "in my medical record, too.",
        "sv": "Ett **patientkontrakt** mellan vården och mig. Det är inte juridiskt bindande och "
        "ska också finnas i min journal.",
    },
    "known": {"en": "how it is known: {evidence}", "sv": "hur man vet det: {evidence}"},
    "unknown": {"en": "not known yet", "sv": "vet inte än"},
    "matters": {"en": "What matters to me", "sv": "Det här är viktigt för mig"},
    "resources": {
        "en": "What I can do, and who helps me",
        "sv": "Det här klarar jag, och de här hjälper mig",
    },
    "agreement": {"en": "Who does what", "sv": "Vem gör vad"},
    "who": {"en": "Who", "sv": "Vem"},
    "what": {"en": "What", "sv": "Vad"},
    "when": {"en": "When", "sv": "När"},
    "person": {"en": "Me", "sv": "Jag"},
    "care": {"en": "Healthcare", "sv": "Vården"},
    "together": {"en": "Together", "sv": "Tillsammans"},
    "done": {"en": "done", "sv": "gjort"},
    "plan": {"en": "Our plan", "sv": "Vår sammanhållna plan"},
    "taking-part": {"en": "Who takes part", "sv": "De här är med"},
    "review": {"en": "We look at this again", "sv": "Vi går igenom det här igen"},
    "contact": {"en": "My fixed contact", "sv": "Min fasta vårdkontakt"},
    "name": {"en": "Name", "sv": "Namn"},
    "role": {"en": "Role", "sv": "Roll"},
    "reach": {"en": "How I reach the contact", "sv": "Så når jag min kontakt"},
    "times": {"en": "My agreed times", "sv": "Mina överenskomna tider"},
    "date": {"en": "Day", "sv": "Dag"},
    "time": {"en": "Time", "sv": "Tid"},
    "where": {"en": "Where", "sv": "Var"},
    "change": {"en": "To change a time", "sv": "Så ändrar jag en tid"},
    "next-step": {"en": "My next step", "sv": "Mitt nästa steg"},
    "turn-to": {"en": "Where and to whom I turn", "sv": "Hit vänder jag mig"},
    "if-worse": {"en": "If I get worse", "sv": "Om jag blir sämre"},
    "still-open": {"en": "What is still not clear", "sv": "Det här är fortfarande oklart"},
    "rounds": {"en": "How it is for me", "sv": "Så är det för mig"},
    "signatures": {"en": "Signatures", "sv": "Underskrifter"},
    "signature": {"en": "Signature", "sv": "Namnteckning"},
    "place-and-day": {"en": "Place and date", "sv": "Ort och datum"},
    "clarification": {"en": "Name in block letters", "sv": "Namnförtydligande"},
    "clarification-and-role": {
        "en": "Name in block letters, and role",
        "sv": "Namnförtydligande och befattning",
    },
})  # fmt: skip
