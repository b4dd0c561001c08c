"""What could tell who a person is: patterns in a text, and placeholders for them."""
