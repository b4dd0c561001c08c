"""Reading many cases: so far, the search for next steps."""
