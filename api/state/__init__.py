"""What the service remembers beside the pile: answers given, conversations, feedback, imports, keys."""
