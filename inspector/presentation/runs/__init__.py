"""Runs of saved requests in words: groups by cause, rows, reports."""
