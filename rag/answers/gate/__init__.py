"""Whether a statement stands in the sentences that it cites."""
