"""Writes answers for other people and programs: redacted first, then in the format asked for."""
