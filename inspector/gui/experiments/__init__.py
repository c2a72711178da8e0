"""The Experiments tab: what can be tried, what came of it, how far the credential gets."""
