"""The schemes that sign a request."""
