"""Takes a token apart, whatever it is: each reader says how well it fits, the best one reads."""

from inspector.annotate.tokens.registry import decode

__all__ = ["decode"]
