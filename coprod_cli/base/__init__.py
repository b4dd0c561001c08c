"""Foundations: errors, translation, text, settings, files, YAML and the executor."""
