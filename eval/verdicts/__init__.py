"""What sentences say of their topic: labelled by many writers, learned, and judged by the writers left out."""
