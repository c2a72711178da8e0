"""What the faces are told about a request before it is sent."""

from inspector.authenticate.scheme import Check, Preview

__all__ = ["Check", "Preview"]
