"""The sentences that may answer, found, counted and put in order."""
