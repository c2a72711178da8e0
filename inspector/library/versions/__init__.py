"""Versions of a collection: what Git has of it, and what differs, request by request."""
