"""A person at a terminal, through questionary: one calm screen for each question."""
