"""The language model as a seam: one method, a double of it, and a client for any OpenAI-compatible server."""
