"""Rules for callers who are known but may not do this."""
