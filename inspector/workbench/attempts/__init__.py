"""Attempts on their way into the history, and the ways of the tokens in them."""
