"""A follow-up made a full question by what was said before it."""
