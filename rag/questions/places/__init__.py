"""The places that a question names, in whatever writing."""
