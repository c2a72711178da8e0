"""Attempts of the history in words."""
