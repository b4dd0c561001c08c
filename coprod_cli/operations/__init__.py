"""Application layer: one function for each thing that a user can do."""
