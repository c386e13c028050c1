"""The words of a question: what they mean, what may stand for them, and where a text holds them."""
