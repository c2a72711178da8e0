"""A pasted token taken apart, read-only."""
