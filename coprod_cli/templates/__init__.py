"""Templates: loads them from folders of YAML files, checks them, and helps to write new ones."""
