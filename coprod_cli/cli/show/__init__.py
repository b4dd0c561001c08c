"""Show the results of operations, as text for people or as JSON."""
