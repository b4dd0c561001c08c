"""Template library: reads YAML folders into templates, checks them, and helps to write new ones."""
