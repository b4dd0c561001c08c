"""Export formats and Markdown layouts of a case."""
