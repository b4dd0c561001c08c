"""Askers: each shows the steps of an interview in its own way and returns the replies."""
