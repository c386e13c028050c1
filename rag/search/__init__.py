"""From what is asked to the best few chunks of a pile."""
