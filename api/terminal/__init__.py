"""The command line's own: the open pile, its consoles, how answers look there, commands that are more than a call."""
