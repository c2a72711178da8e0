"""Sending variants as far as agreed: experiments and the matrix, past a guard."""
