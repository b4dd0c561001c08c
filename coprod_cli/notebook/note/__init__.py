"""Case <-> Markdown: the note format, read by line and edited in place."""
