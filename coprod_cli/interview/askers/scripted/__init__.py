"""Asker that takes its replies from data."""
