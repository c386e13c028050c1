"""From evidence to an answer whose every statement is tied to the exact sentence of a report."""
