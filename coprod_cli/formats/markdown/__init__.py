"""Markdown layouts: a case as a page to read or to print."""
