"""Reads and writes small files without losing any: whole or not at all, each failure in words."""
