"""Results on the screen: one module for each kind of result, as text for people or JSON."""
