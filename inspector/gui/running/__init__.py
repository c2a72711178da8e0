"""Runs of saved requests: progress, results by cause, the fix for a whole group, a watch."""
