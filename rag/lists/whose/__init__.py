"""Whose doing a sentence tells of."""
