"""When to refuse: questions that a pile cannot answer beside questions that it can, and the thresholds between them."""
