"""Records of the kinds that sign a request."""
