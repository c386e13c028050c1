"""Other people's retrievers on the same chunks, vectors and questions as ours. A program of its own, `.venv-peers`."""
