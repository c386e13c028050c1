"""From a question to evidence: what is asked, which chunks speak of it, the complete list or the best few."""
