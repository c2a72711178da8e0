"""Runs of saved requests: what is handed on between them, and what is not as expected."""
