"""What people paste, drop or open becomes a request, an attempt or a token."""

from inspector.intake.registry import read, recognise
from inspector.intake.results import Reading, Recognised, Unreadable

__all__ = ["Reading", "Recognised", "Unreadable", "read", "recognise"]
