"""Chooses the failure that needs explaining and writes the verdict."""
