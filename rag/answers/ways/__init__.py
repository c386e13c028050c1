"""The ways to answer, one a file."""
