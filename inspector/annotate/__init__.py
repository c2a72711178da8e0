"""Remarks about bytes: what each header, cookie, token and body of an exchange means."""

from inspector.annotate.registry import annotate, annotate_exchange

__all__ = ["annotate", "annotate_exchange"]
