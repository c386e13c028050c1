"""Whether a sentence may answer: of the place, the year, the thing and the type asked."""
