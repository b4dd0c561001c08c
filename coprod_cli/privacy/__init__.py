"""Privacy: finds patterns in texts that may identify a person, and replaces them."""
