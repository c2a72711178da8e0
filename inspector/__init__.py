"""Request Inspector: why a request was refused, the bytes that prove it, and the fix."""

__version__ = "0.1.0"
