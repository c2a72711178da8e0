"""Attempts side by side in a tab."""
