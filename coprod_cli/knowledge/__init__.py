"""Searches over many cases; so far, for next steps."""
