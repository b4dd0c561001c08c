"""The exceptions that end the reading of input: Ctrl+C, end of input, a lost terminal."""

INTERRUPTIONS = (KeyboardInterrupt, EOFError, OSError)
"""Ctrl+C or a signal; the end of input; and a terminal that is gone."""
