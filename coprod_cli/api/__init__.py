"""Public Python API: a function for each thing that a command can do.

Each function takes a notebook or a workspace first, then plain values. Results are immutable;
nothing is printed, and nobody is asked. All errors are subclasses of CoprodError.
"""
