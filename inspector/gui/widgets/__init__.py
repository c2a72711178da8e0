"""Reusable widgets. Whatever carries a meaning is painted here once and has an accessible name."""
