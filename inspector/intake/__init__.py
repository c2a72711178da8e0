"""What people paste, drop or open becomes a request, an attempt or a token."""

from inspector.intake.reading import Reading, Recognised, Unreadable
from inspector.intake.registry import read, recognise

__all__ = ["Reading", "Recognised", "Unreadable", "read", "recognise"]
