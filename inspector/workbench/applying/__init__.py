"""Carrying a fix out: what it changes, fetches or asks for first, and what the answer says then."""
