"""What reading from a person raises if they stop, or cannot go on."""

INTERRUPTIONS = (KeyboardInterrupt, EOFError, OSError)
"""Ctrl+C or a signal; the end of input; and a terminal that is gone."""
