"""Note format: converts between cases and Markdown notes, read by line and edited in place."""
