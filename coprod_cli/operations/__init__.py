"""Application layer: one function for each thing that a user can do.

A function takes a Workspace first, unless it concerns no notebook, and then plain values. It
returns an immutable value or an iterator of such; it never prints and never asks.
"""
