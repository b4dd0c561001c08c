"""Questions put to many cases: searches, coverage, next steps, references and marked passages."""
