"""The words of the first screen, which is drawn before anything heavy is loaded."""

TITLE_TEXT = "What shall this case be called?"
TITLE_HELP = "A few words that bring it back to you, and that name nobody. Enter alone leaves it."
OPENING_HEADER = "A new case"
OPENING_LINES = (
    "coprod asks about one real case. Leave out any question.",
    "Ctrl+C stops at any time. Every word is kept for later.",
    "This is not the medical record: let no one be recognised.",
)
WRITING_KEYS = (
    "Enter: next   Alt+Enter: new line   Shift+Tab: back\n"
    "?: not known   :menu  :edit  :help   Ctrl+C: stop"
)
PATTERNS = "! may tell who somebody is. Patterns are found, not people: read it once more."
