"""Whether a sentence tells a doing as done, as planned, or only speaks of it."""
