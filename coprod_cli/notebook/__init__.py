"""Notebook package: notes on disk, and the locks, drafts, history and trash beside them."""
