"""The terminal: results on standard output, messages and progress on standard error.

The only package that imports rich, and only if a person sees the output.
"""
