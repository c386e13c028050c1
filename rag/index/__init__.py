"""From reports to what can be searched: the SQLite truth, and the lexical and vector indexes derived from it."""
