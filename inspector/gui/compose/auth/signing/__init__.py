"""The forms of credentials that sign a request."""
