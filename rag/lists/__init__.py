"""Every place that a sentence ties to a topic, whose doing it is, and whether it is done. No k anywhere."""
