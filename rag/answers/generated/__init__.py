"""A language model's words: what it is given, and what it writes read, freed of markup and let through the gate."""
