"""What a list asks for beyond its topic: conditions, amounts, years, who is left out."""
