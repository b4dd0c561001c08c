"""Those who put a question and bring back a reply: the terminal, plain lines, an answers file."""
