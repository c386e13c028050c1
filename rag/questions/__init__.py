"""From a question to what is asked: its kind, topic, places and years."""
