"""What every stage knows about written Chinese: scripts, sentences, dates, numbers. Pure functions of text."""
