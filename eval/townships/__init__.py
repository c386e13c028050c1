"""Invented piles of any size with known answers: towns, programmes, verdicts, written as officials write them."""
