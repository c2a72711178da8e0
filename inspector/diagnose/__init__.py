"""Why it was a 401: looks at a whole trace and names causes, proofs and fixes."""

from inspector.diagnose.diagnose import diagnose

__all__ = ["diagnose"]
