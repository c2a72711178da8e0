"""Records of kinds of credentials that have groups of their own."""
