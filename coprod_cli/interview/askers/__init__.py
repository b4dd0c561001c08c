"""Askers: each puts a question to somebody and returns a reply."""
